import Crypto
package import FoundationEssentials
import SwiftASN1

/// Seals PDFs: PAdES baseline B-B (ETSI EN 319 142-1) as an incremental update.
package enum PDFSealing {
    package static let sizeLimit = 64 << 20  // bytes
    /// What is reserved for the CMS signature; with a P-256 key and one certificate it takes 0.9 KiB, with RSA-3072 2.9 KiB.
    static let signatureLimit = 16 << 10  // bytes

    /// Seals a document; what it was before stays in it byte for byte, earlier seals included.
    ///
    /// - Parameters:
    ///   - reason: why, in words for people; kept in the signature ("Emiterea certificatului de urbanism nr. 1").
    ///   - place: where ("Cluj-Napoca").
    ///   - moment: the time that the seal states. It is the server's word: a baseline B-B seal has no timestamp of a third party.
    /// - Throws: `SealingFailure`, or an error of the private key.
    package static func seal(
        _ pdf: Data, with identity: SealingIdentity, reason: String, place: String, at moment: Date
    ) throws -> Data {
        guard pdf.count <= sizeLimit else { throw SealingFailure.unsuitable("larger than \(sizeLimit) bytes") }
        let document = try QPDFDocument(pdf)
        var revision = try PDFRevision(of: pdf, in: document)
        let field = try SealField(in: &revision, of: document, description: "Sigiliu electronic: \(identity.name)")
        let dictionary = SignatureDictionary(
            name: document.string(identity.name).text, reason: document.string(reason).text,
            place: document.string(place).text, moment: moment)
        revision.write(dictionary.bytes, as: field.signature)

        let body = revision.body()
        guard let start = body.rawOffsets[field.signature.id] else { throw SealingFailure.unsuitable("no signature") }
        var sealed = pdf + body.bytes
        let hole = start + dictionary.hole.lowerBound..<start + dictionary.hole.upperBound
        sealed.replaceBytes(
            at: start + dictionary.range.lowerBound, with: dictionary.range(of: hole, in: sealed.count))

        var hash = SHA256()
        hash.update(data: sealed.prefix(hole.lowerBound))
        hash.update(data: sealed.suffix(from: sealed.startIndex + hole.upperBound))
        let signature = try CMSSignature(of: hash.finalize(), by: identity).der
        guard signature.count <= signatureLimit else { throw SealingFailure.signatureTooLarge(signature.count) }
        sealed.replaceBytes(at: hole.lowerBound + 1, with: Data(signature.flatMap(hexDigits)))
        return sealed
    }

    private static func hexDigits(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

/// The text of a signature dictionary (ISO 32000-1, 12.8.1) with room for what is known only when the file is complete.
private struct SignatureDictionary {
    let bytes: Data
    /// Where `/ByteRange`'s numbers stand in `bytes`.
    let range: Range<Int>
    /// Where `/Contents`' string stands in `bytes`, its angle brackets included: all that the signature does not cover.
    let hole: Range<Int>

    /// The strings are in PDF syntax already.
    init(name: String, reason: String, place: String, moment: Date) {
        var bytes = Data("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [".utf8)
        let room = Self.numbers([0, 9_999_999_999, 9_999_999_999, 9_999_999_999])
        range = bytes.count..<bytes.count + room.count
        bytes.append(Data(repeating: UInt8(ascii: " "), count: room.count))
        bytes.append(Data("] /Contents ".utf8))
        hole = bytes.count..<bytes.count + 2 * PDFSealing.signatureLimit + 2
        bytes.append(Data("<\(String(repeating: "00", count: PDFSealing.signatureLimit))>".utf8))
        let time = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted).format(moment)
            .filter { $0.isNumber }
        bytes.append(Data(" /M (D:\(time)Z) /Name \(name) /Reason \(reason) /Location \(place) >>".utf8))
        self.bytes = bytes
    }

    /// The numbers that tell what is signed: all of the file but the hole.
    func range(of hole: Range<Int>, in size: Int) -> Data {
        Data(Self.numbers([0, hole.lowerBound, hole.upperBound, size - hole.upperBound]).utf8)
    }

    private static func numbers(_ numbers: [Int]) -> String {
        numbers.map(String.init).joined(separator: " ")
    }
}

extension Data {
    /// Overwrites bytes in place; `offset` counts from the beginning, and the end must lie inside.
    fileprivate mutating func replaceBytes(at offset: Int, with bytes: Data) {
        let start = startIndex + offset
        replaceSubrange(start..<start + bytes.count, with: bytes)
    }
}
