import CZlib

/// Compresses answers (RFC 1952); one request asks for it, so it is done in one piece.
enum Gzip {
    /// Below this nothing is gained.
    static let worthwhile = 1_024

    /// Nil where the bytes are few, or do not become fewer.
    /// - Parameter level: 1 (fast) to 9 (small).
    static func compress(_ bytes: [UInt8], level: Int32 = 5) -> [UInt8]? {
        guard bytes.count > worthwhile else { return nil }
        var stream = z_stream()
        // 15 bits of window, and 16 for gzip's own header and trailer.
        let opened = deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        let compressed = [UInt8](unsafeUninitializedCapacity: bytes.count) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                // Anything but the end means that there was not enough room: it would be longer than the original.
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return compressed.isEmpty ? nil : compressed
    }
}
