import Foundation
import Rulebook
import TestKit
import Testing

@Suite("Dossiers move only as their workflow says")
struct MovingTests {
    @Test("Random deeds by random people never leave a final stage, never break a guard, never shorten a term", arguments: 0..<60)
    func randomMoves(seed: UInt64) throws {
        let content = try ContentFolder.content.get()
        var chance = Seeded(seed)
        for service in content.services {
            let workflow = service.workflow
            let start = try #require(Day("2026-11-02"))
            var dossier = Dossier(
                id: "d", institution: service.institution, service: service.slug, revision: 1, opener: "opener", desk: service.desk,
                stage: workflow.start.name, title: "", openedAt: Date(timeIntervalSince1970: 0))
            dossier.payment = .due
            var today = start
            var lastDue = Day.earliest
            for _ in 0..<80 {
                today = today.adding(days: Int.random(in: 0...3, using: &chance))
                let person = ["opener", "ana", "dan", "ion"].randomElement(using: &chance) ?? "ana"
                let roles: Set<Role> = person == "opener" ? [.applicant] : [Role.staff.randomElement(using: &chance) ?? .clerk]
                let deed = Deed.allCases.randomElement(using: &chance) ?? .submit
                let gap = EndorsementGap(kind: "isu", title: "Aviz", reason: .allCases.randomElement(using: &chance) ?? .unasked)
                dossier.endorsementGaps = Bool.random(using: &chance) ? [] : [gap]
                let before = dossier
                let stageBefore = try #require(workflow.stage(before.stage))
                guard case .open(let next) = dossier.standing(of: deed, by: Actor(person: person, roles: roles), in: workflow) else {
                    #expect(dossier == before)
                    continue
                }
                #expect(!stageBefore.kind.isFinal || next == stageBefore)
                switch deed {
                case .submit: dossier.clock = service.term.map { LegalClock($0, from: today) }
                case .requestCompletion: dossier.completionsAsked += 1
                case .draftAct: dossier.draft = .init(drafter: person)
                case .approve: dossier.draft?.approver = person
                case .seal:
                    #expect(before.payment.isSettled && before.draft?.approver != nil && before.draft?.drafter != person)
                default: break
                }
                if workflow.moves(from: before.stage).contains(where: { $0.deed == deed && $0.guards.contains(.endorsed) }) {
                    #expect(before.endorsementGaps == [])
                }
                #expect(dossier.completionsAsked <= 1)
                dossier.move(to: next, at: WallMoment(today))
                if Bool.random(using: &chance) { dossier.payment = .confirmed }
                if let due = dossier.clock?.deadline(in: content.calendar).projected {
                    #expect(due >= lastDue)
                    lastDue = due
                }
            }
        }
    }

    @Test("A register number is written as the law's registers are")
    func registerNumber() throws {
        #expect(RegisterNumber(number: 17, day: try #require(Day("2026-03-05"))).description == "17/05.03.2026")
    }

    @Test(
        "A text is told for a register number by its shape alone",
        arguments: [
            ("17/05.03.2026", true), ("17/5.3.2026", false), ("/05.03.2026", false), ("17/05.03.26", false), ("17/05-03-2026", false),
            ("17a/05.03.2026", false), ("17/05.03.2026/1", false), ("50123/2", false), ("", false),
        ])
    func writtenRegisterNumber(_ text: String, _ isOne: Bool) {
        #expect(RegisterNumber.isWritten(text) == isOne)
    }
}
