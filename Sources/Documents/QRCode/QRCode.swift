import CQREncode

/// A QR code (ISO/IEC 18004), error correction level M: readable with 15 % of it spoiled.
package struct QRCode: Sendable, Equatable {
    /// The longest text: what version 40 holds at level M in bytes.
    package static let textLimit = 2_331  // bytes of UTF-8

    /// Rows from the top, modules from the left; true is dark. Without the quiet zone.
    package let modules: [[Bool]]

    package struct Failure: Error {}

    /// - Throws: `Failure` when the text is empty, longer than `textLimit` bytes or holds a NUL.
    package init(_ text: String) throws(Failure) {
        guard !text.isEmpty, text.utf8.count <= Self.textLimit, !text.utf8.contains(0),
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { throw Failure() }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let cells = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        modules = (0..<width).map { row in
            cells[row * width..<(row + 1) * width].map { $0 & 1 == 1 }  // the lowest bit is the colour, the others tell its role
        }
    }

    /// The code as an SVG image of one path, with the quiet zone of 4 modules that the standard asks for; no style attribute,
    /// so that it stands under a strict content security policy.
    ///
    /// - Parameter title: what a screen reader says of it.
    package func svg(title: String? = nil) -> String {
        let quiet = 4
        let size = modules.count + 2 * quiet
        let path = modules.enumerated().map { y, row in
            runs(in: row).map { "M\($0.lowerBound + quiet) \(y + quiet)h\($0.count)v1h-\($0.count)z" }.joined()
        }.joined()
        let label = title.map { #" role="img" aria-label="\#(Self.escaped($0))""# } ?? #" aria-hidden="true""#
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges"\(label)>\
            <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path d="\(path)"/></svg>
            """
    }

    /// The runs of dark modules in a row: fewer strokes, and no seams between neighbours.
    private func runs(in row: [Bool]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for x in row.indices where row[x] {
            if let last = runs.last, last.upperBound == x {
                runs[runs.count - 1] = last.lowerBound..<x + 1
            } else {
                runs.append(x..<x + 1)
            }
        }
        return runs
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
