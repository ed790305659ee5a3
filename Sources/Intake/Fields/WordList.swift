import Foundation

/// Which words there are, found without regard to diacritics: what the program itself is written with, and, where the machine has it,
/// Hunspell's Romanian dictionary.
struct WordList: Sendable {
    private let own: [String: [String]]
    private let dictionary: HunspellDictionary?

    static let empty = WordList(texts: [])

    /// - Parameter texts: any texts; each word of them counts.
    init(texts: some Sequence<String>, dictionary: HunspellDictionary? = nil) {
        var own: [String: Set<String>] = [:]
        for text in texts {
            for word in text.split(whereSeparator: { !$0.isLetter }) where word.count > 1 {
                let lower = word.lowercased()
                own[Self.folded(lower), default: []].insert(lower)
            }
        }
        self.own = own.mapValues { $0.sorted() }
        self.dictionary = dictionary
    }

    /// The words, in lower case, that are this one but for case and diacritics.
    func forms(of word: String) -> [String] {
        let folded = Self.folded(word)
        let known = own[folded] ?? []
        guard let dictionary else { return known }
        return known + dictionary.forms(of: folded).filter { !known.contains($0) }
    }

    func knows(_ word: String) -> Bool { forms(of: word).contains(word.lowercased()) }

    /// In lower case without diacritics; as long as the word.
    static func folded(_ word: String) -> String {
        String(
            word.lowercased().map { character in
                switch character {
                case "ă", "â", "á": "a"
                case "î", "í": "i"
                case "ș", "\u{15F}": "s"
                case "ț", "\u{163}": "t"
                case "é": "e"
                case "ó", "ö", "ő": "o"
                case "ú", "ü", "ű": "u"
                default: character
                }
            })
    }
}
