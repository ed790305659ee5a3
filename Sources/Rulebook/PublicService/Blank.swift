/// A place in a text of content that only a person can decide, as what a commission found. Content marks it, with its hint inside:
/// `‹de completat›`, `‹de completat: hint›` or, where the words are few, `‹alege: A | B›` and `‹alege (hint): A | B›`. Whoever drafts
/// writes over the whole mark, and no act goes to be approved or signed while one of its signs is left.
package enum Blank {
    private static let filling = "de completat", choosing = "alege"
    /// Nobody types these quotes.
    private static let signs: Set<Character> = ["‹", "›"]

    /// Whether a mark, or half of one, is left.
    package static func isLeft(in text: String) -> Bool { text.contains { signs.contains($0) } }

    /// The marks of a text, in order, each with its signs.
    package static func marks(in text: String) -> [String] {
        // A pattern costs more to make than the texts that have none of its signs.
        guard isLeft(in: text) else { return [] }
        return text.matches(of: /‹[^‹›]*›/).map { String($0.output) }
    }

    /// What is wrong with the marks of a text of content; nil where nothing is. Meant for whoever wrote the content.
    package static func fault(in text: String) -> String? {
        guard isLeft(in: text) else { return nil }
        if isLeft(in: text.replacing(/‹[^‹›]*›/, with: "")) { return "a sign ‹ or › stands alone" }
        return marks(in: text).first { words(of: $0, with: "") == nil }.map {
            "\($0) is neither ‹\(filling)›, ‹\(filling): hint› nor ‹\(choosing): A | B›"
        }
    }

    /// The text with each mark written over: with the first of its alternatives, or with `words`.
    package static func filled(_ text: String, with words: String) -> String {
        guard isLeft(in: text) else { return text }
        return text.replacing(/‹[^‹›]*›/) { Self.words(of: String($0.output), with: words) ?? words }
    }

    private static func words(of mark: String, with words: String) -> String? {
        let inside = mark.dropFirst().dropLast()
        guard let colon = inside.firstRange(of: ": ") else { return inside == filling ? words : nil }
        let (head, rest) = (inside[..<colon.lowerBound], inside[colon.upperBound...])
        if head == filling { return rest.allSatisfy(\.isWhitespace) ? nil : words }
        guard head == choosing || head.hasPrefix("\(choosing) (") && head.hasSuffix(")") else { return nil }
        let alternatives = rest.split(separator: " | ", omittingEmptySubsequences: false)
        return alternatives.count > 1 && alternatives.allSatisfy { !$0.allSatisfy(\.isWhitespace) } ? String(alternatives[0]) : nil
    }
}
