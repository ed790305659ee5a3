import Foundation
import Rulebook

extension FieldInterpreter {
    /// Answers of one kind, a line each.
    func list(_ sight: FieldSight, _ kind: FieldKind, _ field: Field?, _ answers: [String: String]) -> Interpretation? {
        let made = sight.items.compactMap { $0 }.map { one($0, kind, field, answers, sight.setting) }
        guard !made.isEmpty else { return nil }
        return together(made, value: made.map(\.value).joined(separator: "\n"), raw: made.map(\.raw).joined(separator: "\n"))
    }

    /// A cell of a table, by its column's kind.
    func cell(_ line: LineProbabilities, _ column: Field?, _ setting: Setting) -> (kind: String, made: Interpretation) {
        let kind = column?.kind ?? .text
        return (kind.rawValue, one(line, kind, column, [:], setting))
    }

    /// As sure as the least sure of them.
    private func together(_ parts: [Interpretation], value: String, raw: String) -> Interpretation {
        var whole = Interpretation(value: value, raw: raw)
        whole.repaired = parts.contains(where: \.repaired)
        whole.isForPerson = parts.contains { $0.isForPerson || $0.value.isEmpty || $0.evidence.verdict == .wrong }
        let evidence = parts.map(\.evidence)
        whole.evidence.weakest = evidence.map(\.weakest).min() ?? 0
        whole.evidence.mean = evidence.map(\.mean).reduce(0, +) / Double(max(evidence.count, 1))
        whole.evidence.margin = evidence.map(\.margin).min() ?? 0
        whole.evidence.agreement = evidence.map(\.agreement).min() ?? 0
        whole.evidence.inside = evidence.map(\.inside).min() ?? 0
        whole.evidence.known = evidence.map(\.known).min() ?? 0
        whole.evidence.repairCost = evidence.map(\.repairCost).max() ?? 0
        whole.evidence.length = evidence.map(\.length).reduce(0, +)
        whole.evidence.verdict = evidence.allSatisfy { $0.verdict != .free && $0.verdict != .wrong } ? .sound : .free
        if parts.count == 1 { whole.alternatives = parts[0].alternatives }
        return whole
    }
}
