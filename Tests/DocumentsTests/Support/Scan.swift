import Foundation
import TestKit

/// One page as grey dots.
struct Scan {
    static let dotsPerMillimetre = 6.0

    let width: Int
    let dots: [UInt8]
    /// What zbar reads in it.
    let codes: String

    init(_ pdf: Data, page: Int) async throws {
        (width, dots, codes) = try await Bench.withFolder { folder in
            let file = folder.appending(component: "print.pdf")
            try pdf.write(to: file)
            let resolution = "\(Self.dotsPerMillimetre * 25.4)"
            let stem = folder.appending(component: "page").path
            try Outsider.run(
                "pdftoppm", ["-gray", "-r", resolution, "-f", "\(page)", "-l", "\(page)", "-singlefile", file.path, stem])
            let image = URL(filePath: "\(stem).pgm")
            let bytes = [UInt8](try Data(contentsOf: image))
            let header = bytes.prefix(40).split(separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
            let size = header.count > 2 ? String(decoding: header[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) } : []
            guard size.count == 2 else { throw CocoaError(.fileReadCorruptFile) }
            let read = try Outsider.run("zbarimg", ["--quiet", "--raw", image.path])
            return (size[0], Array(bytes.suffix(size[0] * size[1])), read.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// How much of a box is dark, 0 to 1.
    func darkness(in box: [Double]) -> Double {
        let edges = [box[0], box[1], box[0] + box[2], box[1] + box[3]].map { Int(($0 * Self.dotsPerMillimetre).rounded()) }
        let inside = (edges[1]..<edges[3]).flatMap { y in (edges[0]..<edges[2]).map { dots[y * width + $0] } }
        return Double(inside.filter { $0 < 100 }.count) / Double(inside.count)
    }

    /// Where another scan of the same page is plainly lighter or darker, in mm.
    func differences(from other: Scan) -> [(x: Double, y: Double)] {
        var places: [(x: Double, y: Double)] = []
        for index in dots.indices where abs(Int(dots[index]) - Int(other.dots[index])) > 60 {
            let x = Double(index % width) + 0.5
            let y = Double(index / width) + 0.5
            places.append((x: x / Self.dotsPerMillimetre, y: y / Self.dotsPerMillimetre))
        }
        return places
    }
}
