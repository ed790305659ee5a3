/// The languages of the counter. Romanian is the language of the law, and of every phrase that another lacks.
package enum Language: String, CaseIterable, Hashable, Codable, Sendable {
    case ro, hu, en

    /// Its name for itself, for the language links.
    package var ownName: String {
        switch self {
        case .ro: "Română"
        case .hu: "Magyar"
        case .en: "English"
        }
    }

    /// The reader's best language by an `Accept-Language` header (RFC 9110, 12.5.4); Romanian where none fits.
    /// Only the first 20 ranges of the first 500 bytes are looked at.
    package init(accepting header: String) {
        var best: (language: Language, quality: Int)?
        for range in header.utf8.prefix(500).split(separator: UInt8(ascii: ","), maxSplits: 20).prefix(20) {
            let solid = range.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            let parts = String(decoding: solid, as: UTF8.self).lowercased().split(separator: ";")
            guard let tag = parts.first, let primary = tag.split(separator: "-").first,
                let language = Language(rawValue: String(primary)), let quality = Self.quality(parts.dropFirst()),
                quality > best?.quality ?? 0
            else { continue }
            best = (language, quality)
        }
        self = best?.language ?? .ro
    }

    /// Thousandths of `q=0.8`; 1000 where nothing is said, nil where it makes no sense.
    private static func quality(_ parameters: ArraySlice<Substring>) -> Int? {
        guard let weight = parameters.first(where: { $0.hasPrefix("q=") })?.dropFirst(2) else { return 1000 }
        guard let value = Double(weight), (0...1).contains(value) else { return nil }
        return Int(value * 1000)
    }
}
