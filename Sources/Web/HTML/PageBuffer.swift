/// The growing bytes under a page.
///
/// A page is some ten thousand tiny appends. `Array.append(contentsOf:)` checks uniqueness and goes through a generic
/// sequence each time, which measured half of a page's whole cost; here an append is one comparison and one copy.
/// This is the only file of the builder that touches memory by hand.
struct PageBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Calls `body` with what has been written; the pointer dies with the call.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ literal: StaticString) {
        append(literal.utf8Start, literal.utf8CodeUnitCount)
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        append(start, bytes.count)
    }

    @inline(__always)
    private mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
        if capacity - count < length { grow(by: length) }
        (base + count).update(from: start, count: length)
        count += length
    }

    /// Appends `source` with the five significant characters of HTML as entities.
    mutating func appendEscaped(_ source: UnsafeBufferPointer<UInt8>) {
        guard let start = source.baseAddress else { return }
        // Room for the common case, in which nothing grows; an entity asks for its own.
        if capacity - count < source.count { grow(by: source.count) }
        var clean = 0
        for index in 0..<source.count {
            // All five lie below 0x40, where letters, accents and most of a text do not.
            let byte = start[index]
            guard byte < 0x40, Self.significant & (1 << UInt64(byte)) != 0 else { continue }
            append(start + clean, index - clean)
            append(Self.entity(byte))
            clean = index + 1
        }
        append(start + clean, source.count - clean)
    }

    /// One bit for each of `"` (34), `&` (38), `'` (39), `<` (60) and `>` (62).
    @inline(__always)
    private static var significant: UInt64 { 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62 }

    private static func entity(_ byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }

    @inline(never)
    private mutating func grow(by length: Int) {
        let larger = max(capacity * 2, count + length)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }
}
