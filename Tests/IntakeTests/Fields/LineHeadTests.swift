import Documents
import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

@Suite("The second head of the recogniser of lines")
struct LineHeadTests {
    private static let model = ReadingRoom.models.appending(path: "PP-OCRv6_rec_small.onnx")
    private static let head = FieldKnowledge.lineHead(content: ContentFolder.repository.appending(path: "Content"))

    /// What the head would say: a character to a step, “no character” between them, as `Ink.line` does it.
    private func said(_ text: String, sure: Float = 0.98) -> [Float] {
        let characters = Array(Mask.letters + Mask.digitCharacters + Mask.marks)
        let blank = [Float(1)] + [Float](repeating: 0, count: characters.count)
        return blank
            + text.flatMap { character -> [Float] in
                var step = [Float](repeating: (1 - sure) / Float(characters.count), count: characters.count + 1)
                if let place = characters.firstIndex(of: character) { step[place + 1] = sure }
                return step + blank
            }
    }

    private func corrected(_ line: LineProbabilities, _ values: [Float]) -> LineProbabilities {
        values.withUnsafeBufferPointer { LineHead().corrected(line, $0) }
    }

    @Test("A comma that the recogniser hardly sees is read where the head is sure of it, and what the recogniser says alone is kept")
    func comma() throws {
        let line = Ink(seed: 501).line([["Ț": 0.01, "T": 0.95], ["E": 0.99]])
        let both = corrected(line, said("ȚE"))
        #expect(both.greedy().text == "ȚE")
        #expect(both.again.first?.greedy().text == "TE")
        let masked = MaskedLine(both, .text)
        #expect(masked.agreement { $0 == "ȚE" } == 0 && masked.agreement { $0 == "TE" } == 1)
    }

    @Test("What both say is probable together, and each step's probabilities sum to 1, whatever either says")
    func sums() throws {
        var ink = Ink(seed: 502)
        for steps in [1, 5, 12] {
            let line = ink.noise(steps: steps)
            let none = corrected(line, [Float](repeating: 0, count: steps * LineHead.width))
            for step in 0..<steps { #expect(abs(none.step(step).reduce(0, +) - 1) < 1e-4) }
        }
        let line = Ink(seed: 503).line([["7": 0.6, "1": 0.35]])
        let sure = try #require(corrected(line, said("7", sure: 0.6)).step(1).max())
        #expect(sure > 0.6)
    }

    @Test("The head has a part in answers alone; without it the recogniser reads as it did")
    func answersAlone() throws {
        let head = try #require(Self.head)
        let both = try TextRecognizer(model: Self.model, name: "r", head: head, signs: .small)
        let alone = try TextRecognizer(model: Self.model, name: "r", signs: .small)
        #expect(both.name == "r + lines 1" && alone.name == "r")
        let image = GrayImage(width: 300, height: 48, fill: 240)
        let blank = try both.read([LineRequest(image: image, allowed: Mask.everything, isAnswer: true)])
        #expect(blank.first?.greedy().text == "" && blank.first?.again.count == 1)
        let lines = try [both, alone].map { try $0.read([LineRequest(image: image, allowed: Mask.everything)]) }
        #expect(lines[0].first?.again.isEmpty == true && lines[0].first?.values == lines[1].first?.values)
    }

    @Test("Typeset lines with Romanian signs are read exactly by both together")
    func romanian() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Foreign").standardized
        let pdf = try await PrintShop.typesetter(templates: folder).typeset("lines", data: Data("{}".utf8), at: PrintShop.now)
        let file = try ScanFile(pdf)
        let lines = try (1...file.pageCount).map { LineRequest(image: try file.page($0), allowed: Mask.everything, isAnswer: true) }
        let head = try #require(Self.head)
        let reader = try TextRecognizer(model: Self.model, name: "r", head: head, signs: .small)
        #expect(
            try reader.read(lines).map { $0.greedy().text } == [
                "ȘERBAN ȚÎRLEA, STR. BRÂNDUȘEI", "Ștefania Mureșan, comuna Țaga, județul Cluj",
                "Țigănași, parcela 1070, 15 ani și două luni",
            ])
    }

    @Test("What is printed on a form is read with the head")
    func model() async throws {
        let print = try await PrintShop.shared.filled("cu-construire")
        let reading = try await ReadingRoom.shared.read(print.pdf)
        #expect(reading.readers["text"]?.hasSuffix("+ lines 1") == true)
    }

    @Test("A file that is no head is a fault that is told, not a reading", arguments: ["", "nothing like it", "\u{3a}\u{02}\u{0a}\u{09}"])
    func hostile(text: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).onnx")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(throws: RecognitionFault.self) {
            let reader = try TextRecognizer(model: Self.model, name: "r", head: file)
            _ = try reader.read([LineRequest(image: GrayImage(width: 64, height: 48, fill: 200), allowed: "AB", isAnswer: true)])
        }
    }
}
