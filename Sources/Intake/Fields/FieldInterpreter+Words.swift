import Foundation
import Rulebook

extension FieldInterpreter {
    /// Free writing: as it stands, the words that there are preferred; on names they are only offered.
    func free(_ lines: [LineProbabilities], _ kind: FieldKind, _ field: Field?, _ key: String, _ setting: Setting) -> Interpretation {
        let grammar = LineGrammar(kind: kind, field: field, context: context)
        let isName = isName(field, key)
        var made = Interpretation(value: "", raw: "")
        var parts: [(raw: String, read: String, words: String)] = []
        var known: [Double] = []
        var others: [Candidate] = []
        var looks = 1.0
        for line in lines {
            let masked = MaskedLine(line, grammar.mask)
            let texts = meant(masked.beam(count: 6), kind)
            let plain = masked.plain()
            let read = texts.first.flatMap { masked.aligned($0.text) } ?? plain
            let repair = kind == .geometry ? WordRepair.Result(text: read.text) : WordRepair(line: masked, words: words)(read)
            let typed = grammar.typed(read.text)
            parts.append((grammar.typed(plain.text), typed, grammar.typed(repair.text)))
            known.append(repair.known)
            others = texts
            made.evidence.inside = min(made.evidence.inside, masked.inside)
            if let best = texts.first, let next = texts.first(where: { grammar.typed($0.text) != typed }) {
                made.evidence.margin = min(made.evidence.margin, max(best.score - next.score, 0))
            }
            looks = min(looks, masked.agreement { WordList.folded(grammar.typed($0)) == WordList.folded(typed) })
            weigh(&made, masked, isName || kind == .geometry ? read.text : repair.text)
        }
        made.evidence.agreement = parts.isEmpty ? 0.5 : looks
        let joiner = kind == .geometry ? "\n" : " "
        let read = grammar.evenlyCased(parts.map(\.read).joined(separator: joiner)).trimmed
        let better = grammar.evenlyCased(parts.map(\.words).joined(separator: joiner)).trimmed
        made.raw = parts.map(\.raw).joined(separator: joiner).trimmed
        made.value = isName ? read : better
        made.repaired = !isName && better != read
        made.alternatives = [better, read] + (lines.count == 1 ? others.map { grammar.evenlyCased(grammar.typed($0.text)) } : [])
        made.evidence.known = known.isEmpty ? 0.5 : known.reduce(0, +) / Double(known.count)
        if !isName, let line = lines.first, lines.count == 1, let before = answersBefore(key) {
            lean(&made, on: before, MaskedLine(line, grammar.mask))
        }
        if made.repaired { made.evidence.repairCost = 1 }
        let judged = FieldJudge(kind: kind, field: field, context: context).judge(made.value)
        made.evidence.verdict = kind == .geometry ? judged?.verdict ?? .wrong : .free
        made.isForPerson =
            isName || judged?.isDoubtful ?? true || Self.mayLackComma(made.value, words)
            || setting == .hand && (isCursive(made.value) || hasUnknownWords(made)) || setting < .typeset && isUncertain(made.value)
        return made
    }

    /// What was answered before in the same letters is meant; what is like it is offered.
    private func lean(_ made: inout Interpretation, on before: ClosedList, _ line: MaskedLine) {
        guard let best = before.matches(line).first else { return }
        guard WordList.folded(best.value) == WordList.folded(made.value) else {
            made.alternatives.insert(best.value, at: 0)
            return
        }
        made.repaired = made.repaired || best.value.lowercased() != made.value.lowercased()
        made.value = best.value
        made.evidence.known = 1
    }

    /// What one more word that there is makes up for, in natural logarithms.
    private static let perWord = 2.5

    private func meant(_ texts: [Candidate], _ kind: FieldKind) -> [Candidate] {
        guard kind != .geometry else { return texts }
        return texts.map { Candidate(text: $0.text, score: $0.score + Self.perWord * Double(WordRepair.sense(of: $0.text, words))) }
            .ranked()
    }

    /// Small letters that no typesetter made: joined-up writing, which nobody reads surely.
    private func isCursive(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        return letters.count(where: \.isLowercase) * 4 > letters.count
    }

    /// Their diacritics may be missing.
    private func hasUnknownWords(_ made: Interpretation) -> Bool {
        made.evidence.known < 1 && made.value.contains(where: \.isLetter)
    }

    /// Letters and digits in one word, where an I is like a 1; an answer so short that it may be such a one (A1, M10), though a word is
    /// spelled like it: with a letter, or with a zero first, which is as like a D.
    private func isUncertain(_ text: String) -> Bool {
        guard text.count > 3 || !text.contains(where: \.isLetter) && text.first != "0" else { return true }
        return text.split { !$0.isLetter && !$0.isNumber }.contains {
            $0.contains(where: \.isLetter) && $0.contains(where: \.isNumber)
        }
    }

    /// Whether a capital T stands where another word has a Ț: the recogniser hardly sees its comma.
    static func mayLackComma(_ text: String, _ words: WordList) -> Bool {
        text.split { !$0.isLetter }.contains { word in
            word.contains("T")
                && words.forms(of: String(word)).contains { form in
                    zip(word, form).contains { $0 == "T" && $1 == "ț" }
                }
        }
    }

    /// What other recognisers say of the same ink: they agree where the letters are the same, diacritics and case aside, since not all
    /// of them have been taught every letter.
    func vote(_ made: inout Interpretation, _ sight: FieldSight, _ kind: FieldKind, _ field: Field?) {
        guard !sight.others.isEmpty, made.evidence.verdict != .proven else { return }
        let grammar = LineGrammar(kind: kind, field: field, context: context)
        let wanted = WordList.folded(made.value)
        var votes: [Bool] = []
        for (name, lines) in sight.others.sorted(by: { $0.key < $1.key }) {
            let text = grammar.typed(lines.map { MaskedLine($0, grammar.mask).plain().text }.joined(separator: " "))
            made.readings[name] = text
            let judged = FieldJudge(kind: kind, field: field, context: context).judge(text)?.value
            votes.append(WordList.folded(text) == wanted || WordList.folded(judged ?? "") == wanted || text == made.raw)
        }
        // The other looks at the line together are one more reader.
        let looks = sight.lines.contains { !$0.again.isEmpty } ? [made.evidence.agreement] : []
        made.evidence.agreement = (looks + votes.map { $0 ? 1 : 0 }).reduce(0, +) / Double(looks.count + votes.count)
    }
}
