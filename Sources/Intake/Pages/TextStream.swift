import Rulebook

/// A page's text in one piece, row after row, each character with its place: what labels are looked for in.
struct TextStream {
    struct Character {
        let value: Swift.Character
        let row: Int
        /// Index of the line in the page.
        let line: Int
        /// In mm from the left.
        let x: Double
    }

    /// A word of letters and digits, in small letters without diacritics.
    struct Token {
        let text: String
        /// In `characters`.
        let range: Range<Int>
    }

    private(set) var characters: [Character] = []
    private(set) var tokens: [Token] = []
    let lines: [TextLine]

    init(_ page: PageText) {
        lines = page.lines
        var index = 0
        for (number, row) in page.rows.enumerated() {
            for line in row {
                for (character, position) in zip(line.text, line.positions) {
                    characters.append(Character(value: character, row: number, line: index, x: line.box.x + line.box.width * position))
                }
                // Between two lines there is more than a space.
                characters.append(Character(value: "\t", row: number, line: index, x: line.box.x + line.box.width))
                index += 1
            }
        }
        var start: Int?
        for place in 0...characters.count {
            let isWord = place < characters.count && (characters[place].value.isLetter || characters[place].value.isNumber)
            if isWord, start == nil { start = place }
            if !isWord, let first = start {
                tokens.append(Token(text: String(characters[first..<place].map(\.value)).searchable, range: first..<place))
                start = nil
            }
        }
    }

    /// The first line under a label that begins where the label's line begins, within 12 mm.
    func line(under label: Character) -> Range<Int>? {
        let box = lines[label.line].box
        let under = lines.indices.filter { index in
            let other = lines[index].box
            return index != label.line && abs(other.x - box.x) < 6 && other.y > box.y + box.height / 2 && other.y < box.y + 12
        }
        guard let line = under.min(by: { lines[$0].box.y < lines[$1].box.y }), let first = characters.firstIndex(where: { $0.line == line })
        else { return nil }
        return first..<first + characters[first...].prefix { $0.line == line }.count
    }

    func text(_ range: Range<Int>) -> String { String(characters[range].map(\.value)) }

    /// The mean confidence of the lines that a range touches.
    func confidence(_ range: Range<Int>) -> Double {
        let touched = Set(characters[range].map(\.line))
        return touched.isEmpty ? 0 : touched.reduce(0) { $0 + lines[$1].confidence } / Double(touched.count)
    }

    /// Around a range's ink, in mm; the first row of it where it goes over several.
    func box(_ range: Range<Int>) -> Area? {
        let ink = characters[range].filter { !$0.value.isWhitespace }
        guard let first = ink.first else { return nil }
        let own = ink.filter { $0.line == first.line }
        let (left, right) = (own.map(\.x).min() ?? first.x, own.map(\.x).max() ?? first.x)
        let line = lines[first.line].box
        return Area(x: left - 1.2, y: line.y, width: right - left + 2.4, height: line.height)
    }
}
