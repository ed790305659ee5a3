import ArgumentParser
import Foundation
import Rulebook
import Store

struct AuditHeads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heads", abstract: "Writes all sealed heads as files that openssl verifies, to be kept elsewhere.",
        discussion: "Example: ghiseu audit heads --data data --out heads")

    @OptionGroup var data: DataOptions
    @Option(help: "The folder to write to; what is there already stays.", completion: .directory) var out: String

    func run() async throws {
        let files = SealedHeadFiles(folder: URL(filePath: out))
        let store = try await data.store()
        var count = 0
        for institution in try await store.read({ try $0.chainInstitutions() }) {
            var last: Day?
            repeat {
                let after = last
                let page = try await store.read { try $0.sealedHeads(of: institution, after: after, limit: 200) }
                for sealed in page { try files.write(sealed) }
                count += page.count
                last = page.last?.day
            } while last != nil
        }
        try await store.close()
        print("\(count) sealed heads in \(out)")
    }
}

/// Sealed heads as files: `INSTITUTION-DAY.txt` is what was sealed, `.p7s` the seal (CMS, DER), `.tsr` the timestamp over the seal.
struct SealedHeadFiles {
    private static let sizeLimit = 1 << 20  // bytes

    let folder: URL

    func write(_ sealed: SealedHead) throws {
        guard sealed.institution.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
            throw ValidationError("The institution \(sealed.institution) cannot name a file.")
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let stem = "\(sealed.institution)-\(sealed.day)"
        try keep(sealed.text, as: stem + ".txt")
        try keep(sealed.signature, as: stem + ".p7s")
        if let stamp = sealed.stamp { try keep(stamp, as: stem + ".tsr") }
    }

    /// A head that was written before is evidence: another of the same day does not take its place.
    private func keep(_ data: Data, as name: String) throws {
        let file = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return try data.write(to: file, options: .atomic) }
        guard try Data(contentsOf: file) == data else {
            throw ValidationError(
                "\(file.path) is there already and says something else; look into it: ghiseu audit verify --heads \(folder.path)")
        }
    }

    func read() throws -> [SealedHead] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".txt") }
        return try names.map { name in
            let stem = name.dropLast(4)
            guard let text = try data("\(stem).txt"), let signature = try data("\(stem).p7s"),
                let sealed = SealedHead(text: text, signature: signature, stamp: try data("\(stem).tsr"))
            else { throw ValidationError("\(folder.appending(path: name).path) is no sealed head with its .p7s beside it.") }
            return sealed
        }
    }

    private func data(_ name: String) throws -> Data? {
        let file = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        return try handle.read(upToCount: Self.sizeLimit) ?? Data()
    }
}
