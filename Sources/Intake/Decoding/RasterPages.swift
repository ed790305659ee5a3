import CLeptonica
package import Foundation
import Rulebook

/// The pages of a TIFF, or the one of a JPEG or PNG, by Leptonica.
struct RasterPages {
    private static let quiet: Void = { _ = setMsgSeverity(Int32(L_SEVERITY_NONE)) }()

    private let data: Data
    private let isTIFF: Bool
    let count: Int

    init(_ data: Data, mostPages: Int) throws(ReadingFailure) {
        Self.quiet
        self.data = data
        guard let header = Self.header(of: data) else { throw .unsupported }
        isTIFF = header.format >= Int32(IFF_TIFF) && header.format <= Int32(IFF_TIFF_ZIP) || header.format == Int32(IFF_TIFF_JPEG)
        guard isTIFF || header.format == Int32(IFF_PNG) || header.format == Int32(IFF_JFIF_JPEG) else { throw .unsupported }
        count = isTIFF ? Self.directories(of: data, most: mostPages + 1) : 1
    }

    func page(_ index: Int, _ limits: ScanLimits) throws(ReadingFailure) -> GrayImage {
        var pix = isTIFF ? try tiff(index, limits) : try single(limits)
        defer { pixDestroy(&pix) }
        // Sixteen bits, palettes and colours become eight bits of grey; a large page is halved before it is copied.
        var grey = pixConvertTo8(pix, 0)
        defer { pixDestroy(&grey) }
        guard grey != nil else { throw .unreadable }
        while max(pixGetWidth(grey), pixGetHeight(grey)) > Int32(limits.longestSide) {
            var half = pixScaleAreaMap2(grey)
            guard half != nil else { throw .unreadable }
            swap(&half, &grey)
            pixDestroy(&half)
        }
        return try Self.copy(grey)
    }

    private func single(_ limits: ScanLimits) throws(ReadingFailure) -> UnsafeMutablePointer<PIX>? {
        guard let header = Self.header(of: data) else { throw .unreadable }
        try limits.check(Int(header.width), Int(header.height))
        let isPlainJPEG = header.format == Int32(IFF_JFIF_JPEG) && header.samples != 4  // libjpeg greys all but CMYK
        let pix = data.withUnsafeBytes { bytes in
            let base = bytes.bindMemory(to: UInt8.self).baseAddress
            return isPlainJPEG
                ? pixReadMemJpeg(base, bytes.count, 0, 1, nil, Int32(L_JPEG_READ_LUMINANCE)) : pixReadMem(base, bytes.count)
        }
        guard pix != nil else { throw .unreadable }
        return pix
    }

    private func tiff(_ index: Int, _ limits: ScanLimits) throws(ReadingFailure) -> UnsafeMutablePointer<PIX>? {
        var (width, height): (Int32, Int32) = (0, 0)
        let isKnown = data.withUnsafeBytes { bytes in
            readHeaderMemTiff(
                bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, Int32(index), &width, &height, nil, nil, nil, nil, nil) == 0
        }
        guard isKnown else { throw .unreadable }
        try limits.check(Int(width), Int(height))
        let pix = data.withUnsafeBytes { bytes in
            pixReadMemTiff(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, Int32(index))
        }
        guard pix != nil else { throw .unreadable }
        return pix
    }

    private static func header(of data: Data) -> (format: Int32, width: Int32, height: Int32, samples: Int32)? {
        data.withUnsafeBytes { bytes in
            var header: (format: Int32, width: Int32, height: Int32, samples: Int32) = (0, 0, 0, 0)
            guard bytes.count > 16,
                pixReadHeaderMem(
                    bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &header.format, &header.width, &header.height, nil,
                    &header.samples, nil) == 0
            else { return nil }
            return header
        }
    }

    /// A TIFF's pages, counted by their directories, which are a chain: one that turns in a circle ends at the limit.
    private static func directories(of data: Data, most: Int) -> Int {
        func number(_ offset: Int, _ bytes: Int, _ isLittle: Bool) -> Int? {
            guard offset >= 0, offset + bytes <= data.count else { return nil }
            let part = data[data.startIndex + offset..<data.startIndex + offset + bytes]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        let isLittle = data.first == UInt8(ascii: "I")
        var count = 0
        var next = number(4, 4, isLittle) ?? 0
        while next > 0, count < most, let entries = number(next, 2, isLittle) {
            count += 1
            next = number(next + 2 + 12 * entries, 4, isLittle) ?? 0
        }
        return count
    }

    /// Leptonica packs bytes into big-endian words; its rows end with whole words.
    private static func copy(_ pix: UnsafeMutablePointer<PIX>?) throws(ReadingFailure) -> GrayImage {
        guard let words = pixGetData(pix) else { throw .unreadable }
        let (width, height, wordsPerRow) = (Int(pixGetWidth(pix)), Int(pixGetHeight(pix)), Int(pixGetWpl(pix)))
        guard width > 0, height > 0 else { throw .unreadable }
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                let row = words + y * wordsPerRow
                for x in 0..<width {
                    buffer[y * width + x] = UInt8(truncatingIfNeeded: row[x >> 2] >> UInt32(24 - 8 * (x & 3)))
                }
            }
            count = width * height
        }
        return GrayImage(width: width, height: height, pixels: pixels)
    }
}

extension GrayImage {
    /// As a JPEG file.
    /// - Returns: nil where there is no memory for it.
    package func jpeg(quality: Int = 70, dotsPerInch: Int = 0) -> Data? {
        var pix = pixCreate(Int32(width), Int32(height), 8)
        defer { pixDestroy(&pix) }
        guard let words = pixGetData(pix) else { return nil }
        let wordsPerRow = Int(pixGetWpl(pix))
        pixels.withUnsafeBufferPointer { dots in
            for y in 0..<height {
                let row = words + y * wordsPerRow
                for x in 0..<width { row[x >> 2] |= UInt32(dots[y * width + x]) << UInt32(24 - 8 * (x & 3)) }
            }
        }
        if dotsPerInch > 0 { pixSetResolution(pix, Int32(dotsPerInch), Int32(dotsPerInch)) }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMemJpeg(&bytes, &count, pix, Int32(quality), 0) == 0, let bytes else { return nil }
        defer { free(bytes) }
        return Data(bytes: bytes, count: count)
    }
}
