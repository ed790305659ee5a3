import Foundation
import Rulebook
import Store

/// Where one scan is read: its file, the pictures of its pages, and the pages that were read already. It is found again by the next
/// try, also by that of another run of the program, which goes on after those pages.
struct ReadingBench: Sendable {
    /// What nobody came back to is put away after so long.
    private static let longest: TimeInterval = 86_400

    let folder: URL
    let file: URL
    let pictures: URL
    private let kept: URL

    /// - Parameter place: the folder of all benches; only this program's user may look into it.
    init(for scan: Scan, in place: URL) throws {
        folder = place.appending(path: "\(scan.id)-\(scan.round)")
        file = folder.appending(path: "scan.\(ScanType(rawValue: scan.mediaType)?.ending ?? "bin")")
        pictures = folder.appending(path: "pictures")
        kept = folder.appending(path: "pages")
        let owned: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true, attributes: owned)
        Self.sweep(place)
        for part in [folder, pictures, kept] {
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true, attributes: owned)
        }
    }

    /// - Parameter crops: services of whose fields single pictures are wanted.
    func request(_ scan: Scan, crops: Set<String>?) -> ReadingRequest {
        var request = ReadingRequest(
            file: file.path, pictures: pictures.path, kept: kept.path, service: scan.service, corners: scan.corners)
        request.crops = crops?.sorted()
        return request
    }

    /// Forgets the pages that were read: there are more forms now that they could be.
    func forgetPages() throws {
        try FileManager.default.removeItem(at: kept)
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Leaves out the page that the reader ended with, so that the others are read.
    /// - Returns: false where that is no way: the file has no other page, or too many such.
    func leaveOutPageInHand() -> Bool {
        let names = Set((try? FileManager.default.contentsOfDirectory(atPath: kept.path)) ?? [])
        guard let text = try? String(contentsOf: kept.appending(path: "pages"), encoding: .utf8), let count = Int(text), count > 1,
            let page = (1...count).first(where: { !names.contains("page-\($0).json") && !names.contains("skip-\($0)") }),
            names.count(where: { $0.hasPrefix("skip-") }) < min(OfficeLimits.pagesLeftOut, count - 1)
        else { return false }
        return FileManager.default.createFile(atPath: kept.appending(path: "skip-\(page)").path, contents: nil)
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }

    private static func sweep(_ place: URL) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] {
            let old = place.appending(path: name)
            let changed = (try? FileManager.default.attributesOfItem(atPath: old.path))?[.modificationDate] as? Date
            if let changed, Date().timeIntervalSince(changed) > longest { try? FileManager.default.removeItem(at: old) }
        }
    }
}

extension OfficeLimits {
    /// Pages of one file that may each end its reader.
    static let pagesLeftOut = 3
}
