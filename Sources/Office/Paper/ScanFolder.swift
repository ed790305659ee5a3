import Crypto
package import Foundation
package import Logging
import Rulebook
import ServiceLifecycle
import Store

/// A folder into which a scanner, or a share that one writes to, puts its files. Each is taken in once, whatever happens meanwhile,
/// and leaves the folder when the books have it. What lies in `FOLDER/<institution>` is that institution's; the rest is the house's.
package struct ScanFolder: Service {
    /// Where what cannot be taken is moved to, within the folder.
    package static let refused = "refuzate"
    private static let look = Duration.seconds(2)
    /// How long a file must not have changed: whoever writes it may pause.
    private static let rest: TimeInterval = 3
    private static let piece = 1 << 20

    private let office: Office
    private let folder: URL
    private let logger: Logger

    package init(office: Office, folder: URL, logger: Logger) {
        self.office = office
        self.folder = folder
        self.logger = logger
    }

    package func run() async throws {
        var seen: [URL: Stamp] = [:]
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                try await lookThrough(&seen)
            } catch {
                logger.error("The folder of scans could not be looked through", metadata: ["error": "\(type(of: error))"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.look) }
        }
    }

    /// How a file stood when it was last looked at.
    package struct Stamp: Equatable {
        let size: Int
        let changedAt: Date
    }

    /// Takes in every file that stands as it stood at the last look.
    package func lookThrough(_ seen: inout [URL: Stamp]) async throws {
        let found = try files()
        for (file, institution) in found {
            guard let stamp = Self.stamp(of: file) else { continue }
            defer { seen[file] = stamp }
            guard seen[file] == stamp, Date().timeIntervalSince(stamp.changedAt) >= Self.rest else { continue }
            do {
                try await take(file, stamp, for: institution)
            } catch {
                // The disk's or the database's: the file stays, and is tried again.
                logger.warning("A scan could not be taken from the folder yet", metadata: ["error": "\(type(of: error))"])
            }
        }
        let present = Set(found.map(\.file))
        seen = seen.filter { present.contains($0.key) }
    }

    /// Plain files, also of the institutions' folders; hidden ones and those that programs write beside are passed over.
    private func files() throws -> [(file: URL, institution: String)] {
        let places =
            [(folder, office.content.house.institution)] + office.content.institutions.map { (folder.appending(path: $0.slug), $0.slug) }
        return try places.flatMap { place, institution -> [(URL, String)] in
            guard FileManager.default.fileExists(atPath: place.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().filter { name in
                !name.hasPrefix(".")
                    && !["part", "tmp", "filepart", "crdownload"].contains(name.split(separator: ".").last.map(String.init))
            }.map { (place.appending(path: $0), institution) }
        }
    }

    /// Nil for what is no plain file: a folder, a link, a pipe.
    private static func stamp(of file: URL) -> Stamp? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file.path), facts[.type] as? FileAttributeType == .typeRegular,
            let size = facts[.size] as? Int, let changedAt = facts[.modificationDate] as? Date
        else { return nil }
        return Stamp(size: size, changedAt: changedAt)
    }

    private func take(_ file: URL, _ stamp: Stamp, for institution: String) async throws {
        guard stamp.size <= OfficeLimits.scanMegabytes * 1_000_000 else {
            return try await refuse(file, stamp, for: institution, "tooLarge")
        }
        guard FileManager.default.isReadableFile(atPath: file.path) else {
            return try await refuse(file, stamp, for: institution, "forbidden")
        }
        let received = try await received(file)
        guard received.type != nil else { return try await refuse(file, stamp, for: institution, "unsupported") }
        // It grew after all while it was being read.
        guard Self.stamp(of: file) == stamp else { return }
        let claim = "folder:\(received.sha256):\(file.lastPathComponent):\(stamp.changedAt.milliseconds)"
        try await office.takeFromFolder(received, claim: claim, institution: institution)
        // Only now: killed before, the file is found again, and its claim says that the books have it.
        try FileManager.default.removeItem(at: file)
    }

    private func received(_ file: URL) async throws -> ReceivedScan {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        let incoming = try await office.store.files.beginFile()
        var type: ScanType?
        var isFirst = true
        while let bytes = try handle.read(upToCount: Self.piece), !bytes.isEmpty {
            if isFirst { type = ScanType(sniffing: bytes.prefix(16)) }
            isFirst = false
            guard type != nil else { break }
            try await incoming.append(bytes)
        }
        guard type != nil else {
            await incoming.discard()
            return ReceivedScan(name: file.scanName, type: nil, size: 0, sha256: "")
        }
        let kept = try await incoming.keep()
        return ReceivedScan(name: file.scanName, type: type, size: kept.size, sha256: kept.sha256)
    }

    /// Into the tray, with its reason; the file itself goes aside.
    private func refuse(_ file: URL, _ stamp: Stamp, for institution: String, _ reason: String) async throws {
        let claim = "folder:\(file.lastPathComponent):\(stamp.size):\(stamp.changedAt.milliseconds)"
        let received = ReceivedScan(name: file.scanName, type: nil, size: stamp.size, sha256: "")
        try await office.takeFromFolder(received, claim: claim, institution: institution, refused: reason)
        let aside = folder.appending(path: Self.refused)
        try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: file, to: aside.appending(path: "\(stamp.changedAt.milliseconds)-\(file.lastPathComponent)"))
    }
}

extension Office {
    /// What the folder brought; the same claim comes in once.
    func takeFromFolder(_ file: ReceivedScan, claim: String, institution: String, refused reason: String? = nil) async throws {
        let now = settings.now()
        var scan = scan(file, id: settings.newID(), of: institution, .folder, claim: claim, by: nil, service: nil, at: now)
        if let reason { (scan.state, scan.reason) = (.refused, reason) }
        try await store.write { [scan] books in _ = try take(scan, books) }
        bell.ring()
    }
}

extension URL {
    /// The file's name without control characters, not too long to show.
    fileprivate var scanName: String {
        let name = lastPathComponent.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(name)).suffix(120))
    }
}

extension Date {
    fileprivate var milliseconds: Int { Int((timeIntervalSince1970 * 1_000).rounded()) }
}
