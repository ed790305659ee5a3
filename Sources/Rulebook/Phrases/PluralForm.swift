/// The forms that a noun takes after a number, as the Unicode plural rules name them.
enum PluralForm: String, CaseIterable, Sendable {
    case one, few, other

    /// Romanian: 1 zi, 5 zile, 20 de zile, 101 zile. English: 1 day, 5 days. Hungarian nouns do not change,
    /// but may be given a form for 1 all the same.
    init(_ number: Int, in language: Language) {
        let count = number.magnitude
        switch language {
        case .ro where count == 1: self = .one
        case .ro: self = count == 0 || (1...19).contains(count % 100) ? .few : .other
        case .hu, .en: self = count == 1 ? .one : .other
        }
    }
}
