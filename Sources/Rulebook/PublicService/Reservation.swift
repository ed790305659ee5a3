extension String {
    /// A fact's source without what its file notes for the institution's lawyer: „OUG nr. 31/2025 (de confirmat)” is „OUG nr. 31/2025” in a
    /// dossier and on a paper. The catalogue and `ghiseu check` keep the note.
    package var withoutReservation: String {
        guard contains(Self.reservation) else { return self }
        let inBrackets = replacing(/\s*\(([^()]*)\)/) { match in
            guard match.1.contains(Self.reservation) else { return String(match.0) }
            let sure = Self.sure(match.1)
            return sure.isEmpty ? "" : " (\(sure))"
        }
        return inBrackets.contains(Self.reservation) ? Self.sure(inBrackets[...]) : inBrackets
    }

    private static let reservation = "de confirmat"

    /// What stands before the part that is to be confirmed.
    private static func sure(_ text: Substring) -> String {
        let end = text.ranges(of: reservation).first?.lowerBound ?? text.endIndex
        let part = text[..<end].lastIndex { ",;:".contains($0) } ?? text.startIndex
        return String(text[..<part])
    }
}
