import Foundation

/// What the word lists make of a line that was read letter by letter: the same ink, read as words that there are.
struct WordRepair {
    let line: MaskedLine
    let words: WordList

    struct Result {
        var text: String
        /// Of the words, how many the lists know as they were read, 0…1; a half where there are none to know.
        var known = 0.5
        var isChanged = false
    }

    /// How much less probable, in natural logarithms, the ink may make a word that there is than what was read.
    private static let (lettersCost, gapCost) = (3.0, 9.0)
    private static let shortest = 2

    func callAsFunction(_ plain: MaskedLine.Plain) -> Result {
        let characters = Array(plain.text)
        var text = ""
        var known = 0
        var count = 0
        var isChanged = false
        var index = 0
        while index < characters.count {
            guard characters[index].isLetter else {
                text.append(characters[index])
                index += 1
                continue
            }
            let end = characters[index...].firstIndex { !$0.isLetter } ?? characters.count
            let word = String(characters[index..<end])
            let stands = index > 0 && characters[index - 1].isNumber || end < characters.count && characters[end].isNumber
            if word.count >= Self.shortest, !stands {
                let better = better(word, in: steps(index..<end, plain))
                count += 1
                if better == word { known += words.knows(word) ? 1 : 0 }
                isChanged = isChanged || better != word
                text += better
            } else {
                text += word
            }
            index = end
        }
        return Result(text: text, known: count == 0 ? 0.5 : Double(known) / Double(count), isChanged: isChanged)
    }

    private func better(_ word: String, in steps: Range<Int>) -> String {
        let forms = words.forms(of: word)
        if forms.contains(word.lowercased()) { return word }
        guard let score = line.score(word, in: steps) else { return word }
        let spelled = forms.map { Self.cased($0, like: word) }.compactMap { form in line.score(form, in: steps).map { (form, $0) } }
            .filter { $0.1 >= score - Self.lettersCost || Self.signs(in: $0.0) >= Self.signs(in: word) }
        // The letters are the same: where no such word is without its diacritics, the pen forgot them, or the reader. A sign that is
        // surely there nobody has written by mistake.
        if let best = spelled.max(by: { $0.1 < $1.1 }) { return best.0 }
        guard word.count > 3 else { return word }
        if let parted = parted(word, in: steps, score) { return parted }
        let others = line.beam(width: 12, count: 10, in: steps)
        let found = others.first { other in
            other.text != word && other.score >= score - Self.lettersCost && other.text.allSatisfy(\.isLetter) && words.knows(other.text)
        }
        return found?.text ?? word
    }

    /// How many words of a text there are, each set apart from digits and other words: of two texts that the ink makes as
    /// probable, the one that says more is meant.
    static func sense(of text: String, _ words: WordList) -> Int {
        let parts = text.split { !$0.isLetter && !$0.isNumber }
        return parts.count { part in part.count > 1 && part.allSatisfy(\.isLetter) && !words.forms(of: String(part)).isEmpty }
    }

    /// Two words that there are, where the gap between them was overlooked.
    private func parted(_ word: String, in steps: Range<Int>, _ score: Double) -> String? {
        let letters = Array(word)
        var best: (text: String, score: Double)?
        for cut in 1..<letters.count {
            let (left, right) = (String(letters[..<cut]), String(letters[cut...]))
            // A single letter is a word only where it is one of the few.
            guard left.count > 1 || "aoAO".contains(left), right.count > 1 else { continue }
            guard let gapped = line.score("\(left) \(right)", in: steps), gapped >= score - Self.gapCost else { continue }
            guard let first = spelled(left, in: steps), let second = spelled(right, in: steps) else { continue }
            if gapped > best?.score ?? -.infinity { best = ("\(first) \(second)", gapped) }
        }
        return best?.text
    }

    private func spelled(_ word: String, in steps: Range<Int>) -> String? {
        let forms = words.forms(of: word)
        if forms.contains(word.lowercased()) { return word }
        return forms.map { Self.cased($0, like: word) }.max { line.score($0, in: steps) ?? 0 < line.score($1, in: steps) ?? 0 }
    }

    /// From the middle between the word and the character before it to the middle after it.
    private func steps(_ range: Range<Int>, _ plain: MaskedLine.Plain) -> Range<Int> {
        let first = plain.spans[range.lowerBound]
        let last = plain.spans[range.upperBound - 1]
        let before = range.lowerBound > 0 ? plain.spans[range.lowerBound - 1].upperBound : 0
        let after = range.upperBound < plain.spans.count ? plain.spans[range.upperBound].lowerBound : line.stepCount
        let start = (before + first.lowerBound) / 2
        let end = (last.upperBound + after + 1) / 2
        return min(start, first.lowerBound)..<max(end, last.upperBound)
    }

    private static func signs(in word: String) -> Int { word.count { !$0.isASCII } }

    /// In capitals, or with a capital first, as the other is.
    static func cased(_ word: String, like other: String) -> String {
        let letters = other.filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy(\.isUppercase) { return word.uppercased() }
        if letters.first?.isUppercase == true { return word.prefix(1).uppercased() + word.dropFirst() }
        return word
    }
}
