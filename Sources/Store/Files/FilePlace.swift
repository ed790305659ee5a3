package import Foundation

/// Where files are kept, before anything is opened or made there.
package enum FilePlace: Hashable, Sendable {
    case folder(URL)
    case s3(S3Address, S3Credentials)

    /// - Parameter data: a folder of this machine, in whose `incoming` lies what is on its way to S3.
    package func open(for data: URL) throws -> FileStore {
        switch self {
        case .folder(let folder): try FileStore(folder: folder)
        case .s3(let address, let credentials):
            try FileStore(s3: address, credentials: credentials, incoming: data.appending(path: "incoming"))
        }
    }

    /// Lends an open store and closes it afterwards.
    func lend<Result>(for data: URL, _ body: (FileStore) async throws -> Result) async throws -> Result {
        let store = try open(for: data)
        do {
            let result = try await body(store)
            try await store.close()
            return result
        } catch {
            try? await store.close()
            throw error
        }
    }
}
