import Foundation
import Rulebook

extension FieldInterpreter {
    func line(_ sight: FieldSight, _ kind: FieldKind, _ field: Field?, _ answers: [String: String]) -> Interpretation? {
        guard let first = sight.lines.first else { return nil }
        var made: Interpretation
        switch kind {
        case .text, .paragraph, .geometry: made = free(sight.lines, kind, field, sight.place.key, sight.setting)
        default: made = one(first, kind, field, answers)
        }
        vote(&made, sight, kind, field)
        return made
    }

    /// One line of any kind.
    func one(
        _ line: LineProbabilities, _ kind: FieldKind, _ field: Field?, _ answers: [String: String], _ setting: Setting = .hand
    ) -> Interpretation {
        switch kind {
        case .uat: listed(line, places(context.places.uats) { context.places.uat(written: $0)?.siruta })
        case .locality: listed(line, localities(field, answers))
        case .choice, .choices: listed(line, options(field))
        case .truth:
            listed(
                line,
                ClosedList(
                    entries: ["true", "false"].map { (context.phrases($0 == "true" ? "word.yes" : "word.no", in: context.language), $0) }))
        case .text, .paragraph, .geometry: free([line], kind, field, field?.key ?? "", setting)
        case .number, .money, .declaration, .date, .email, .phone, .cnp, .cui, .iban, .identityCard, .tradeRegister, .cadastral, .landBook,
            .postcode, .time, .period, .slot, .countyRoad, .kilometre, .plate, .monument, .rows:
            ruled(line, kind, field)
        }
    }

    /// The most probable text that the kind's rule takes.
    private func ruled(_ line: LineProbabilities, _ kind: FieldKind, _ field: Field?) -> Interpretation {
        let grammar = LineGrammar(kind: kind, field: field, context: context)
        let judge = FieldJudge(kind: kind, field: field, context: context)
        let masked = MaskedLine(line, grammar.mask)
        var texts = masked.beam(width: 24, count: 40)
        if kind == .email {
            let more = texts.prefix(6).flatMap { MailDomains.neighbours(of: $0.text, among: MailDomains.usual) }
            // A domain that many people have is more probable than one that nobody has.
            texts += Set(more).compactMap { text in masked.score(text).map { Candidate(text: text, score: $0 + Self.usualDomain) } }
            texts = texts.ranked()
        }
        let best = texts.first ?? Candidate(text: "", score: 0)
        let raw = masked.plain().text
        var made = Interpretation(value: grammar.typed(best.text), raw: raw)
        let judged = texts.compactMap { text in judge.judge(grammar.typed(text.text)).map { (text: text, judged: $0) } }
        made.evidence.inside = masked.inside
        guard let chosen = judged.first else {
            made.evidence.verdict = .wrong
            made.alternatives = texts.dropFirst().prefix(3).map { grammar.typed($0.text) }
            weigh(&made, masked, best.text)
            return made
        }
        made.value = chosen.judged.value
        made.repaired = judge.judge(grammar.typed(raw))?.value != chosen.judged.value
        var seen: Set<String> = []
        let others = judged.filter { $0.judged.value != chosen.judged.value && seen.insert($0.judged.value).inserted }
        made.alternatives = others.prefix(3).map(\.judged.value) + (made.repaired ? [grammar.typed(raw)] : [])
        made.evidence.verdict = chosen.judged.verdict
        if made.repaired { made.evidence.repairCost = max((masked.score(raw) ?? chosen.text.score) - chosen.text.score, 0.01) }
        if let next = others.first { made.evidence.margin = max(chosen.text.score - next.text.score, 0) }
        made.evidence.agreement = masked.agreement { judge.judge(grammar.typed($0))?.value == chosen.judged.value }
        made.isForPerson = chosen.judged.isDoubtful
        weigh(&made, masked, chosen.text.text)
        return made
    }

    private static let usualDomain = 3.0

    /// An answer out of a list; what is like none of it stays as it was read.
    private func listed(_ line: LineProbabilities, _ list: ClosedList) -> Interpretation {
        let masked = MaskedLine(line, .text)
        let plain = masked.plain()
        let matches = list.matches(masked)
        var made = Interpretation(value: plain.text, raw: plain.text)
        made.evidence.inside = masked.inside
        weigh(&made, masked, plain.text)
        guard let best = matches.first else {
            made.evidence.verdict = .wrong
            return made
        }
        made.value = best.value
        made.evidence.verdict = .listed
        let next = matches.first { $0.value != best.value }
        if let next { made.evidence.margin = max(best.score - next.score, 0) }
        let cost = max((masked.score(plain.text) ?? best.score) - best.score, 0)
        let isSame = WordList.folded(plain.text) == WordList.folded(best.written)
        made.repaired = !isSame
        made.evidence.repairCost = isSame ? 0 : max(cost, 0.01)
        made.evidence.agreement = isSame ? 1 : 0
        var seen: Set<String> = [best.value]
        made.alternatives = matches.map(\.value).filter { seen.insert($0).inserted }
        return made
    }

    /// Places by their names; where a name means two, by their codes.
    private func places(_ places: [Gazetteer.Place], _ resolved: (String) -> String?) -> ClosedList {
        ClosedList(entries: places.map { ($0.name, resolved($0.name) == $0.siruta ? $0.name : $0.siruta) })
    }

    private func localities(_ field: Field?, _ answers: [String: String]) -> ClosedList {
        let uat = field?.within.flatMap { answers[$0] }.flatMap { context.places.uat(written: $0) }
        let all =
            uat.map { context.places.localities(in: $0.siruta) } ?? context.places.uats.flatMap { context.places.localities(in: $0.siruta) }
        return places(all) { context.places.locality(written: $0, in: uat?.siruta)?.siruta }
    }

    private func options(_ field: Field?) -> ClosedList {
        ClosedList(
            entries: (field?.options ?? []).flatMap { option in
                [(option.label(context.language), option.value)]
                    + (option.label(context.language) == option.value ? [] : [(option.value, option.value)])
            })
    }

    /// The least and the mean probability of a text's characters where they stand.
    func weigh(_ made: inout Interpretation, _ line: MaskedLine, _ text: String) {
        let probabilities = line.aligned(text)?.probabilities ?? []
        made.evidence.weakest = min(probabilities.min() ?? 0, made.evidence.weakest)
        made.evidence.mean = probabilities.isEmpty ? 0 : probabilities.reduce(0, +) / Double(probabilities.count)
        made.evidence.length += text.count
    }
}
