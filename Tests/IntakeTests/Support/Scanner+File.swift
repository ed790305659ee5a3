import Foundation
@testable import Intake

extension Scanner {
    /// A TIFF file of grey pages, not compressed, as simple scanners send it.
    static func tiff(_ pages: [GrayImage]) -> Data {
        var file = Data("II".utf8) + bytes(UInt16(42)) + bytes(UInt32(8))
        for (index, page) in pages.enumerated() {
            // Each directory stands before its page's dots; the last points nowhere.
            let entries: [(tag: UInt16, value: Int)] = [
                (256, page.width), (257, page.height), (258, 8), (259, 1), (262, 1), (273, file.count + 2 + 9 * 12 + 4), (277, 1),
                (278, page.height), (279, page.pixels.count),
            ]
            let next = index + 1 < pages.count ? file.count + 2 + 9 * 12 + 4 + page.pixels.count : 0
            file += bytes(UInt16(entries.count))
            for entry in entries { file += bytes(entry.tag) + bytes(UInt16(4)) + bytes(UInt32(1)) + bytes(UInt32(entry.value)) }
            file += bytes(UInt32(next))
            file += page.pixels
        }
        return file
    }

    private static func bytes(_ number: some FixedWidthInteger) -> Data {
        withUnsafeBytes(of: number.littleEndian) { Data($0) }
    }
}
