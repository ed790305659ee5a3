/// A page with the map from mm of its form to its dots.
package struct AlignedPage: Sendable {
    package let image: GrayImage
    package let dots: Homography

    package init(image: GrayImage, dots: Homography) {
        (self.image, self.dots) = (image, dots)
    }

    /// A part of the page as it would lie straight.
    package func crop(_ area: Area, dotsPerMillimetre scale: Double) -> GrayImage {
        image.resampled(width: max(2, Int(area.width * scale)), height: max(2, Int(area.height * scale)), background: 255) { u, v in
            dots(area.x + (u + 0.5) / scale, area.y + (v + 0.5) / scale)
        }
    }
}
