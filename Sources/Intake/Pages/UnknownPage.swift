/// A page without a code of ours that could be read.
struct UnknownPage: Sendable {
    /// The page of the file, from 1.
    let source: Int
    let image: GrayImage
    /// The file name of its picture as scanned, where pictures are kept.
    var picture: String?

    /// Nothing is written or printed on it.
    var isBlank: Bool {
        let small = image.halved(untilAtMost: 900)
        let (left, top) = (small.width / 20, small.height / 20)
        guard let inside = small.cropped(x: left..<small.width - left, y: top..<small.height - top) else { return true }
        let ink = inside.darkerThanSurroundings(radius: 20, contrast: 30).withoutSpecks()
        return Double(ink.count) < 0.0004 * Double(inside.pixels.count)
    }
}
