import Crypto
package import Foundation
package import Rulebook

/// Prints forms. A print and its map come from one layout: the typesetter reports where it has put each box.
package struct PaperPress: Sendable {
    private static let template = "formular"
    /// Characters of a print's revision; 40 bits tell a county's prints apart for ever.
    private static let revisionLength = 10

    private let typesetter: Typesetter
    private let address: String?

    /// - Parameter address: how people reach the counter, without a slash at the end; it begins the QR code's text.
    package init(_ typesetter: Typesetter, address: String?) {
        self.typesetter = typesetter
        self.address = address
    }

    /// Where everything stands on the printed form, and under which revision.
    ///
    /// The revision is a digest of the form and of its map: two prints that differ in anything a reader relies on never share one.
    package func map(of form: PaperForm, at moment: Date) async throws -> PaperMap {
        let sheet = try Self.encoder.encode(Sheet(form: form))
        let report = try await typesetter.report("spot", of: Self.template, data: sheet, at: moment)
        var map = try PaperMap(of: form, try JSONDecoder().decode([PaperSpot].self, from: report))
        let digest = SHA256.hash(data: sheet + (try Self.encoder.encode(map)))
        let hexadecimal = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        map.revision = String(hexadecimal.prefix(Self.revisionLength))
        return map
    }

    /// The form as a PDF (PDF/A-2a, PDF/UA-1).
    /// - Parameter ink: what is filled in; nil: a blank.
    package func print(_ form: PaperForm, _ map: PaperMap, ink: PaperInk? = nil, at moment: Date) async throws -> Data {
        // Ink that the form has no room for takes pages of its own; they carry codes too.
        let pages = map.pages.count + (ink?.takesMore == true ? 1 : 0)
        let codes = try (1...pages).map { try QRCode(Self.text(of: map, page: $0, address: address)).svg() }
        let sheet = Sheet(form: form, revision: map.revision, qr: codes, ink: ink)
        return try await typesetter.typeset(Self.template, data: try Self.encoder.encode(sheet), at: moment)
    }

    /// What a page's QR code says: `<address>/formular/<service>/<revision>/<page>`.
    package static func text(of map: PaperMap, page: Int, address: String?) -> String {
        "\(address ?? "")/formular/\(map.service)/\(map.revision)/\(page)"
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    private struct Sheet: Encodable {
        let form: PaperForm
        var revision = ""
        var qr: [String] = []
        var ink: PaperInk?
    }
}
