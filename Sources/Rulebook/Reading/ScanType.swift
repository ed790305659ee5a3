/// What paper comes in as.
package enum ScanType: String, Sendable, CaseIterable {
    case pdf = "application/pdf"
    case tiff = "image/tiff"
    case jpeg = "image/jpeg"
    case png = "image/png"

    /// The type of a file by its first bytes, whatever its name says; eight are enough, a PDF may begin with a byte order mark.
    package init?(sniffing head: some Collection<UInt8>) {
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0x49, 0x49, 0x2A, 0x00]) || head.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) {
            self = .tiff
        } else if head.starts(with: "%PDF-".utf8) || head.starts(with: [0xEF, 0xBB, 0xBF] + Array("%PDF-".utf8)) {
            self = .pdf
        } else {
            return nil
        }
    }

    /// The ending of its files' names.
    package var ending: String {
        switch self {
        case .pdf: "pdf"
        case .tiff: "tiff"
        case .jpeg: "jpg"
        case .png: "png"
        }
    }
}
