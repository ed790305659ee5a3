import Rulebook

/// A word and where its middle lies, in mm of its page.
struct PlacedWord: Hashable, Sendable {
    /// In small letters, without diacritics.
    let text: String
    let middle: Point
}

/// Two words that follow each other on one line: rare enough to tell pages apart, short enough to survive a misreading beside it.
struct WordPair: Sendable {
    let text: String
    let middle: Point

    static func pairs(in lines: [[PlacedWord]]) -> [WordPair] {
        lines.flatMap { words in
            zip(words, words.dropFirst()).map { first, second in
                let sum = first.middle + second.middle
                return WordPair(text: "\(first.text) \(second.text)", middle: Point(x: sum.x / 2, y: sum.y / 2))
            } + (words.count == 1 && words[0].text.count > 4 ? [WordPair(text: words[0].text, middle: words[0].middle)] : [])
        }
    }
}

extension PlacedWord {
    /// The words of a page that was read, line by line.
    static func lines(of page: PageText) -> [[PlacedWord]] {
        page.lines.map { line in
            words(of: zip(line.text, line.positions).map { ($0, line.box.x + line.box.width * $1) }, y: line.middle)
        }
    }

    /// The words of a page that is printed in a PDF, line by line.
    static func lines(of characters: [PrintedCharacter]) -> [[PlacedWord]] {
        var lines: [[PrintedCharacter]] = []
        for item in characters where !item.character.isNewline {
            // The boxes of generated spaces are empty and may lie anywhere.
            if item.character.isWhitespace {
                if !lines.isEmpty { lines[lines.count - 1].append(item) }
                continue
            }
            if let last = lines.last?.last(where: { !$0.character.isWhitespace }), item.follows(last) {
                lines[lines.count - 1].append(item)
            } else {
                lines.append([item])
            }
        }
        return lines.map { line in
            let ink = line.filter { !$0.character.isWhitespace }
            let middle = ink.reduce(0) { $0 + $1.area.middle.y } / Double(max(1, ink.count))
            return words(of: line.map { ($0.character, $0.area.middle.x) }, y: middle)
        }
    }

    private static func words(of characters: [(character: Character, x: Double)], y: Double) -> [PlacedWord] {
        characters.split { !$0.character.isLetter && !$0.character.isNumber }.compactMap { word in
            guard let first = word.first, let last = word.last else { return nil }
            return PlacedWord(text: String(word.map(\.character)).searchable, middle: Point(x: (first.x + last.x) / 2, y: y))
        }
    }
}

extension PrintedCharacter {
    fileprivate func follows(_ other: PrintedCharacter) -> Bool {
        let size = max(other.area.height, area.height, 1)
        return abs(area.middle.y - other.area.middle.y) < 0.7 * size && area.x > other.area.x
            && area.x - (other.area.x + other.area.width) < 1.6 * size
    }
}
