/// Letters of other alphabets and old spellings that a recogniser sees where a letter of ours stands: they count for it.
enum LetterKin {
    /// What else counts for a character.
    static func kin(of character: Character) -> [Character] { all[character] ?? [] }

    private static let all: [Character: [Character]] = [
        // Before Unicode had the letters with a comma below, the cedilla stood for it.
        "ș": ["\u{15F}", "š", "ṣ"], "ț": ["\u{163}", "ť", "ṭ"], "Ș": ["\u{15E}", "Š", "Ṣ"], "Ț": ["\u{162}", "Ť", "Ṭ"],
        "ă": ["ã", "ǎ", "ä", "ā"], "Ă": ["Ã", "Ǎ", "Ä", "Ā"], "î": ["ï", "ī", "ĭ"], "Î": ["Ï", "Ī", "Ĭ"],
        "ő": ["õ", "ō"], "Ő": ["Õ", "Ō"], "ű": ["ũ", "ū"], "Ű": ["Ũ", "Ū"],
        // Cyrillic and Greek letters that look the same.
        "A": ["А", "Α"], "B": ["В", "Β"], "C": ["С"], "E": ["Е", "Ε"], "H": ["Н", "Η"], "I": ["І", "Ι"], "K": ["К", "Κ"], "M": ["М", "Μ"],
        "N": ["Ν"], "O": ["О", "Ο"], "P": ["Р", "Ρ"], "T": ["Т", "Τ"], "X": ["Х", "Χ"], "Y": ["У", "Υ"], "Z": ["Ζ"],
        "a": ["а", "ɑ", "α"], "c": ["с"], "e": ["е"], "i": ["і", "ı"], "o": ["о", "ο"], "p": ["р"], "x": ["х"], "y": ["у"],
        // Punctuation as wide as a Chinese character.
        ",": ["，", "、"], ".": ["。", "．", "·"], ":": ["："], ";": ["；"], "(": ["（"], ")": ["）"], "/": ["／"], "+": ["＋"], "@": ["＠"],
        "-": ["－", "―", "‐", "−", "一"], "\"": ["＂"], "0": ["０", "〇"], "1": ["１"], "2": ["２"], "3": ["３"], "4": ["４"], "5": ["５"],
        "6": ["６"], "7": ["７"], "8": ["８"], "9": ["９"],
    ]
}
