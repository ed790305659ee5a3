package import Rulebook

/// A page without a code of ours that could be read.
package struct UnknownPage: Sendable {
    /// The page of the file, from 1.
    package let source: Int
    package let image: GrayImage
    /// The file name of its picture as scanned, where pictures are kept.
    package var picture: String?

    /// Nothing is written or printed on it.
    package var isBlank: Bool {
        let small = image.halved(untilAtMost: 900)
        let (left, top) = (small.width / 20, small.height / 20)
        guard let inside = small.cropped(x: left..<small.width - left, y: top..<small.height - top) else { return true }
        let ink = inside.darkerThanSurroundings(radius: 20, contrast: 30).withoutSpecks()
        return Double(ink.count) < 0.0004 * Double(inside.pixels.count)
    }
}

/// Makes documents of pages that are not our forms, or cannot be seen to be.
package struct UnknownPages {
    /// - Parameter service: what a person said of the file.
    package func read(_ pages: [UnknownPage], service: String?) -> (documents: [PaperReading.Document], strays: [PaperReading.Stray]) {
        ([], pages.map { PaperReading.Stray(source: $0.source, reason: $0.isBlank ? .blank : .unreadable, image: $0.picture) })
    }
}
