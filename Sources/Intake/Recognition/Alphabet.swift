import Foundation

/// The characters that a reading may consist of, as classes of a model.
package struct Alphabet: Sendable {
    package let characters: [Character]
    /// For each character the classes that mean it.
    let classes: [[Int]]
}

/// A model's output classes: 0 is no character, then its dictionary, then the space.
struct ModelDictionary: Sendable {
    private let classOfCharacter: [String: Int]
    let classCount: Int

    /// PP-OCR models carry their dictionary in the ONNX file, as the metadata property `character`.
    init(onnx url: URL) throws(RecognitionFault) {
        guard let model = try? Data(contentsOf: url, options: .mappedIfSafe) else {
            throw RecognitionFault("there is no model \(url.path)")
        }
        // A metadata entry is a protobuf message: field 1 the key, field 2 the value, each led by tag and length.
        let tag = Data([0x0a, 9]) + Data("character".utf8) + Data([0x12])
        guard let key = model.range(of: tag, options: .backwards), let value = Self.lengthPrefixed(model[key.upperBound...]) else {
            throw RecognitionFault("the model has no character dictionary")
        }
        let list = String(decoding: value, as: UTF8.self)
        let characters = list.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [" "]
        classCount = characters.count + 1
        classOfCharacter = Dictionary(zip(characters, 1...)) { first, _ in first }
    }

    private static func lengthPrefixed(_ data: Data) -> Data? {
        var (length, shift) = (0, 0)
        var rest = data
        while let byte = rest.popFirst(), shift < 35 {  // a varint: seven bits a byte, the lowest first
            length |= Int(byte & 0x7f) << shift
            shift += 7
            if byte < 0x80 { return length <= rest.count ? rest.prefix(length) : nil }
        }
        return nil
    }

    /// The classes of the allowed characters. The letters with a cedilla count as those with a comma.
    func alphabet(_ allowed: String) -> Alphabet {
        let cedillas: [Character: String] = ["ș": "\u{15F}", "ț": "\u{163}", "Ș": "\u{15E}", "Ț": "\u{162}"]
        var seen: Set<Character> = []
        let known = allowed.filter { classOfCharacter[String($0)] != nil && seen.insert($0).inserted }
        return Alphabet(
            characters: Array(known),
            classes: known.map { character in
                [String(character), cedillas[character]].compactMap { $0.flatMap { classOfCharacter[$0] } }
            })
    }
}

/// The recogniser cannot work: a fault of the installation or of the machine.
package struct RecognitionFault: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
