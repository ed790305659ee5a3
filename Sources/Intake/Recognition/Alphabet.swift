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
        // Others have it in a file beside them.
        let beside = try? Data(contentsOf: url.deletingPathExtension().appendingPathExtension("txt"))
        let within = model.range(of: tag, options: .backwards).flatMap { Self.lengthPrefixed(model[$0.upperBound...]) }
        guard let value = within ?? beside else { throw RecognitionFault("the model has no character dictionary") }
        // A line may end in two signs, which Swift takes for one character.
        var list = String(decoding: value, as: UTF8.self).replacing("\r\n", with: "\n")
        if within == nil, list.hasSuffix("\n") { list.removeLast() }
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

    /// The classes of the allowed characters, and of what is written for them.
    func alphabet(_ allowed: String) -> Alphabet {
        var seen: Set<Character> = []
        let known = allowed.filter { !classes(of: $0).isEmpty && seen.insert($0).inserted }
        return Alphabet(characters: Array(known), classes: known.map { classes(of: $0) })
    }

    private func classes(of character: Character) -> [Int] {
        ([character] + LetterKin.kin(of: character)).compactMap { classOfCharacter[String($0)] }
    }
}

/// The recogniser cannot work: a fault of the installation or of the machine.
package struct RecognitionFault: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
