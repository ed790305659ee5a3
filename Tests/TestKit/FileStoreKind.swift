package import Foundation
package import Store

/// The places that keep files; every test of files runs on each.
package enum FileStoreKind: String, CaseIterable, Sendable {
    case folder, s3

    /// A place that nobody else uses; for a folder, `files` in this one.
    package func place(in folder: URL) throws -> FilePlace {
        switch self {
        case .folder:
            return .folder(folder.appending(path: "files"))
        case .s3:
            let server = try S3Server.shared.get()
            return .s3(try server.address(prefix: folder.lastPathComponent), server.credentials)
        }
    }

    /// An empty store there; what it has on this machine's disk lies in `folder`.
    package func store(in folder: URL) throws -> FileStore { try place(in: folder).open(for: folder.appending(path: "files")) }
}

/// The private S3 server of the checks, started at the first need; without it, every test that needs it fails.
package struct S3Server: Sendable {
    private let bucket: String
    private let settings: String
    package let credentials: S3Credentials

    package static let shared = Result<S3Server, any Error> {
        let script = Process()
        script.executableURL = ContentFolder.repository.appending(path: "bin/s3")
        script.arguments = ["start"]
        let output = Pipe()
        script.standardOutput = output
        try script.run()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(separator: "\n")
        script.waitUntilExit()
        guard script.terminationStatus == 0, lines.count == 3, let query = lines[0].firstIndex(of: "?") else { throw Missing() }
        return S3Server(
            bucket: String(lines[0][..<query]), settings: String(lines[0][query...]),
            credentials: S3Credentials(key: String(lines[1]), secret: String(lines[2])))
    }

    /// A part of the bucket that nobody else uses.
    package func address(prefix: String) throws -> S3Address {
        guard let address = S3Address("\(bucket)/\(prefix)\(settings)") else { throw Missing() }
        return address
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String { "bin/s3 start failed; moto is needed for these checks" }
    }
}
