/// The number of an immovable in the cadastre.
package enum Cadastral {
    package enum Form: String, Hashable, Sendable {
        /// Given by the electronic system: a plot (`123456`), a building on it (`-C1`) or a unit of that (`-U2`).
        case electronic
        /// An old topographic number: `1234/2/1`.
        case topographic
    }

    /// Normalised without spaces, letters in capitals.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 60) { text throws(IdentifierRemark) in
            let number = number(in: text, after: ["IE", "CAD", "NR"])
            guard form(of: number) != nil else { throw IdentifierRemark(.cadastralForm) }
            return .valid(number)
        }
    }

    /// Nil for what `check` refuses.
    package static func form(of number: String) -> Form? {
        if isElectronic(number) { return .electronic }
        // An old number's parts are as long as an electronic one's, so that a plain number of 8 digits stays a slip.
        return number.wholeMatch(of: /[0-9]{1,7}(?:\/[0-9]{1,7}){1,9}/) == nil ? nil : .topographic
    }

    /// A number that both the cadastre and the land book use.
    static func isElectronic(_ number: String) -> Bool {
        number.wholeMatch(of: /[0-9]{1,7}(?:-C[0-9]{1,3}(?:-U[0-9]{1,4})?)?/) != nil
    }

    /// The typed text without spaces and without the abbreviations that people put first („nr. cad. 1234”).
    static func number(in text: IdentifierText, after words: [String]) -> String {
        var number = text.compact[...]
        while let word = (words + ["."]).first(where: number.hasPrefix) { number = number.dropFirst(word.count) }
        return String(number)
    }
}
