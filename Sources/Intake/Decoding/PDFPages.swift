import CPdfium
import Foundation
import Rulebook

/// The pages of a PDF, drawn by PDFium. To be used from one thread.
final class PDFPages {
    private static let ready: Void = FPDF_InitLibrary()
    private static let greatestPoints: Float = 20_000

    private static let mostCharacters: Int32 = 50_000

    private let document: FPDF_DOCUMENT
    /// PDFium reads from these bytes for as long as the document is open.
    private let bytes: UnsafeMutableRawBufferPointer
    let count: Int

    init(_ data: Data) throws(ReadingFailure) {
        Self.ready
        bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(data.count, 1), alignment: 16)
        data.copyBytes(to: bytes)
        guard let document = FPDF_LoadMemDocument64(bytes.baseAddress, data.count, nil) else {
            bytes.deallocate()
            throw .unreadable
        }
        self.document = document
        count = Int(FPDF_GetPageCount(document))
    }

    deinit {
        FPDF_CloseDocument(document)
        bytes.deallocate()
    }

    func page(_ index: Int, _ limits: ScanLimits) throws(ReadingFailure) -> GrayImage {
        guard let page = FPDF_LoadPage(document, Int32(index)) else { throw .unreadable }
        defer { FPDF_ClosePage(page) }
        let points = (width: FPDF_GetPageWidthF(page), height: FPDF_GetPageHeightF(page))
        guard points.width.isFinite, points.height.isFinite else { throw .unreadable }
        guard points.width < Self.greatestPoints, points.height < Self.greatestPoints else { throw .tooLarge }
        // A page that is a photograph may call itself as large as a wall: it is drawn as large as is read.
        let longest = Double(max(points.width, points.height)) / 72 * limits.pdfDotsPerInch
        let scale = limits.pdfDotsPerInch / 72 * min(1, Double(limits.longestSide) / longest)
        let (width, height) = (Int(Double(points.width) * scale), Int(Double(points.height) * scale))
        try limits.check(width, height)
        var image = GrayImage(width: width, height: height, fill: 255)
        let isDrawn = image.pixels.withUnsafeMutableBytes { buffer in
            guard
                let bitmap = FPDFBitmap_CreateEx(
                    Int32(width), Int32(height), Int32(FPDFBitmap_Gray), buffer.baseAddress, Int32(width))
            else { return false }
            FPDF_RenderPageBitmap(bitmap, page, 0, 0, Int32(width), Int32(height), 0, Int32(FPDF_ANNOT | FPDF_GRAYSCALE))
            FPDFBitmap_Destroy(bitmap)
            return true
        }
        guard isDrawn else { throw .unreadable }
        return image
    }

    /// The characters that are printed as text, with their boxes in mm from the top left; empty where there are none.
    func characters(_ index: Int) -> [PrintedCharacter] {
        guard let page = FPDF_LoadPage(document, Int32(index)) else { return [] }
        defer { FPDF_ClosePage(page) }
        guard let text = FPDFText_LoadPage(page) else { return [] }
        defer { FPDFText_ClosePage(text) }
        let (height, millimetres) = (Double(FPDF_GetPageHeightF(page)), 25.4 / 72)
        return (0..<min(FPDFText_CountChars(text), Self.mostCharacters)).compactMap { index in
            var (left, right, bottom, top) = (0.0, 0.0, 0.0, 0.0)
            guard let scalar = Unicode.Scalar(FPDFText_GetUnicode(text, index)),
                FPDFText_GetCharBox(text, index, &left, &right, &bottom, &top) != 0
            else { return nil }
            let area = Area(
                x: left * millimetres, y: (height - top) * millimetres, width: (right - left) * millimetres,
                height: (top - bottom) * millimetres)
            return PrintedCharacter(character: Character(scalar), area: area)
        }
    }
}

/// A character of a PDF's own text.
struct PrintedCharacter: Sendable {
    let character: Character
    /// In mm from the top left of the page.
    let area: Area
}
