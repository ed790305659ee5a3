package import Foundation

/// Reads cells that hold one character each: digits, capitals, and the few signs of our forms. A small model of our own
/// (`bin/train-cells`), taught on drawn cells alone. To be used from one thread.
package final class CellReader: TextReader {
    /// What the model tells apart, in its order; before them stands “nothing is written”.
    private static let alphabet = Alphabet(characters: Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-."), classes: [])
    private static let (width, height) = (32, 48)
    /// Few shapes: OpenVINO keeps buffers and kernels for each.
    private static let batch = 8
    /// Paper is the grey that so many of a cell's dots are below, and ink the grey that so few are below.
    private static let (paperShare, inkShare) = (0.8, 0.015)
    /// Less contrast than this is none.
    private static let leastContrast: Float = 40

    package let name = "cells 1"
    private let model: NeuralModel

    package init(model path: URL, cache: URL? = nil) throws(RecognitionFault) {
        model = try NeuralModel(path, cache: cache)
    }

    /// - Parameter lines: a cell each, without its frame; whatever `allowed` says, all characters are looked for.
    /// - Returns: of each, one step.
    package func read(_ lines: [LineRequest]) throws(RecognitionFault) -> [LineProbabilities] {
        var all: [LineProbabilities] = []
        let width = Self.alphabet.characters.count + 1
        for start in stride(from: 0, to: lines.count, by: Self.batch) {
            let some = lines[start..<min(start + Self.batch, lines.count)]
            var input = [Float](repeating: 0, count: Self.batch * Self.width * Self.height)
            for (n, line) in some.enumerated() { Self.fill(&input, from: n * Self.width * Self.height, line.image) }
            all += try model.run(&input, shape: [Self.batch, 1, Self.height, Self.width], wanted: [Self.batch, width]) { values in
                some.indices.map { cell in
                    let start = (cell - some.startIndex) * width
                    return LineProbabilities(
                        alphabet: Self.alphabet, values: Array(UnsafeBufferPointer(start: values + start, count: width)))
                }
            }
        }
        return all
    }

    /// Ink 1, paper 0, however dark either is; as `bin/train-cells` does it.
    private static func fill(_ input: inout [Float], from start: Int, _ image: GrayImage) {
        let small = image.resized(width: width, height: height)
        let paper = Float(small.grey(below: paperShare))
        let contrast = max(paper - Float(small.grey(below: inkShare)), leastContrast)
        for (index, dot) in small.pixels.enumerated() {
            input[start + index] = min(max((paper - Float(dot)) / contrast, -0.2), 1.2)
        }
    }
}
