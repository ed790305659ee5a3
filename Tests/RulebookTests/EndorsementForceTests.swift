import Rulebook
import TestKit
import Testing

@Suite("How far an endorsement holds who asks it")
struct EndorsementForceTests {
    private let today: Day
    private let service: PublicService

    /// A building permit: the fire inspectorate and the county road are binding, the mayor consultative, the water company facultative.
    init() throws {
        today = try #require(Day("2026-11-23"))
        service = try #require(try ContentFolder.content.get().service("ac-construire"))
    }

    private func gaps(_ asked: [EndorsementAnswer], calledFor: Set<String> = ["isu", "apa-canal", "primar"]) -> [String] {
        service.endorsementGaps(asked, today: today, title: { $0 }) { calledFor.contains($0.kind) }.map {
            "\($0.kind) \($0.reason.rawValue)"
        }
    }

    private func answer(_ kind: String, _ outcome: EndorsementOutcome?, due days: Int? = nil) -> EndorsementAnswer {
        EndorsementAnswer(kind: kind, outcome: outcome, due: days.map { today.adding(days: $0) })
    }

    @Test("What the law wants asked is missed until it is asked; what may be asked is not, and nothing that the request does not call for")
    func unasked() {
        #expect(gaps([]) == ["isu unasked", "primar unasked"])
        #expect(gaps([], calledFor: ["apa-canal"]).isEmpty)
        #expect(gaps([answer("isu", .withdrawn), answer("primar", .favourable)]) == ["isu unasked"])
    }

    @Test("Whatever was asked is waited for, a consultative one no longer than its term")
    func unanswered() {
        let asked = [answer("isu", nil, due: 5), answer("apa-canal", nil, due: -3), answer("primar", nil, due: 0)]
        #expect(gaps(asked) == ["isu unanswered", "apa-canal unanswered", "primar unanswered"])
        #expect(gaps([answer("isu", .tacit), answer("primar", nil, due: -1)]).isEmpty)
        // Its clock stands while the applicant completes.
        #expect(gaps([answer("isu", .tacit), answer("primar", nil)]) == ["primar unanswered"])
    }

    @Test("A binding answer that is against stands against the act until a later one is for it; a consultative one does not")
    func unfavourable() {
        #expect(gaps([answer("isu", .unfavourable), answer("primar", .unfavourable)]) == ["isu unfavourable"])
        #expect(gaps([answer("isu", .unfavourable), answer("isu", nil, due: 9), answer("primar", .favourable)]) == ["isu unanswered"])
        #expect(gaps([answer("isu", .unfavourable), answer("isu", .withdrawn), answer("primar", .favourable)]) == ["isu unfavourable"])
        #expect(gaps([answer("isu", .unfavourable), answer("isu", .conditional), answer("primar", .favourable)]).isEmpty)
    }
}
