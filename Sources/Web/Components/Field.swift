/// One question of a form: its words, its control, and what was wrong with the last answer.
package struct Field: Sendable {
    package enum Need: Sendable {
        case required
        /// Marked „(opțional)”.
        case optional
        /// Not required, with its own words: „(dacă există)”.
        case note(String)
    }

    /// Shown only while another field has one of these values. Without script it is always shown, so the server
    /// ignores answers that do not apply.
    package struct Condition: Sendable {
        package var field: String
        package var isOneOf: [String]

        package init(_ field: String, isOneOf values: [String]) {
            self.field = field
            isOneOf = values
        }
    }

    /// The name under which the answer is sent; unique in its form.
    package var name: String
    package var label: Phrase
    package var control: Control
    package var hint: Phrase?
    package var error: String?
    package var need: Need
    /// Good news about the answer: „Găsit în cadastru”.
    package var confirmed: String?
    package var condition: Condition?

    package init(
        _ name: String, _ label: String, _ control: Control, hint: Phrase? = nil, error: String? = nil,
        need: Need = .required, confirmed: String? = nil, condition: Condition? = nil
    ) {
        self.init(
            name, Phrase(label), control, hint: hint, error: error, need: need, confirmed: confirmed, condition: condition)
    }

    package init(
        _ name: String, _ label: Phrase, _ control: Control, hint: Phrase? = nil, error: String? = nil,
        need: Need = .required, confirmed: String? = nil, condition: Condition? = nil
    ) {
        self.name = name
        self.label = label
        self.control = control
        self.hint = hint
        self.error = error
        self.need = need
        self.confirmed = confirmed
        self.condition = condition
    }

    /// The `id` of the control that answers to `name`: of the first one, where there are several.
    ///
    /// Letters, digits, `-` and `_` stay; anything else becomes `-`, so that it also works as a fragment.
    package static func id(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" ? $0 : "-" })
    }
}

extension Field {
    /// How a question is answered.
    package enum Control: Sendable {
        case text(TextInput)
        case area(value: String = "", rows: Int = 5, maxLength: Int? = nil)
        /// `blank` is the first, empty option, where nothing is chosen yet.
        case select([Option], value: String?, blank: String? = nil)
        case radios([Option], value: String?)
        case checks([Option], values: Set<String>)
        case yesNo(Bool?)
        /// Three inputs, for a date that one knows by heart; they are sent as `name.zi`, `name.luna`, `name.an`.
        case dateParts(DateParts)
        /// Two such dates, sent as `name.de.zi` … and `name.pana.an`.
        case period(from: DateParts, to: DateParts)
        /// A unit, a day, a time and a number of slots, sent as `name.unitate`, `name.zi` …, `name.ora`, `name.numar`.
        case slot(SlotInput)
        /// The browser's own date input, for deadlines and filters. Values are `yyyy-mm-dd`.
        case date(value: String = "", min: String? = nil, max: String? = nil)
        /// - `accept`: as in the attribute, `.pdf,.jpg`. `limit`: bytes.
        case file(accept: String, limit: Int)
        /// Several files in one input; each of them within `limit`.
        case files(accept: String, limit: Int)

        package static func text(
            value: String = "", type: TextInput.Kind = .text, width: TextInput.Width = .full, autocomplete: String? = nil,
            maxLength: Int? = nil, affix: String? = nil, suggestions: Suggestions? = nil
        ) -> Self {
            .text(
                TextInput(
                    value: value, kind: type, width: width, autocomplete: autocomplete, maxLength: maxLength,
                    affix: affix, suggestions: suggestions))
        }
    }

    package struct TextInput: Sendable {
        /// What the keyboard of a phone should offer.
        package enum Kind: Sendable {
            case text
            /// Digits only, such as a CNP.
            case digits
            /// A number with decimals.
            case decimal
            /// A code: no capitals, corrections or suggestions by the keyboard.
            case code
            case email, tel, password, search
        }

        package enum Width: Sendable { case medium, large, full }

        package var value: String
        package var kind: Kind
        package var width: Width
        /// A token of the HTML standard, such as `given-name`.
        package var autocomplete: String?
        package var maxLength: Int?
        /// The unit after the input: „mp”, „lei”.
        package var affix: String?
        package var suggestions: Suggestions?
    }

    /// What a text input offers while one types; other answers remain possible.
    package enum Suggestions: Sendable {
        case values([String])
        /// The `id` of a `datalist` that stands elsewhere on the page.
        case list(id: String)
    }

    package struct Option: Sendable {
        package var value: String
        package var text: String
        /// A line under a choice; not shown in a `select`.
        package var detail: String?
        /// The language of both, where it is not the page's.
        package var language: String?

        package init(_ value: String, _ text: String, detail: String? = nil, language: String? = nil) {
            self.value = value
            self.text = text
            self.detail = detail
            self.language = language
        }
    }

    /// A booking as typed, with what is free on its day.
    package struct SlotInput: Sendable {
        package var units: [Option]
        package var unit: String?
        package var day: DateParts
        package var time: String
        /// The times at which something free can begin, to choose from; nil where they are not known yet, and the time is typed.
        package var times: [String]?
        /// The first, empty one among them: „Alege din listă”.
        package var blank: String
        package var count: String
        /// What is free on that day, or how to see it.
        package var free: Phrase?
    }

    /// A date as typed, right or wrong.
    package struct DateParts: Sendable {
        package var day: String
        package var month: String
        package var year: String

        package init(day: String = "", month: String = "", year: String = "") {
            self.day = day
            self.month = month
            self.year = year
        }
    }
}
