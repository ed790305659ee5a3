/// The characters that may stand in a place, and for each which of the recogniser's count for it, and how much: where only digits
/// may stand, an `O` speaks for a zero.
struct Mask: Hashable, Sendable {
    let characters: [Character]
    let sources: [[Source]]

    struct Source: Hashable, Sendable {
        let character: Character
        /// 0…1.
        let weight: Float
    }

    /// - Parameter alike: what else counts for a character, and how much.
    init(_ allowed: some Sequence<Character>, alike: [Character: [(Character, Float)]] = [:]) {
        characters = Array(allowed)
        sources = characters.map { character in
            [Source(character: character, weight: 1)] + (alike[character] ?? []).map { Source(character: $0.0, weight: $0.1) }
        }
    }

    private init(characters: [Character], sources: [[Source]]) {
        (self.characters, self.sources) = (characters, sources)
    }

    /// What either allows; of a character in both, what counts for it in the first.
    func union(_ other: Mask) -> Mask {
        let more = other.characters.indices.filter { !characters.contains(other.characters[$0]) }
        return Mask(characters: characters + more.map { other.characters[$0] }, sources: sources + more.map { other.sources[$0] })
    }

    static let digitCharacters = "0123456789"
    static let capitalCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let romanianLetters = "ăâîșțĂÂÎȘȚ"
    static let hungarianLetters = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"
    static let letters = capitalCharacters + capitalCharacters.lowercased() + romanianLetters + hungarianLetters
    static let marks = " .,-/()\"'’:;+&@%„”–_?!=*#°²³§"

    static let digits = Mask(digitCharacters, alike: likeDigits)
    static let signedDigits = Mask(digitCharacters + "-", alike: likeDigits.merging(["-": [("–", 1), ("_", 0.3), ("—", 1)]]) { $1 })
    /// English capitals: identifiers are written in them, in any size.
    static let capitals = Mask(capitalCharacters, alike: likeCapitals(withDigits: true))
    static let capitalsAndDigits = Mask(
        capitalCharacters + digitCharacters,
        alike: likeCapitals(withDigits: false).merging(["0": [("o", 0.2)], "1": [("l", 0.5), ("|", 0.5)]]) { $1 })
    static let decimal = Mask(digitCharacters + ",.-", alike: likeDigits.merging(["-": [("–", 1)]]) { $1 })
    static let email = Mask(capitalCharacters.lowercased() + capitalCharacters + digitCharacters + "@._-+")
    /// All that a person writes on a line.
    static let text = Mask(
        letters + digitCharacters + marks, alike: ["-": [("—", 1)], "\"": [("“", 1), ("”", 0.2)], "'": [("‘", 1)]])

    /// What the recogniser is asked for, whatever the field: masks are laid over it afterwards.
    static let everything =
        letters + digitCharacters + marks + "|[]{}<>$€~^`‘—№"

    /// Look-alikes as pens make them.
    private static let likeDigits: [Character: [(Character, Float)]] = [
        "0": [("O", 0.6), ("o", 0.6), ("Q", 0.3), ("D", 0.3), ("U", 0.1)],
        "1": [("I", 0.6), ("l", 0.6), ("|", 0.6), ("i", 0.4), ("!", 0.3), ("t", 0.1), ("L", 0.1), ("/", 0.2)],
        "2": [("Z", 0.6), ("z", 0.6)], "3": [("B", 0.1), ("E", 0.1)], "4": [("A", 0.2), ("y", 0.2), ("H", 0.1), ("u", 0.1)],
        "5": [("S", 0.6), ("s", 0.6), ("Ș", 0.3), ("$", 0.3)], "6": [("b", 0.5), ("G", 0.5), ("C", 0.1)],
        "7": [("T", 0.2), ("F", 0.2), ("Z", 0.1), ("?", 0.2), ("Y", 0.1)], "8": [("B", 0.5), ("g", 0.1), ("&", 0.3)],
        "9": [("g", 0.5), ("q", 0.5), ("a", 0.1)],
    ]

    private static func likeCapitals(withDigits: Bool) -> [Character: [(Character, Float)]] {
        var alike: [Character: [(Character, Float)]] = [:]
        for capital in capitalCharacters { alike[capital] = [(Character(capital.lowercased()), 1)] }
        for (base, kin) in [("A", "ĂÂÁăâ"), ("I", "ÎÍîí|"), ("S", "Șș"), ("T", "Țț"), ("E", "Éé"), ("O", "ÓÖŐóö"), ("U", "ÚÜŰúü")] {
            alike[Character(base), default: []] += kin.map { ($0, 0.6) }
        }
        guard withDigits else { return alike }
        for (base, digit) in [("O", "0"), ("I", "1"), ("Z", "2"), ("S", "5"), ("G", "6"), ("B", "8"), ("A", "4"), ("T", "7")] {
            alike[Character(base), default: []].append((Character(digit), 0.4))
        }
        return alike
    }
}
