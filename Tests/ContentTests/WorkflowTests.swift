import Rulebook
import Testing
import TestKit

@Suite("Workflows")
struct WorkflowTests {
    static let workflows: [Workflow] = (try? content().workflows) ?? []

    @Test("The three drawings are there")
    func some() { #expect(Set(Self.workflows.map(\.slug)).isSuperset(of: ["urbanism", "petitie", "simple"])) }

    @Test("Every stage is reached, every open stage has somebody to act and a way to an end", arguments: workflows)
    func proven(workflow: Workflow) {
        #expect(workflow.mistakes() == [])
    }

    @Test("The main road goes stage by stage from registration to an end that solves", arguments: workflows)
    func road(workflow: Workflow) throws {
        let road = workflow.stages.filter { $0.road != nil }.sorted { ($0.road ?? 0) < ($1.road ?? 0) }
        #expect(road.map(\.road) == Array(1...road.count))
        #expect(road.last?.kind == .solved)
        for (stage, next) in zip(road, road.dropFirst()) {
            #expect(workflow.moves(from: stage.name).contains { $0.to == next.name }, "\(stage.name) → \(next.name)")
        }
        #expect(workflow.moves(from: workflow.start.name).map(\.deed) == [.submit])
    }

    @Test("Whoever may act at a stage includes whom the stage waits for", arguments: workflows)
    func holders(workflow: Workflow) throws {
        for stage in workflow.stages {
            guard let holder = stage.holder else { continue }
            #expect(workflow.moves(from: stage.name).contains { $0.by.contains(holder) }, "\(stage.name) waits for \(holder) in vain")
        }
    }

    @Test("Who drafts neither approves nor seals, and only an approved act is sealed", arguments: workflows)
    func fourEyes(workflow: Workflow) {
        let seals = workflow.moves.filter { $0.deed == .seal }, approvals = workflow.moves.filter { $0.deed == .approve }
        #expect(!seals.isEmpty && !approvals.isEmpty)
        #expect(seals.allSatisfy { $0.guards.contains(.notDrafter) && $0.guards.contains(.approved) && $0.by == [.signatory] })
        #expect(approvals.allSatisfy { $0.guards.contains(.notDrafter) && $0.guards.contains(.drafted) && $0.by == [.head] })
    }

    @Test("Completion is asked once, and the applicant alone answers it", arguments: workflows)
    func completion(workflow: Workflow) {
        let asked = workflow.moves.filter { $0.deed == .requestCompletion }
        #expect(!asked.isEmpty)
        #expect(asked.allSatisfy { $0.guards.contains(.firstCompletion) && workflow.stage($0.to)?.holder == .applicant })
        #expect(workflow.moves.filter { $0.deed == .complete }.allSatisfy { $0.by == [.applicant] })
    }

    @Test("The clock runs from registration, and stands in every final stage", arguments: workflows)
    func clocks(workflow: Workflow) {
        for stage in workflow.stages {
            switch stage.kind {
            case .draft: #expect(stage.clock == .none)
            case .open: #expect(stage.clock == .running || stage.holder == .applicant)
            case .solved, .closed: #expect(stage.clock == .stopped)
            }
        }
    }

    @Test("A request can be withdrawn until its act is at the signatory, and not after", arguments: workflows)
    func withdrawing(workflow: Workflow) {
        let stages = Set(workflow.moves.filter { $0.deed == .withdraw }.flatMap(\.from))
        let open = workflow.stages.filter { $0.kind == .open && $0.holder != .signatory }.map(\.name)
        #expect(stages == Set(open))
    }

    @Test("A service that costs something is never approved or sealed unpaid", arguments: ServiceTests.slugs)
    func paid(slug: String) throws {
        let service = try #require(try content().service(slug))
        let last = service.workflow.moves.filter { $0.deed == .seal || $0.deed == .approve }
        #expect(service.fee == nil || last.allSatisfy { $0.guards.contains(.paid) })
    }

    @Test("Only a petition's term is extended, by the head and once")
    func extending() throws {
        for workflow in Self.workflows {
            let moves = workflow.moves.filter { $0.deed == .extend }
            #expect(moves.isEmpty == (workflow.slug != "petitie"))
            #expect(moves.allSatisfy { $0.by == [.head] && $0.guards == [.notExtended] && $0.from == [$0.to] })
        }
    }
}

extension Workflow: CustomTestStringConvertible {
    package var testDescription: String { slug }
}
