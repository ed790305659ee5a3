/// Questions about stretches of time: a period of days, a booked slot.
extension HTML {
    /// Two dates, each of three typed parts.
    func period(_ from: Field.DateParts, _ to: Field.DateParts, _ field: Field, _ id: String) {
        for (word, parts, name) in [(words.from, from, "de"), (words.until, to, "pana")] {
            fieldset(class: "part") {
                legend(word)
                dateParts(parts, field, name: "\(field.name).\(name)", id: name == "de" ? id : "\(id)-\(name)")
            }
        }
    }

    /// What is booked, on which day, from what time, and how many slots of it.
    func slot(_ input: Field.SlotInput, _ field: Field, _ id: String) {
        let isBad = field.error != nil
        part(words.what, id) { id in
            select(class: "w-l", id: id, .name("\(field.name).unitate"), .invalid(isBad)) {
                for unit in input.units { option(unit.text, value: unit.value, selected: unit.value == input.unit) }
            }
        }
        fieldset(class: "part") {
            legend(words.day)
            dateParts(input.day, field, name: field.name, id: "\(id)-zi")
        }
        part(words.time, "\(id)-ora") { id in
            let name = Attribute.name("\(field.name).ora")
            if let times = input.times {
                select(class: "w-m", id: id, name, .invalid(isBad)) {
                    option(input.blank, value: "", selected: input.time.isEmpty)
                    // What was chosen and is not free stays, until another is chosen.
                    let kept = input.time.isEmpty || times.contains(input.time) ? times : [input.time] + times
                    for time in kept { option(time, value: time, selected: time == input.time) }
                }
            } else {
                self.input(class: "w-m", id: id, name, .value(input.time), .maxlength(5), .invalid(isBad), .autocomplete("off"))
            }
        }
        part(words.slotCount, "\(id)-numar") { id in
            self.input(
                class: "w-m", id: id, .name("\(field.name).numar"), .value(input.count), .inputmode("numeric"), .maxlength(2),
                .invalid(isBad))
        }
        if let free = input.free { p(free, class: "small", .attr("aria-live", "polite")) }
    }

    private func part(_ word: String, _ id: String, _ control: (String) -> Void) {
        div(class: "part") {
            label(for: id, Phrase(word))
            control(id)
        }
    }
}
