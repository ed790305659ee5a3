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
        let corners = [(w * 6 / 10, 0), (0, h * 8 / 10), (0, 0), (w * 6 / 10, h * 8 / 10)].compactMap { left, top in
            image.cropped(x: left..<left + w * 4 / 10, y: top..<top + h * 2 / 10).map { ($0, Point(x: Double(left), y: Double(top))) }
        }
        for look in looks {
            for (corner, offset) in corners {
                let codes = ours(in: look.of(corner), scale: look.scale, offset: offset)
                if !codes.isEmpty { return codes }
            }
        }
        return []
    }

    /// What a corner is made into, the usual first: a code of few dots wants more of them, a grey one black and white.
    private static let looks: [(scale: Double, of: @Sendable (GrayImage) -> GrayImage)] = [
        (2, { $0.resized(width: $0.width * 2, height: $0.height * 2) }),
        (3, { $0.sharpened().resized(width: $0.width * 3, height: $0.height * 3) }),
        (2, { $0.resized(width: $0.width * 2, height: $0.height * 2).inBlackAndWhite(radius: 30) }),
    ]

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
