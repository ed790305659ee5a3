import Foundation
package import Rulebook

/// Reads each field of a form as what it is: with the characters that its kind allows, the rules that its answers keep, the lists that
/// they come from; and says how sure that is.
package struct FieldInterpreter: Sendable {
    let context: CheckingContext
    let words: WordList
    let calibration: Calibration

    /// Answers given before, by the field's key or the last part of it.
    private let answersBefore: [String: [String]]

    /// - Parameter answersBefore: see `ReadingRequest.words`.
    package init(_ context: CheckingContext, _ knowledge: FieldKnowledge, answersBefore: [String: [String]] = [:]) {
        (self.context, words, calibration) = (context, knowledge.words, knowledge.calibration)
        self.answersBefore = answersBefore
    }

    /// What people have answered before to a question of this name.
    func answersBefore(_ key: String) -> ClosedList? {
        let last = key.split(separator: ".").last.map(String.init) ?? key
        let known = (answersBefore[key] ?? answersBefore[last] ?? []).prefix(ReadingRequest.mostWords)
        return known.isEmpty ? nil : ClosedList(entries: known.map { ($0, $0) })
    }

    /// - Parameters:
    ///   - field: as the service asks it; nil where it does not any more.
    ///   - answers: the values read so far, by key: a locality lies in the UAT before it.
    /// - Returns: nil where nothing is written.
    func callAsFunction(_ sight: FieldSight, _ field: Field?, after answers: [String: String] = [:]) -> PaperReading.Field? {
        guard let made = interpretation(sight, field, answers) else { return nil }
        return weighed(made, sight.place.key, sight.place.kind, page: sight.place.page, box: sight.place.box, sight)
    }

    /// How sure it is, and what is to be done with it.
    func weighed(
        _ made: Interpretation, _ key: String, _ kind: String, page: Int, box: [Double], _ sight: FieldSight
    ) -> PaperReading.Field {
        var made = made
        made.evidence.residual = sight.residual
        made.evidence.straight = sight.straightness ?? 0.5
        made.isForPerson = made.isForPerson || made.evidence.weakest < Self.leastSure(made.evidence.verdict)
        made.evidence.isForPerson = made.isForPerson || made.repaired
        let features = made.evidence.features
        let model = calibration.model(kind)
        let confidence = model.probability(features)
        return PaperReading.Field(
            key: key, kind: kind, value: made.value, raw: made.raw, confidence: (confidence * 10_000).rounded() / 10_000,
            outcome: outcome(made, confidence, model), page: page, box: box, repaired: made.repaired,
            alternatives: Array(made.alternatives.filter { $0 != made.value && !$0.isEmpty }.prefix(3)), readings: made.readings,
            evidence: features)
    }

    /// However sure the whole, a character below this is shown to a person. One checksum in eleven holds by chance: it proves only
    /// digits that the ink shows, too.
    private static func leastSure(_ verdict: FieldJudge.Verdict) -> Double { verdict == .proven ? 0.75 : 0.5 }

    private func outcome(_ made: Interpretation, _ confidence: Double, _ model: Calibration.Model) -> PaperReading.Outcome {
        if made.value.isEmpty || made.evidence.verdict == .wrong || confidence < model.readable { return .unreadable }
        return made.repaired || made.isForPerson || confidence < model.accept ? .check : .accepted
    }

    private func interpretation(_ sight: FieldSight, _ field: Field?, _ answers: [String: String]) -> Interpretation? {
        let place = sight.place
        guard let kind = FieldKind(rawValue: place.kind) else {
            // A signature, a paper that is said to be attached.
            return place.kind == "signature" ? signature(sight) : presence(sight)
        }
        switch kind {
        case .declaration: return presence(sight)
        case .slot: return slot(sight, field)
        case .rows: return nil
        case .truth, .choice, .choices:
            if place.options != nil { return ticks(sight, kind, field) }
            if place.items != nil { return list(sight, kind, field, answers) }
            return line(sight, kind, field, answers)
        case .text, .paragraph, .number, .money, .date, .email, .phone, .cnp, .cui, .iban, .identityCard, .tradeRegister, .cadastral,
            .landBook, .uat, .locality, .postcode, .time, .period, .geometry, .countyRoad, .kilometre, .plate, .monument:
            if place.items != nil { return list(sight, kind, field, answers) }
            return place.boxes == nil ? line(sight, kind, field, answers) : cells(sight, kind, field)
        }
    }

    /// A person's name is never settled by the machine.
    func isName(_ field: Field?, _ key: String) -> Bool {
        if field?.means == .applicant || field?.prefill == .name || field?.autocomplete == "name" { return true }
        let last = key.split(separator: ".").last.map(String.init) ?? key
        return ["nume", "prenume", "reprezentant", "titular", "proprietar", "beneficiar"].contains { last.contains($0) }
    }
}

