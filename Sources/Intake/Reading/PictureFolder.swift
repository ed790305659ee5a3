import Foundation
import Rulebook

/// Where pictures of pages are left for people to see; nowhere, where nobody asked for them.
package struct PictureFolder: Sendable {
    private static let dotsPerInch = 150.0
    private static let longestSide = 1_800

    private static let margin = 1.5  // mm
    private static let dotsPerMillimetreOfInk = 8.0

    private let url: URL?

    /// - Parameter path: a folder that is there.
    package init(_ path: String?) { url = path.map { URL(filePath: $0) } }

    /// A page of a form, straightened.
    /// - Returns: the file's name.
    func keep(_ page: AlignedPage, source: Int, index: Int) -> String? {
        guard url != nil else { return nil }
        let paper = Area(x: 0, y: 0, width: 210, height: 297)
        return write(
            page.crop(paper, dotsPerMillimetre: Self.dotsPerInch / 25.4), "page-\(source)\(index > 0 ? "-\(index + 1)" : "").jpg",
            dotsPerInch: Int(Self.dotsPerInch))
    }

    /// The ink of single fields, of those that may be shown outside the house.
    func keep(_ fields: [PaperReading.Field], of page: AlignedPage, source: Int) {
        for field in fields where field.mayBeReadOutside {
            let area = Area(
                x: field.box[0] - Self.margin, y: field.box[1] - Self.margin, width: field.box[2] + 2 * Self.margin,
                height: field.box[3] + 2 * Self.margin)
            _ = write(
                page.crop(area, dotsPerMillimetre: Self.dotsPerMillimetreOfInk), field.cropName(source: source), dotsPerInch: 0)
        }
    }

    /// A page as it was scanned.
    /// - Returns: the file's name.
    package func keep(_ scan: GrayImage, source: Int) -> String? {
        guard url != nil else { return nil }
        let longest = max(scan.width, scan.height)
        let scale = min(1, Double(Self.longestSide) / Double(longest))
        let size = (width: max(1, Int(Double(scan.width) * scale)), height: max(1, Int(Double(scan.height) * scale)))
        return write(scale < 1 ? scan.resized(width: size.width, height: size.height) : scan, "scan-\(source).jpg", dotsPerInch: 0)
    }

    private func write(_ image: GrayImage, _ name: String, dotsPerInch: Int) -> String? {
        guard let url, let jpeg = image.jpeg(quality: 60, dotsPerInch: dotsPerInch) else { return nil }
        // Without its picture a page is still read; whoever looks for it sees that there is none.
        return (try? jpeg.write(to: url.appending(path: name), options: .atomic)).map { name }
    }
}
