import Office
import Rulebook

/// What the applicant claims to pay less, and who decided it and why: for whoever lets the act out.
struct ClaimFacts: Sendable {
    let facts: [Fact]

    init(_ file: CaseFile, _ office: Office, _ voice: DeskVoice) {
        let (service, context) = (file.service, office.checking())
        let deciding = service.workflow.moves.filter { !$0.decides.isEmpty }
        guard !deciding.isEmpty else {
            facts = []
            return
        }
        let values = file.checked(by: office).values
        facts = deciding.filter { service.hasOccasion(for: $0, values, in: context) }.map { move in
            let claimed = service.claims(decidedBy: move).compactMap { field in
                file.dossier.answers[field.key].map { field.display($0, in: context) }
            }
            guard let taken = move.name.flatMap({ file.dossier.steps[$0] }) else {
                return Fact(voice("case.claim"), "\(claimed.joined(separator: ", "))\(.br)\(small: voice("case.claim-undecided"))")
            }
            let said = move.asks.compactMap { field in taken.answers[field.key].map { field.display($0, in: context) } }
            let by = taken.by.flatMap { file.names[$0] } ?? "–"
            let decided = voice(
                "case.claim-decided", ["day": .day(taken.on), "name": .text(by), "said": .text(said.joined(separator: ": "))])
            return Fact(voice("case.claim"), "\(claimed.joined(separator: ", "))\(.br)\(small: decided)")
        }
    }
}
