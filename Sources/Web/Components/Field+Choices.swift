/// Questions that have several controls.
extension HTML {
    /// Radio buttons or check boxes: the first one has the question's own id, where the error summary leads.
    func choices(
        _ type: String, _ options: [Field.Option], _ field: Field, _ id: String, isChosen: (String) -> Bool
    ) {
        for (index, option) in options.enumerated() {
            label(class: "choice") {
                input(
                    type, id: index == 0 ? id : "\(id)-\(index + 1)", .name(field.name), .value(option.value),
                    .checked(isChosen(option.value)), .required(type == "radio" && field.need.isRequired),
                    .invalid(type == "checkbox" && field.error != nil))
                span(.lang(option.language)) {
                    text(option.text)
                    if let detail = option.detail { small(detail) }
                }
            }
        }
    }

    /// Day, month and year, each typed.
    func dateParts(_ parts: Field.DateParts, _ field: Field, name base: String, id: String) {
        div(class: "date") {
            for (part, name, value, digits) in [
                ("zi", words.day, parts.day, 2), ("luna", words.month, parts.month, 2), ("an", words.year, parts.year, 4),
            ] {
                let partID = part == "zi" ? id : "\(id)-\(part)"
                div {
                    label(for: partID, name)
                    input(
                        id: partID, .name("\(base).\(part)"), .value(value), .inputmode("numeric"), .maxlength(digits),
                        .invalid(field.error != nil), .required(field.need.isRequired))
                }
            }
        }
    }
}
