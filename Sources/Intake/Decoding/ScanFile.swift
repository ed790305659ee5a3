package import Foundation
package import Rulebook

/// What a file may ask of the reader.
package struct ScanLimits: Sendable {
    /// The longest file, in bytes.
    package var bytes = 200 << 20
    package var pages = 400
    /// Of one page before it is made smaller: A4 at 600 dpi has 35 million.
    package var pixels = 50_000_000
    package var side = 12_000
    /// Of a page as it is read; larger ones are halved. A4 at 300 dpi has 3508 on its long side.
    package var longestSide = 4_400
    package var pdfDotsPerInch = 220.0
    /// For all pages without a code of a file; what comes after goes to a person unread. The parent ends a reader that takes two minutes.
    package var timeWithoutCode = Duration.seconds(80)

    package init() {}
}

/// A file of pages: PDF, TIFF, JPEG or PNG. Pages are decoded one at a time.
package struct ScanFile {
    private enum Kind {
        case pdf(PDFPages)
        case raster(RasterPages)
    }

    private let kind: Kind
    private let limits: ScanLimits
    package let pageCount: Int

    /// - Throws: `ReadingFailure`.
    package init(_ url: URL, limits: ScanLimits = ScanLimits()) throws(ReadingFailure) {
        guard let size = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int else { throw .unreadable }
        guard size <= limits.bytes else { throw .tooLarge }
        guard let data = try? Data(contentsOf: url) else { throw .unreadable }
        try self.init(data, limits: limits)
    }

    /// - Throws: `ReadingFailure`.
    package init(_ data: Data, limits: ScanLimits = ScanLimits()) throws(ReadingFailure) {
        guard data.count <= limits.bytes else { throw .tooLarge }
        // A PDF may begin with some bytes that are none.
        if data.prefix(1024).range(of: Data("%PDF-".utf8)) != nil {
            let pages = try PDFPages(data)
            (kind, pageCount) = (.pdf(pages), pages.count)
        } else {
            let pages = try RasterPages(data, mostPages: limits.pages)
            (kind, pageCount) = (.raster(pages), pages.count)
        }
        guard pageCount > 0 else { throw .unreadable }
        guard pageCount <= limits.pages else { throw .tooLarge }
        self.limits = limits
    }

    /// - Parameter number: from 1.
    /// - Throws: `ReadingFailure`: nothing is allocated for a page that is too large.
    package func page(_ number: Int) throws(ReadingFailure) -> GrayImage {
        switch kind {
        case .pdf(let pages): try pages.page(number - 1, limits)
        case .raster(let pages): try pages.page(number - 1, limits)
        }
    }
}

extension ScanLimits {
    func check(_ width: Int, _ height: Int) throws(ReadingFailure) {
        guard width > 0, height > 0 else { throw .unreadable }
        guard width <= side, height <= side, width * height <= pixels else { throw .tooLarge }
    }
}
