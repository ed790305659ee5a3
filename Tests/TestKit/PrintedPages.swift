package import Foundation

/// A PDF as poppler sees it. Lengths are in mm from the top left corner.
package struct PrintedPages {
    package struct Word {
        package let text: String
        package let page: Int
        package let left: Double
        package let top: Double
        package let right: Double
        package let bottom: Double
    }

    package let words: [Word]
    /// What else a reader would stumble over: a font that is not in the file, a sign without a shape, a text that nobody wrote.
    package let faults: [String]

    package init(_ pdf: Data) throws {
        let file = FileManager.default.temporaryDirectory.appending(component: "print-\(UUID().uuidString).pdf")
        try pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try Outsider.run("pdftotext", ["-bbox", file.path, "-"]).output
        let fonts = try Outsider.run("pdffonts", [file.path]).output.split(separator: "\n").dropFirst(2)
        let apart = fonts.filter { !$0.contains(/\syes +yes +yes +\d+ +\d+$/) }.map { "not embedded: \($0)" }
        let odd = ["\u{FFFD}", "⟦", "ţ", "ş"].filter(output.contains).map { "prints \($0)" }
        faults = (fonts.isEmpty ? ["no fonts"] : apart) + odd
        var words: [Word] = []
        var page = 0
        for line in output.split(separator: "\n") {
            if line.contains("<page ") { page += 1 }
            guard let match = line.firstMatch(of: /<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*)<\/word>/)
            else { continue }
            let millimetres = [match.1, match.2, match.3, match.4].compactMap { Double($0) }.map { $0 / 72 * 25.4 }
            guard millimetres.count == 4 else { continue }
            words.append(
                Word(
                    text: Self.plain(String(match.5)), page: page, left: millimetres[0], top: millimetres[1], right: millimetres[2],
                    bottom: millimetres[3]))
        }
        self.words = words
    }

    /// Words that stand outside of the margins, in mm from the page's edges.
    package func beyond(left: Double, right: Double, bottom: Double) -> [String] {
        words.filter { $0.left < left || $0.right > 210 - right || $0.bottom > 297 - bottom }.map { "„\($0.text)” at \($0.left) mm" }
    }

    /// Words whose middle lies in the box.
    package func words(in box: [Double], page: Int) -> [Word] {
        words.filter { word in
            let (x, y) = ((word.left + word.right) / 2, (word.top + word.bottom) / 2)
            return word.page == page && box[0] <= x && x <= box[0] + box[2] && box[1] <= y && y <= box[1] + box[3]
        }
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }
}
