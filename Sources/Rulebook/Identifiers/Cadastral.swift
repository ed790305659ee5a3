/// The number of an immovable in the cadastre.
package enum Cadastral {
    /// How the number was given.
    package enum Form: String, Hashable, Sendable {
        /// Given by the electronic system: a plot (`123456`), a building on it (`-C1`) or a unit of that (`-U2`).
        case electronic
        /// An old topographic number: `1234/2/1`.
        case topographic
    }

    /// Normalised without spaces, letters in capitals.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 60) { text throws(IdentifierRemark) in
            let number = text.compact(after: ["NR", "CAD", "IE", "."])
            guard form(of: number) != nil else { throw IdentifierRemark(.cadastralForm) }
            return .valid(number)
        }
    }

    /// Nil for what `check` refuses.
    package static func form(of number: String) -> Form? {
        if isElectronic(number) { return .electronic }
        // An old number's parts are no longer than an electronic number: eight digits in a row are a slip.
        let parts = number.split(separator: "/", maxSplits: 10, omittingEmptySubsequences: false)
        return parts.count <= 10 && parts.allSatisfy { $0.isDigits && $0.count <= 7 } ? .topographic : nil
    }

    /// A number that both the cadastre and the land book use.
    static func isElectronic(_ number: String) -> Bool {
        var scan = IdentifierScanner(number)
        guard scan.digits(1...7) != nil else { return false }
        if scan.take("-C") {
            guard scan.digits(1...3) != nil else { return false }
            if scan.take("-U"), scan.digits(1...4) == nil { return false }
        }
        return scan.isAtEnd
    }
}
