import Foundation
import NIOCore

extension StoredFile {
    /// Reads the file from end to end, whereby it is checked.
    /// - Returns: its size in bytes.
    /// - Throws: `StoreFault.missingFile`, `StoreFault.damagedFile`
    func sizeOnceRead() async throws -> Int {
        try await bytes().reduce(0) { $0 + $1.readableBytes }
    }
}

extension FileStore {
    /// Takes a file over from another place, piece by piece, unless it is here and sound already; and reads it again here.
    /// - Returns: its size in bytes.
    /// - Throws: `StoreFault.missingFile`, `StoreFault.damagedFile` where the other place no longer has it.
    func take(_ file: StoredFile) async throws -> Int {
        let mine = self.file(file.sha256)
        do {
            return try await mine.sizeOnceRead()
        } catch StoreFault.missingFile, StoreFault.damagedFile {
            try await copy(file)
            return try await mine.sizeOnceRead()
        }
    }

    private func copy(_ file: StoredFile) async throws {
        let bytes = try await file.bytes()
        let incoming = try await beginFile()
        do {
            for try await piece in bytes { try await incoming.append(Data(piece.readableBytesView)) }
        } catch {
            await incoming.discard()
            throw error
        }
        _ = try await incoming.keep()
    }
}
