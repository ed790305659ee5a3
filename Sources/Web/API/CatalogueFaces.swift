import Crypto
import Foundation
import Office
import Rulebook
import Synchronization

/// The large documents about the whole catalogue, made once for each content that is in force and kept as bytes.
final class CatalogueFaces: Sendable {
    enum Name: Hashable, CaseIterable, Sendable {
        case openAPI, catalogue

        var type: String {
            switch self {
            case .openAPI: "application/json"
            case .catalogue: "application/ld+json"
            }
        }
    }

    struct Face: Sendable {
        let bytes: [UInt8]
        let packed: [UInt8]?
        let tag: String
    }

    private let made = Mutex<(edition: Int, faces: [Name: Face])>((0, [:]))

    /// The document for the content in force; made at the first question after each change.
    func face(_ name: Name, of office: Office) -> Face {
        let edition = office.edition
        if let known = made.withLock({ $0.edition == edition ? $0.faces[name] : nil }) { return known }
        let face = Self.make(name, of: office)
        made.withLock { made in
            if made.edition < edition { made = (edition, [:]) }
            if made.edition == edition { made.faces[name] = face }
        }
        return face
    }

    private static func make(_ name: Name, of office: Office) -> Face {
        let value =
            switch name {
            case .openAPI: OpenAPI(office.content, at: office.settings.publicAddress).document
            case .catalogue: office.content.catalogue(at: office.settings.publicAddress)
            }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and lists always have a JSON form.
        let bytes = (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
        precondition(!bytes.isEmpty, "a document of texts has bytes")
        let tag = SHA256.hash(data: bytes).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return Face(bytes: bytes, packed: Gzip.compress(bytes), tag: "\"\(tag)\"")
    }
}
