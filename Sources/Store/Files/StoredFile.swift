import AsyncHTTPClient
import Crypto
import NIOPosix
package import NIOCore

/// A file of the store, for whoever holds this to read.
package struct StoredFile: Sendable {
    package let sha256: String
    private let keeper: any FileKeeping

    init(sha256: String, keeper: any FileKeeping) {
        self.sha256 = sha256
        self.keeper = keeper
    }

    /// In bytes.
    /// - Throws: `StoreFault.missingFile`
    package func size() async throws -> Int {
        guard sha256.isDigest else { throw StoreFault.missingFile(sha256: sha256) }
        return try await keeper.size(sha256)
    }

    /// Opens the file. A whole one is checked against its SHA-256 while it is read.
    /// - Parameter part: within the file; nil for all of it.
    /// - Throws: `StoreFault.missingFile`
    package func bytes(_ part: Range<Int>? = nil) async throws -> FileBytes {
        guard sha256.isDigest else { throw StoreFault.missingFile(sha256: sha256) }
        return try await keeper.bytes(sha256, part: part)
    }
}

/// An opened file or a part of one, read piece by piece as it is asked for.
///
/// The last piece is handed out only when all of it is known to be right: a reader of a damaged file gets an error
/// and never its whole length.
package struct FileBytes: AsyncSequence, Sendable {
    private enum Source: Sendable {
        case disk(DiskFile, Range<Int>, NIOThreadPool)
        case network(HTTPClientResponse.Body)
    }

    /// How many bytes come, if nothing is damaged.
    package let length: Int
    private let source: Source
    private let sha256: String?

    /// - Parameter sha256: what the bytes must hash to; nil where they are a part.
    init(_ file: DiskFile, _ part: Range<Int>, of sha256: String?, threads: NIOThreadPool) {
        source = .disk(file, part, threads)
        length = part.count
        self.sha256 = sha256
    }

    init(_ body: HTTPClientResponse.Body, length: Int, of sha256: String?) {
        source = .network(body)
        self.length = length
        self.sha256 = sha256
    }

    package func makeAsyncIterator() -> AsyncIterator {
        switch source {
        case .disk(let file, let part, let threads): AsyncIterator(.disk(file, part, threads), length, sha256)
        case .network(let body): AsyncIterator(.network(body.makeAsyncIterator()), length, sha256)
        }
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate enum Reading {
            case disk(DiskFile, Range<Int>, NIOThreadPool)
            case network(HTTPClientResponse.Body.AsyncIterator)
        }

        private var reading: Reading
        private var missing: Int
        private let sha256: String?
        private var hasher = SHA256()
        /// The piece read last.
        private var held: ByteBuffer?

        fileprivate init(_ reading: Reading, _ length: Int, _ sha256: String?) {
            self.reading = reading
            self.sha256 = sha256
            missing = length
        }

        @concurrent
        package mutating func next() async throws -> ByteBuffer? {
            while let piece = try await read() {
                missing -= piece.readableBytes
                if sha256 != nil { piece.withUnsafeReadableBytes { hasher.update(bufferPointer: $0) } }
                let last = held
                held = piece
                if let last { return last }
            }
            guard missing == 0, sha256 == nil || hasher.finalize().hexadecimal == sha256 else {
                throw StoreFault.damagedFile(sha256: sha256 ?? "")
            }
            defer { held = nil }
            return held
        }

        @concurrent
        private mutating func read() async throws -> ByteBuffer? {
            switch reading {
            case .disk(let file, let part, let threads):
                guard !part.isEmpty else { return nil }
                let piece = try await threads.runIfActive { try file.read(part.prefix(FileLimits.piece)) }
                reading = .disk(file, part.dropFirst(piece.readableBytes), threads)
                return piece.readableBytes == 0 ? nil : piece
            case .network(var body):
                let piece = try await body.next()
                reading = .network(body)
                return piece
            }
        }
    }
}
