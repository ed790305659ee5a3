import FoundationEssentials
import Subprocess

/// Reads the worker's answers off its standard output: 1 byte of status, 4 bytes of length, big-endian, then the payload.
struct AnswerReader {
    private static let header = 5  // bytes
    private static let answerLimit = 64 << 20  // bytes; an act takes 0.1 MiB

    private var output: SubprocessOutputSequence.Iterator
    private var buffer: [UInt8] = []

    init(_ output: SubprocessOutputSequence) {
        self.output = output.makeAsyncIterator()
    }

    /// The next answer, or nil when the worker ended or lost its frame.
    mutating func next(isolation: isolated (any Actor)? = #isolation) async throws -> Result<Data, TypesettingFailure>? {
        guard try await fill(Self.header) else { return nil }
        let length = buffer[1..<Self.header].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.answerLimit, try await fill(Self.header + length) else { return nil }
        let payload = buffer[Self.header..<Self.header + length]
        defer { buffer.removeFirst(Self.header + length) }
        return buffer[0] == 0 ? .success(Data(payload)) : .failure(.refused(String(decoding: payload, as: UTF8.self)))
    }

    /// Reads until `count` bytes are there; false at the end of the output.
    private mutating func fill(_ count: Int, isolation: isolated (any Actor)? = #isolation) async throws -> Bool {
        while buffer.count < count {
            guard let chunk = try await output.next(isolation: isolation) else { return false }
            chunk.withUnsafeBytes { buffer.append(contentsOf: $0) }
        }
        return true
    }
}
