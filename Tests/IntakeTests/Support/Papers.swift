import Foundation
@testable import Intake
import Rulebook
import TestKit

/// A PDF of pictures, as a scanner makes it.
enum ScannedPDF {
    static func data(_ pages: [GrayImage], dotsPerInch: Double = 200) throws -> Data {
        var pdf = Data("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        func object(_ head: String, _ stream: Data? = nil) {
            offsets.append(pdf.count)
            pdf += Data("\(offsets.count) 0 obj\n\(head)\n".utf8)
            if let stream { pdf += Data("stream\n".utf8) + stream + Data("\nendstream\n".utf8) }
            pdf += Data("endobj\n".utf8)
        }
        let kids = pages.indices.map { "\(3 + 3 * $0) 0 R" }.joined(separator: " ")
        object("<</Type/Catalog/Pages 2 0 R>>")
        object("<</Type/Pages/Kids[\(kids)]/Count \(pages.count)>>")
        for (index, page) in pages.enumerated() {
            guard let jpeg = page.jpeg(quality: 80) else { throw CocoaError(.fileWriteUnknown) }
            let (width, height) = (Double(page.width) / dotsPerInch * 72, Double(page.height) / dotsPerInch * 72)
            let content = Data("\(width) 0 0 \(height) 0 0 cm /I Do".utf8)
            let first = 3 + 3 * index
            let resources = "<</XObject<</I \(first + 2) 0 R>>>>"
            object(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(width) \(height)]/Contents \(first + 1) 0 R/Resources\(resources)>>")
            object("<</Length \(content.count)>>", content)
            object(
                "<</Type/XObject/Subtype/Image/Width \(page.width)/Height \(page.height)/ColorSpace/DeviceGray/BitsPerComponent 8"
                    + "/Filter/DCTDecode/Length \(jpeg.count)>>", jpeg)
        }
        let start = pdf.count
        pdf += Data("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets { pdf += Data("\(String(repeating: "0", count: 10 - "\(offset)".count))\(offset) 00000 n \n".utf8) }
        pdf += Data("trailer\n<</Size \(offsets.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
        return pdf
    }
}

extension PrintShop.Print {
    /// Its pages as pictures.
    func pages(dotsPerInch: Double = 200) throws -> [GrayImage] {
        var limits = ScanLimits()
        limits.pdfDotsPerInch = dotsPerInch
        let file = try ScanFile(pdf, limits: limits)
        return try (1...file.pageCount).map { try file.page($0) }
    }

    /// What of the document's pages was not read exactly as it was written, as the form keeps it.
    func misread(in document: PaperReading.Document) throws -> [String] {
        let content = try ContentFolder.withTrials.get()
        guard let form = content.anyService(map.service)?.form else { return ["no such service"] }
        let context = content.checking(on: Day(PrintShop.now, in: content.house.timeZone), in: map.language)
        let pages = Set(document.pages.compactMap(\.number))
        let asked = Set(map.fields.filter { pages.contains($0.page) }.map(\.key))
        let truth = form.check(answers, attached: [], in: context).normalised.byKey.filter { asked.contains($0.key) }
        // What is not on these pages is told, so that the conditions of what is can be seen.
        let read = form.check(answers.merging(document.answers(to: form)), attached: [], in: context).normalised
        let own = Set(document.fields.filter { !$0.value.isEmpty }.map { $0.cell?.table ?? $0.key })
        let (wanted, found) = (Self.flat(truth), Self.flat(read.byKey.filter { own.contains($0.key) }))
        return wanted.filter { found[$0.key] != $0.value }.map { "\($0.key): „\($0.value)” read „\(found[$0.key] ?? "")”" }.sorted()
    }

    /// A table's cells stand for themselves.
    private static func flat(_ answers: [String: Answer]) -> [String: String] {
        answers.reduce(into: [:]) { flat, answer in
            switch answer.value {
            case .text(let text): flat[answer.key] = text
            case .list(let items): flat[answer.key] = items.joined(separator: "\n")
            case .rows(let rows):
                for (index, row) in rows.enumerated() {
                    for (column, text) in row { flat["\(answer.key)[\(index)].\(column)"] = text }
                }
            }
        }
    }
}

extension GrayImage {
    /// With a box of mm made white: torn off, or stuck over.
    func covered(_ box: [Double], dotsPerInch: Double = 200) -> GrayImage {
        var image = self
        let s = dotsPerInch / 25.4
        for y in max(0, Int((box[1] - 1) * s))..<min(height, Int((box[1] + box[3] + 1) * s)) {
            for x in max(0, Int((box[0] - 1) * s))..<min(width, Int((box[0] + box[2] + 1) * s)) { image[x, y] = 250 }
        }
        return image
    }

    /// Beside another, on one sheet.
    func beside(_ other: GrayImage) -> GrayImage {
        var both = GrayImage(width: width + other.width + 60, height: max(height, other.height), fill: 255)
        for (picture, left) in [(self, 0), (other, width + 60)] {
            for y in 0..<picture.height { for x in 0..<picture.width { both[left + x, y] = picture[x, y] } }
        }
        return both
    }
}