extension FieldInterpreter {
    /// So much of the place of a signature is inked where somebody has signed.
    private static let signed = 0.004

    /// Whether there is ink where one signs; whose it is, no reader can say.
    private func signature(_ sight: FieldSight) -> Interpretation? {
        guard sight.ink > Self.signed else { return nil }
        var made = Interpretation(value: "true", raw: "true")
        made.isForPerson = true
        return made
    }

    /// A lone box: whether there is ink.
    private func presence(_ sight: FieldSight) -> Interpretation? {
        let reading = TickReading([("true", sight.ink, sight.spill)])
        guard !reading.ticked.isEmpty || !reading.isClear else { return nil }
        var made = Interpretation(value: "true", raw: "true")
        made.evidence = FieldEvidence(ticks: reading)
        made.isForPerson = !reading.isClear
        return made
    }

    private func ticks(_ sight: FieldSight, _ kind: FieldKind, _ field: Field?) -> Interpretation? {
        let reading = TickReading(sight.options.map { ($0.value, $0.ink, $0.spill) })
        guard !reading.ticked.isEmpty || !reading.corrected.isEmpty || !reading.isClear else { return nil }
        let several = kind == .choices
        let byInk = sight.options.sorted { $0.ink > $1.ink }.map(\.value)
        let likely = reading.ticked.first ?? byInk.first { !reading.corrected.contains($0) } ?? ""
        var made = Interpretation(
            value: several ? reading.ticked.joined(separator: "\n") : likely, raw: reading.ticked.joined(separator: "\n"))
        made.alternatives = several ? [] : byInk.filter { $0 != likely }
        made.evidence = FieldEvidence(ticks: reading)
        made.isForPerson = !reading.isClear || !several && reading.ticked.count != 1
        return made
    }

    private func slot(_ sight: FieldSight, _ field: Field?) -> Interpretation? {
        guard let boxes = sight.place.boxes, sight.cells.contains(where: { $0 != nil }) else { return nil }
        let ticks = TickReading(sight.options.map { ($0.value, $0.ink, $0.spill) })
        let units = field?.resource.flatMap { context.resources[$0] }?.units.map(\.name) ?? []
        let unit = ticks.ticked.first ?? (units.count == 1 ? units[0] : "")
        let made = cells(sight, CellGrammar(.slot, boxes: boxes)) { groups in
            CellGrammar.slot(unit, groups).map { FieldJudge.Judgement(value: $0, verdict: .sound, isDoubtful: false) }
        }
        guard var made else { return nil }
        made.isForPerson = made.isForPerson || unit.isEmpty || !ticks.isClear || ticks.ticked.count > 1
        return made
    }
}

extension FieldEvidence {
    init(ticks: TickReading) {
        weakest = ticks.isClear ? 0.5 + ticks.certainty / 2 : ticks.certainty / 2
        mean = ticks.certainty
        verdict = ticks.isClear ? .sound : .free
        length = ticks.ticked.count
    }
}
