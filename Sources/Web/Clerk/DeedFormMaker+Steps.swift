import Office
import Rulebook
import Store

/// Steps that the workflow itself names, each a form of its own.
extension DeedFormMaker {
    func steps() -> [DeedForm] {
        let open = file.steps.filter { if case .open = $0.standing { true } else { false } }
        return open.compactMap { step in
            guard let name = step.move.name else { return nil }
            let again = attempt?.deed == .advance && attempt?.text(DeskField.step) == name ? attempt : nil
            let fields = StepForm(step.move).fields(
                again?.typed, again?.problems ?? [], voice.content.checking(on: today, in: .ro), voice.speech)
            let made = DeedForm(
                deed: .advance, weight: weight(of: step.move), title: step.move.title?.ro ?? words(step.move.deed),
                explanation: explanation(of: step), fields: fields, hidden: [(DeskField.step, name)],
                question: nil, isOpen: again != nil, link: desk.deed(.advance, on: file.dossier.id), isPage: false)
            return made
        }
    }

    /// Where it leads, who reads it, and what the tariff makes of the answers where the step sets what is owed.
    private func explanation(of step: (move: Move, standing: Dossier.Standing)) -> String? {
        let move = step.move
        let computed = move.name == file.service.fee?.setBy ? file.estimate(in: voice.content) : nil
        let texts = [
            computed.map { voice("explain.estimate", ["amount": .money($0.amount)]) },
            move.shown ? voice("explain.step-shown") : nil,
            leads(step.standing),
        ].compactMap { $0 }
        return texts.isEmpty ? nil : texts.joined(separator: " ")
    }

    /// The stage that a deed leads this person to from here.
    func leads(_ deed: Deed) -> String? { file.deeds.first { $0.deed == deed }.flatMap { leads($0.standing) } }

    private func leads(_ standing: Dossier.Standing) -> String? {
        guard case .open(let stage) = standing, stage.name != file.stage.name else { return nil }
        return voice("explain.leads", ["stage": .text(voice.stage(stage))])
    }

    /// What leads on stands in sight when it asks for nothing; the rest is unfolded when it is wanted.
    private func weight(of move: Move) -> DeedForm.Weight { move.asks.isEmpty && move.to != nil ? .main : .folded }
}
