/// The bytes that a signature speaks for: everything from the first byte of the file to `end`, but for one hole that holds
/// exactly the signature itself.
struct SignedCoverage {
    /// The signature, DER, with the zeros after it.
    let signature: [UInt8]
    /// The end of what is signed; what follows was added later.
    let end: Int
    private let hole: Range<Int>

    /// Nil for every other shape of `/ByteRange`: signed parts that overlap, reach outside the file or leave more out than
    /// the signature are how signed PDFs are forged ("universal signature forgery", "signature wrapping").
    init?(_ dictionary: SignatureScan.Dictionary, in bytes: [UInt8]) {
        let range = dictionary.byteRange
        guard range.count == 4, range.allSatisfy({ $0 >= 0 && $0 <= bytes.count }) else { return nil }
        let hole = (start: range[1], end: range[2])
        end = range[2] + range[3]
        guard range[0] == 0, hole.start < hole.end, end <= bytes.count,
            dictionary.place.lowerBound < hole.start, hole.end <= dictionary.place.upperBound
        else { return nil }
        self.hole = hole.start..<hole.end
        guard Self.followsKey(hole.start, in: bytes[dictionary.place]), let contents = Self.hexString(bytes[self.hole])
        else { return nil }
        signature = contents
    }

    /// The signed bytes, in one piece.
    func signed(in bytes: [UInt8]) -> [UInt8] {
        Array(bytes[..<hole.lowerBound] + bytes[hole.upperBound..<end])
    }

    /// Whether `/Contents` stands before the position, with nothing but white space between.
    private static func followsKey(_ position: Int, in object: ArraySlice<UInt8>) -> Bool {
        var before = object[..<position]
        while let last = before.last, [0, 9, 10, 12, 13, 32].contains(last) { before.removeLast() }
        return before.suffix(9).elementsEqual("/Contents".utf8)
    }

    /// What `<…>` holds: digits only, in pairs and in one case. PDF allows more; but then a changed byte could go unnoticed
    /// in the only place that is not signed.
    private static func hexString(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first == UInt8(ascii: "<"), text.last == UInt8(ascii: ">"), text.count % 2 == 0 else { return nil }
        let digits = text.dropFirst().dropLast()
        let cases = Set(digits.lazy.filter { $0 > UInt8(ascii: "9") }.map { $0 & 0x20 })
        guard cases.count <= 1 else { return nil }
        var values: [UInt8] = []
        values.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                values.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return values
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
