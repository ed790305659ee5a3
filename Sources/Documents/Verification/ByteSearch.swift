import Glibc

/// Finds short ASCII words in many bytes.
struct ByteSearch {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Where the word first begins inside the range, which must lie inside the bytes.
    func first(_ word: StaticString, in range: Range<Int>) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = range.lowerBound
            while range.upperBound - start >= word.utf8CodeUnitCount {
                let room = range.upperBound - start - word.utf8CodeUnitCount + 1
                guard let hit = memchr(base + start, Int32(word.utf8Start[0]), room) else { return nil }
                start = UnsafeRawPointer(hit) - base
                if memcmp(base + start, word.utf8Start, word.utf8CodeUnitCount) == 0 { return start }
                start += 1
            }
            return nil
        }
    }

    /// Where the word begins, everywhere.
    func all(_ word: StaticString) -> [Int] {
        var found: [Int] = []
        var start = 0
        while let hit = first(word, in: start..<bytes.count) {
            found.append(hit)
            start = hit + word.utf8CodeUnitCount
        }
        return found
    }

    /// Where the word last begins inside the range; slow, for ranges of at most some megabytes.
    func last(_ word: StaticString, in range: Range<Int>) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = range.upperBound - word.utf8CodeUnitCount
            while start >= range.lowerBound {
                if memcmp(base + start, word.utf8Start, word.utf8CodeUnitCount) == 0 { return start }
                start -= 1
            }
            return nil
        }
    }
}
