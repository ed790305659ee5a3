import Crypto
import Foundation

/// Style sheets, script and icons, in memory, under names that carry a hash of their content: a browser that has one
/// keeps it for good, and a changed one has another name.
struct StaticAssets: Sendable {
    struct Asset: Sendable {
        let link: Link
        let mediaType: String
        let bytes: [UInt8]
        let gzipped: [UInt8]?
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "woff2": "font/woff2",
    ]

    /// By the name in the address: `ghiseu.3f2a9c01.css`.
    private let byName: [String: Asset]
    private let links: [String: Link]

    /// - Parameter folder: may be missing: then pages are plain, but whole.
    init(folder: URL) throws {
        var byName: [String: Asset] = [:]
        var links: [String: Link] = [:]
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files {
            guard let mediaType = Self.mediaTypes[file.pathExtension] else { continue }
            let data = try Data(contentsOf: file)
            let hash = SHA256.hash(data: data).prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let name = "\(file.deletingPathExtension().lastPathComponent).\(hash).\(file.pathExtension)"
            let link: Link = "/static/\(name)"
            let isText = !mediaType.hasPrefix("image/png") && !mediaType.hasPrefix("font/")
            byName[name] = Asset(
                link: link, mediaType: mediaType, bytes: [UInt8](data), gzipped: isText ? Gzip.compress([UInt8](data), level: 9) : nil)
            links[file.lastPathComponent] = link
        }
        self.byName = byName
        self.links = links
    }

    func asset(named name: String) -> Asset? { byName[name] }

    /// Where the file of that plain name is.
    func link(_ file: String) -> Link? { links[file] }

    /// What a page asks for.
    func assets(for audience: Frame.Audience) -> Frame.Assets {
        let isDesk = audience == .desk
        let styles = isDesk ? ["ghiseu.css", "desk.css", "paper.css"] : ["ghiseu.css"]
        let scripts = isDesk ? ["ghiseu.js", "paper.js"] : ["ghiseu.js"]
        return Frame.Assets(styles: styles.compactMap(link), scripts: scripts.compactMap(link), icon: link("icon.svg"))
    }
}
