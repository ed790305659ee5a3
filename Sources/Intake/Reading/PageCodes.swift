/// The codes of ours on a picture of a page.
enum PageCodes {
    /// Looks at the whole picture first, then where a small or blurred code may be, enlarged.
    static func find(in image: GrayImage) -> [(code: PageCode, found: FoundCode)] {
        let whole = ours(in: image, scale: 1, offset: Point(x: 0, y: 0))
        if !whole.isEmpty { return whole }
        let half = image.halved()
        let halved = ours(in: half, scale: 0.5, offset: Point(x: 0, y: 0))
        if !halved.isEmpty { return halved }
        let (w, h) = (image.width, image.height)
        for (left, top) in [(w * 6 / 10, 0), (0, h * 8 / 10), (0, 0), (w * 6 / 10, h * 8 / 10)] {
            guard let corner = image.cropped(x: left..<left + w * 4 / 10, y: top..<top + h * 2 / 10) else { continue }
            let codes = ours(
                in: corner.resized(width: corner.width * 2, height: corner.height * 2), scale: 2,
                offset: Point(x: Double(left), y: Double(top)))
            if !codes.isEmpty { return codes }
        }
        return []
    }

    private static func ours(in image: GrayImage, scale: Double, offset: Point) -> [(code: PageCode, found: FoundCode)] {
        QRReader.codes(in: image).compactMap { found in
            guard let code = PageCode(found.text) else { return nil }
            let corners = found.corners.map {
                Point(x: ($0.x + 0.5) / scale - 0.5 + offset.x, y: ($0.y + 0.5) / scale - 0.5 + offset.y)
            }
            return (code, FoundCode(text: found.text, corners: corners))
        }
    }
}
