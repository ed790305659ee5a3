import CZBar

/// A QR code on a picture.
package struct FoundCode: Sendable {
    package let text: String
    /// Its corners in dots: the code's own top left, then clockwise as the code stands.
    package let corners: [Point]
}

/// QR codes by zbar, turned in any way.
enum QRReader {
    private static let mostCodes = 16
    private static let mostCharacters = 300

    static func codes(in image: GrayImage) -> [FoundCode] {
        guard let scanner = zbar_image_scanner_create(), let frame = zbar_image_create() else { return [] }
        defer {
            zbar_image_destroy(frame)
            zbar_image_scanner_destroy(scanner)
        }
        zbar_image_scanner_set_config(scanner, Int32(ZBAR_NONE), Int32(ZBAR_CFG_ENABLE), 0)
        zbar_image_scanner_set_config(scanner, Int32(ZBAR_QRCODE), Int32(ZBAR_CFG_ENABLE), 1)
        zbar_image_set_format(frame, UInt("Y800".utf8.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))
        zbar_image_set_size(frame, UInt32(image.width), UInt32(image.height))
        return image.pixels.withUnsafeBytes { bytes in
            zbar_image_set_data(frame, bytes.baseAddress, UInt(bytes.count), nil)
            guard zbar_scan_image(scanner, frame) > 0 else { return [] }
            var codes: [FoundCode] = []
            var symbol = zbar_image_first_symbol(frame)
            while let current = symbol, codes.count < mostCodes {
                if let code = read(current) { codes.append(code) }
                symbol = zbar_symbol_next(current)
            }
            return codes
        }
    }

    private static func read(_ symbol: OpaquePointer) -> FoundCode? {
        let length = zbar_symbol_get_data_length(symbol)
        guard length > 0, length <= mostCharacters, let data = zbar_symbol_get_data(symbol), zbar_symbol_get_loc_size(symbol) == 4 else {
            return nil
        }
        let corners = (0..<UInt32(4)).map {
            Point(x: Double(zbar_symbol_get_loc_x(symbol, $0)), y: Double(zbar_symbol_get_loc_y(symbol, $0)))
        }
        // zbar goes around the other way: top left, bottom left, bottom right, top right.
        return FoundCode(text: String(cString: data), corners: [corners[0], corners[3], corners[2], corners[1]])
    }
}
