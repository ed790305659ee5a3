import Rulebook

extension AttachmentKind.MediaType {
    /// How many first bytes tell the type.
    static let sniffed = 1_024

    /// The type of a file by its first bytes, whatever its name says. A PDF may have a little before its header
    /// (ISO 32000-1, annex H); an archive that hides one further on is none.
    init?(sniffing head: [UInt8]) {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: Array("%PDF-".utf8)) || head.starts(with: [0xEF, 0xBB, 0xBF] + Array("%PDF-".utf8)) {
            self = .pdf
        } else {
            return nil
        }
    }
}

extension String {
    /// A file's name as a browser sends it, without folders and control characters, and not too long to show.
    var asFileName: String {
        let name = split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        // A mark that turns the direction of reading hides the ending.
        let clean = String(
            name.unicodeScalars.filter {
                !$0.properties.isBidiControl && !Self.breaking.contains($0.properties.generalCategory) && $0 != "\""
            })
        if clean.isEmpty { return "document" }
        guard clean.count > 120 else { return clean }
        let ending = clean.split(separator: ".").last.map { ".\($0.prefix(8))" } ?? ""
        return "\(clean.prefix(110))…\(ending)"
    }

    private static let breaking: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
}
