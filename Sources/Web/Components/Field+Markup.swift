extension HTML {
    /// A question with its label, hint, error and control, tied together for every kind of reader.
    package func field(_ field: Field) {
        let id = Field.id(field.name)
        switch field.control {
        case .radios, .checks, .yesNo, .dateParts, .period, .slot: group(field, id)
        case .text, .area, .select, .date, .file, .files: single(field, id)
        }
    }

    /// A label and one control.
    private func single(_ field: Field, _ id: String) {
        div(
            class: field.error == nil ? "field" : "field bad", .attr("data-when", field.condition?.field),
            .attr("data-is", field.condition?.values)
        ) {
            label(for: id, caption(field))
            remarks(field, id)
            control(field, id)
            if let confirmed = field.confirmed {
                p(class: "saved", id: "\(id)-ok") {
                    icon(.ok)
                    text(confirmed)
                }
            }
        }
    }

    /// A legend and several controls.
    private func group(_ field: Field, _ id: String) {
        let isChoice =
            switch field.control {
            case .radios, .yesNo: true
            case .checks, .dateParts, .period, .slot, .text, .area, .select, .date, .file, .files: false
            }
        fieldset(
            class: field.error == nil ? "field" : "field bad", .role(isChoice ? "radiogroup" : "group"),
            .describedBy(describedBy(field, id)), .invalid(isChoice && field.error != nil),
            .attr("aria-required", isChoice && field.need.isRequired ? "true" : nil),
            .attr("data-when", field.condition?.field), .attr("data-is", field.condition?.values)
        ) {
            legend(caption(field))
            remarks(field, id)
            control(field, id)
        }
    }

    private func caption(_ field: Field) -> Phrase {
        let note: String
        switch field.need {
        case .required: return field.label
        case .optional: note = words.optional
        case .note(let words): note = words
        }
        return Phrase { h in
            h.text(field.label)
            h.text(" ")
            h.span("(\(note))", class: "opt")
        }
    }

    private func remarks(_ field: Field, _ id: String) {
        if let hint = field.hint { p(hint, class: "hint", id: "\(id)-hint") }
        if let error = field.error {
            problem(error, id: "\(id)-err")
        }
    }

    /// The `id`s of hint, error and confirmation, in the order in which they are read; `nil` without any.
    private func describedBy(_ field: Field, _ id: String) -> String? {
        var ids: [String] = []
        if field.hint != nil { ids.append("\(id)-hint") }
        if field.error != nil { ids.append("\(id)-err") }
        if field.confirmed != nil { ids.append("\(id)-ok") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private func control(_ field: Field, _ id: String) {
        let isBad = field.error != nil
        let isRequired = field.need.isRequired
        let described = describedBy(field, id)
        switch field.control {
        case .text(let text):
            textInput(text, field, id, described)
        case .area(let value, let rows, let maxLength):
            textarea(
                value, id: id, .name(field.name), .rows(rows), .maxlength(maxLength), .invalid(isBad), .describedBy(described),
                .required(isRequired))
        case .select(let options, let value, let blank):
            select(class: "w-l", id: id, .name(field.name), .invalid(isBad), .describedBy(described), .required(isRequired)) {
                if let blank { option(blank, value: "", selected: value == nil) }
                for choice in options {
                    option(choice.text, value: choice.value, selected: choice.value == value, language: choice.language)
                }
            }
        case .radios(let options, let value):
            choices("radio", options, field, id) { $0 == value }
        case .checks(let options, let values):
            choices("checkbox", options, field, id) { values.contains($0) }
        case .yesNo(let answer):
            div(class: "pair") {
                choices("radio", [.init("da", words.yes), .init("nu", words.no)], field, id) { $0 == answer.map { $0 ? "da" : "nu" } }
            }
        case .dateParts(let parts):
            dateParts(parts, field, name: field.name, id: id)
        case .period(let from, let to):
            period(from, to, field, id)
        case .slot(let input):
            slot(input, field, id)
        case .date(let value, let min, let max):
            input(
                "date", class: "w-m", id: id, .name(field.name), .value(value), .min(min), .max(max), .invalid(isBad),
                .describedBy(described), .required(isRequired))
        case .file(let accept, let limit):
            fileInput(id, field.name, accept: accept, limit: limit, isBad: isBad, described, isRequired)
        case .files(let accept, let limit):
            fileInput(id, field.name, accept: accept, limit: limit, isBad: isBad, described, isRequired, isMultiple: true)
        }
    }

    private func textInput(_ input: Field.TextInput, _ field: Field, _ id: String, _ described: String?) {
        let list: String? =
            switch input.suggestions {
            case .values: "\(id)-list"
            case .list(let shared): shared
            case nil: nil
            }
        let write = {
            self.input(
                input.kind.type, class: input.width.css, id: id, .name(field.name),
                .value(input.kind == .password ? nil : input.value), .list(list),
                .inputmode(input.kind.inputmode), .autocomplete(input.autocomplete), .maxlength(input.maxLength),
                .autocapitalize(input.kind.isVerbatim ? "none" : nil), .spellcheck(input.kind.isVerbatim ? false : nil),
                .invalid(field.error != nil), .describedBy(described), .required(field.need.isRequired))
        }
        if let affix = input.affix {
            div(class: "affix") {
                write()
                span(affix)
            }
        } else {
            write()
        }
        if case .values(let values) = input.suggestions { datalist(id: "\(id)-list", values) }
    }

    /// The picker of a file. The script checks the size before anything is sent.
    func fileInput(
        _ id: String, _ name: String, accept: String, limit: Int, isBad: Bool, _ described: String?, _ isRequired: Bool,
        isMultiple: Bool = false
    ) {
        input(
            "file", id: id, .name(name), .accept(accept), .attr("data-limit", limit),
            .attr("data-too-large", words.tooLarge(limit / 1_000_000)), .invalid(isBad), .describedBy(described),
            .required(isRequired), .multiple(isMultiple))
    }
}

extension Field.Need {
    var isRequired: Bool { if case .required = self { true } else { false } }
}

extension Field.Condition {
    fileprivate var values: String { isOneOf.joined(separator: " ") }
}

extension Field.TextInput.Width {
    fileprivate var css: String? {
        switch self {
        case .medium: "w-m"
        case .large: "w-l"
        case .full: nil
        }
    }
}

extension Field.TextInput.Kind {
    fileprivate var type: String {
        switch self {
        case .text, .digits, .decimal, .code: "text"
        case .email: "email"
        case .tel: "tel"
        case .password: "password"
        case .search: "search"
        }
    }

    fileprivate var inputmode: String? {
        switch self {
        case .digits: "numeric"
        case .decimal: "decimal"
        default: nil
        }
    }

    fileprivate var isVerbatim: Bool {
        switch self {
        case .code, .digits, .email: true
        default: false
        }
    }
}
