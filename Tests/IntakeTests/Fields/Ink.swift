import Foundation
@testable import Intake
import Rulebook

/// Makes what a recogniser would see, with chance that can be repeated.
struct Ink {
    static let alphabet = Alphabet(characters: Array(Mask.everything), classes: [])
    private static let places = Dictionary(alphabet.characters.enumerated().map { ($1, $0 + 1) }) { first, _ in first }

    var chance: SeededChance

    init(seed: UInt64) { chance = SeededChance(seed: seed) }

    /// A character: what it looks like and how strongly; the rest of the probability is spread.
    typealias Glyph = [Character: Float]

    /// Each character clear but for some noise.
    mutating func clear(_ text: String) -> [Glyph] {
        text.map { character in
            let sure = Float.random(in: 0.85...0.99, using: &chance)
            return [character: sure, other(than: character): (1 - sure) / 2]
        }
    }

    mutating func other(than character: Character, among characters: String = "0123456789") -> Character {
        characters.filter { $0 != character }.randomElement(using: &chance) ?? "0"
    }

    /// One character to a step, “no character” between them.
    func line(_ glyphs: [Glyph]) -> LineProbabilities {
        let width = Self.alphabet.characters.count + 1
        let blank = [Float(1)] + [Float](repeating: 0, count: width - 1)
        var values = blank
        for glyph in glyphs {
            let rest = max(1 - glyph.values.reduce(0, +), 0)
            var step = [Float](repeating: rest / 2 / Float(width - 1), count: width)
            step[0] = rest / 2
            for (character, probability) in glyph { if let place = Self.places[character] { step[place] += probability } }
            values += step + blank
        }
        return LineProbabilities(alphabet: Self.alphabet, values: values)
    }

    /// Anything at all: every step its own distribution.
    mutating func noise(steps: Int) -> LineProbabilities {
        let width = Self.alphabet.characters.count + 1
        let values = (0..<steps).flatMap { _ -> [Float] in
            let raw = (0..<width).map { _ in pow(Float.random(in: 0...1, using: &chance), 6) }
            let sum = raw.reduce(0, +)
            return raw.map { $0 / sum }
        }
        return LineProbabilities(alphabet: Self.alphabet, values: values)
    }

    /// A field in cells, as `PaperMap` has it: groups of so many cells, what is written from the left.
    func cells(_ key: String, _ kind: FieldKind, _ glyphs: [Glyph], groups: [Int]) throws -> FieldSight {
        var boxes: [[Double]] = []
        var x = 20.0
        for count in groups {
            boxes += (0..<count).map { [x + Double($0) * 5, 40, 5, 7] }
            x += Double(count) * 5 + 3.4
        }
        let place = try JSONDecoder().decode(
            PaperMap.Place.self,
            from: Data(
                #"{"key":"\#(key)","kind":"\#(kind.rawValue)","page":1,"box":[20,40,90,7],"cells":\#(boxes.count),"boxes":\#(boxes)}"#.utf8)
        )
        var sight = FieldSight(place)
        sight.cells = boxes.indices.map { $0 < glyphs.count ? CellSight(asLine: line([glyphs[$0]])) : nil }
        sight.lines = [line(glyphs)]
        return sight
    }

    func written(_ key: String, _ kind: FieldKind, _ glyphs: [Glyph]) throws -> FieldSight {
        let json = #"{"key":"\#(key)","kind":"\#(kind.rawValue)","page":1,"box":[20,40,100,7]}"#
        var sight = FieldSight(try JSONDecoder().decode(PaperMap.Place.self, from: Data(json.utf8)))
        sight.lines = [line(glyphs)]
        return sight
    }
}

/// SplitMix64.
struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
