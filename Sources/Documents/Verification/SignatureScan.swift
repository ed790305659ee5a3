import FoundationEssentials

/// Finds the signature dictionaries of a PDF by their own text: they stand uncompressed, since where they stand is signed.
struct SignatureScan {
    /// A signature dictionary as it stands in the file; none of it is to be believed yet.
    struct Dictionary {
        /// The text of the object around it.
        let place: Range<Int>
        /// `/ByteRange`: two pairs of offset and length.
        let byteRange: [Int]
        /// `/M`.
        let time: Date?
    }

    private static let objectLimit = 1 << 20  // bytes; a signature of 16 KiB makes one of 33 KiB
    private static let textLimit = 4_096  // bytes on either side of the signature; ours has 0.3 KiB

    private let bytes: [UInt8]
    private let search: ByteSearch

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        search = ByteSearch(bytes)
    }

    /// Whether the file looks as if it had been signed, though no signature can be read.
    var hasTraces: Bool {
        let words: [StaticString] = ["/ByteRange", "/ETSI.CAdES.", "/adbe.pkcs7."]
        return words.contains { search.first($0, in: bytes.indices) != nil }
    }

    /// The last dictionaries of the file, in the order of the file.
    func dictionaries(limit: Int) -> [Dictionary] {
        // More mentions than signatures: a text that speaks of them, or a trap.
        let mentions = search.all("/ByteRange").suffix(4 * limit)
        return Array(mentions.compactMap(dictionary).suffix(limit))
    }

    private func dictionary(around mention: Int) -> Dictionary? {
        let before = max(0, mention - Self.objectLimit)..<mention
        let after = mention..<min(bytes.count, mention + Self.objectLimit)
        guard let start = search.last(" obj", in: before), let end = search.first("endobj", in: after),
            let range = text(mention..<min(end, mention + 128)).prefixMatch(
                of: /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/)?.output
        else { return nil }
        let place = start..<end
        let byteRange = [range.1, range.2, range.3, range.4].compactMap { Int($0) }
        let words = textOutside(byteRange[1]..<max(byteRange[1], byteRange[2]), of: place)
        guard words.contains(where: { $0.contains(/\/SubFilter\s*\/(ETSI\.CAdES|adbe\.pkcs7)\.detached/) }) else { return nil }
        // A string may write any character, so the colon too, as its octal number.
        let time = words.lazy.compactMap { $0.firstMatch(of: /\/M\s*\(D(?::|\\072)([^)]{4,30})\)/) }.first
        return Dictionary(place: place, byteRange: byteRange, time: time.flatMap { PDFDate.parse("D:\($0.1)") })
    }

    /// The beginning and the end of an object without the signature in it.
    private func textOutside(_ hole: Range<Int>, of place: Range<Int>) -> [String] {
        let hole = hole.clamped(to: place)
        let head = place.lowerBound..<min(hole.lowerBound, place.lowerBound + Self.textLimit)
        let tail = hole.upperBound..<min(place.upperBound, hole.upperBound + Self.textLimit)
        return [text(head), text(tail)]
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
