package import Foundation

/// One line of writing to read.
package struct LineRequest: Sendable {
    package let image: GrayImage
    /// The characters that may stand in it.
    package let allowed: String
    /// See `Writing.commas`.
    let commas: [Double]
    /// Whether it was cut out of a field of our form: see `LineHead`.
    let isAnswer: Bool

    package init(image: GrayImage, allowed: String, commas: [Double] = [], isAnswer: Bool = false) {
        (self.image, self.allowed, self.commas, self.isAnswer) = (image, allowed, commas, isAnswer)
    }
}

/// A PP-OCR model of text lines on OpenVINO. To be used from one thread.
package final class TextRecognizer: TextReader {
    private static let lineHeight = 48
    private static let dotsPerStep = 8.0
    /// Few shapes: OpenVINO keeps buffers and kernels for each.
    private static let widthStep = 128
    private static let widths = 16...3_200
    /// A step has some 18 700 classes: this bounds what a batch takes.
    private static let mostOutputBytes = 4 << 20

    package let name: String
    private let model: NeuralModel
    private let dictionary: ModelDictionary
    private var alphabets: [String: Alphabet] = [:]
    private let signs: SignPrior?
    private let head: LineHead?

    /// - Parameters:
    ///   - head: see `LineHead`; nil: the model's own word is all there is.
    ///   - signs: which letters the model sees too seldom; nil: none.
    ///   - cache: a folder for the compiled model, which the next process loads.
    package init(
        model path: URL, name: String, head: URL? = nil, signs: SignPrior? = nil, cache: URL? = nil, threads: Int = 1
    ) throws(RecognitionFault) {
        self.name = head == nil ? name : "\(name) + \(LineHead.name)"
        (self.signs, self.head) = (signs, head.map { _ in LineHead() })
        dictionary = try ModelDictionary(onnx: path)
        model = try NeuralModel(path, more: head, cache: cache, threads: threads)
    }

    /// Reads lines, those of like width together; the answers are in the order of the requests.
    package func read(_ lines: [LineRequest]) throws(RecognitionFault) -> [LineProbabilities] {
        let inputs = lines.map { Self.fitted($0.image) }
        let wanted = zip(lines, inputs).map { line, input in
            let scale = Double(input.width) / Double(line.image.width) / Self.dotsPerStep
            return (alphabet: alphabet(line.allowed), commas: line.commas.map { $0 * scale }, isAnswer: line.isAnswer)
        }
        var results = [LineProbabilities?](repeating: nil, count: lines.count)
        let byWidth = Dictionary(grouping: lines.indices) { (inputs[$0].width + Self.widthStep - 1) / Self.widthStep * Self.widthStep }
        for (width, members) in byWidth.sorted(by: { $0.key < $1.key }) {
            let size = max(1, Self.mostOutputBytes / (width / Int(Self.dotsPerStep) * dictionary.classCount * 4))
            for start in stride(from: 0, to: members.count, by: size) {
                let batch = Array(members[start..<min(start + size, members.count)])
                let outputs = try infer(batch.map { inputs[$0] }, width: width, wanted: batch.map { wanted[$0] })
                for (line, output) in zip(batch, outputs) { results[line] = output }
            }
        }
        return results.compactMap { $0 }
    }

    private func alphabet(_ allowed: String) -> Alphabet {
        if let known = alphabets[allowed] { return known }
        let alphabet = dictionary.alphabet(allowed)
        alphabets[allowed] = alphabet
        return alphabet
    }

    private static func fitted(_ image: GrayImage) -> GrayImage {
        let width = (image.width * lineHeight + image.height - 1) / image.height
        return image.resized(width: min(max(widths.lowerBound, width), widths.upperBound), height: lineHeight)
    }

    /// An alphabet, where commas hang below the line, in steps, and `LineRequest.isAnswer`.
    private typealias Wanted = (alphabet: Alphabet, commas: [Double], isAnswer: Bool)

    private func infer(_ images: [GrayImage], width: Int, wanted: [Wanted]) throws(RecognitionFault) -> [LineProbabilities] {
        let plane = Self.lineHeight * width
        var input = [Float](repeating: 0, count: images.count * 3 * plane)  // zero is the model's padding
        input.withUnsafeMutableBufferPointer { input in
            for (n, image) in images.enumerated() {
                image.pixels.withUnsafeBufferPointer { dots in
                    for y in 0..<Self.lineHeight {
                        for x in 0..<image.width {
                            let value = Float(dots[y * image.width + x]) / 127.5 - 1
                            for channel in 0..<3 { input[(n * 3 + channel) * plane + y * width + x] = value }
                        }
                    }
                }
            }
        }
        let steps = width / Int(Self.dotsPerStep)
        let shapes = [[images.count, steps, dictionary.classCount]] + (head == nil ? [] : [[images.count, steps, LineHead.width]])
        return try model.run(&input, shape: [images.count, 3, Self.lineHeight, width], outputs: shapes) { outputs -> [LineProbabilities] in
            let lines = reduced(UnsafePointer(outputs[0]), wanted, steps: steps)
            guard let head else { return lines }
            return lines.enumerated().map { n, line in
                guard wanted[n].isAnswer else { return line }
                return head.corrected(
                    line, UnsafeBufferPointer(start: outputs[1] + n * steps * LineHead.width, count: steps * LineHead.width))
            }
        }
    }

    private func reduced(_ values: UnsafePointer<Float>, _ wanted: [Wanted], steps: Int) -> [LineProbabilities] {
        wanted.enumerated().map { n, wanted in
            let (alphabet, commas, _) = wanted
            var reduced: [Float] = []
            reduced.reserveCapacity(steps * (alphabet.classes.count + 1))
            let families = signs?.families(alphabet) ?? []
            for t in 0..<steps {
                let step = values + (n * steps + t) * dictionary.classCount
                reduced.append(step[0])
                for classes in alphabet.classes {
                    var sum: Float = 0
                    for index in classes { sum += step[index] }
                    reduced.append(sum)
                }
            }
            SignPrior.share(&reduced, steps: steps, among: families, commas: commas)
            return LineProbabilities(alphabet: alphabet, values: reduced)
        }
    }
}
