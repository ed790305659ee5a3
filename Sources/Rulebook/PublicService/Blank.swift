/// A place in a text of content that only a person can decide, as what a commission found. Content marks it, with its hint inside:
/// `‹de completat›`, `‹de completat: hint›` or, where the words are few, `‹alege: A | B›` and `‹alege (hint): A | B›`. Whoever drafts
/// writes over the whole mark, and no act goes to be approved or signed while one of its signs is left.
package enum Blank {
    private static let filling = "de completat", choosing = "alege"
    /// Nobody types these quotes.
    private static let (opening, closing): (Unicode.Scalar, Unicode.Scalar) = ("‹", "›")

    /// Whether a mark, or half of one, is left.
    package static func isLeft(in text: String) -> Bool { text.unicodeScalars.contains { $0 == opening || $0 == closing } }

    /// The marks of a text, in order, each with its signs.
    package static func marks(in text: String) -> [String] { places(in: text).map { String(text[$0]) } }

    /// Where the marks of a text stand: from a sign that opens one to the next sign, if that closes it.
    private static func places(in text: String) -> [Range<String.Index>] {
        var (places, start): ([Range<String.Index>], String.Index?) = ([], nil)
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            if scalars[index] == opening { start = index }
            guard scalars[index] == closing, let opened = start else { continue }
            places.append(opened..<scalars.index(after: index))
            start = nil
        }
        return places
    }

    /// What is wrong with the marks of a text of content; nil where nothing is. Meant for whoever wrote the content.
    package static func fault(in text: String) -> String? {
        guard isLeft(in: text) else { return nil }
        let signs = text.unicodeScalars.count { $0 == opening || $0 == closing }
        if signs > 2 * places(in: text).count { return "a sign ‹ or › stands alone" }
        return marks(in: text).first { words(of: $0, with: "") == nil }.map {
            "\($0) is neither ‹\(filling)›, ‹\(filling): hint› nor ‹\(choosing): A | B›"
        }
    }

    /// The text with each mark written over: with the first of its alternatives, or with `words`.
    package static func filled(_ text: String, with words: String) -> String {
        var filled = text
        for place in places(in: text).reversed() {
            filled.replaceSubrange(place, with: Self.words(of: String(text[place]), with: words) ?? words)
        }
        return filled
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
