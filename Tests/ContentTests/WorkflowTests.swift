import Rulebook
import Testing
import TestKit

@Suite("Workflows")
struct WorkflowTests {
    static let workflows: [Workflow] = (try? content().workflows) ?? []

    @Test("The drawings of all kinds of dossiers are there")
    func some() {
        let all = [
            "automat", "aviz", "avizare", "comisie", "ctatu", "drum", "finantare", "fiscal", "hotarare", "inchiriere", "instiintare",
            "petitie", "simple", "urbanism", "vizita",
        ]
        #expect(Self.workflows.map(\.slug).sorted() == all)
    }

    @Test("Every stage is reached, every open stage has somebody to act and a way to an end", arguments: workflows)
    func proven(workflow: Workflow) {
        #expect(workflow.mistakes().map(\.message) == [])
    }

    @Test("The main road goes stage by stage from registration to an end that solves", arguments: workflows)
    func road(workflow: Workflow) throws {
        let road = workflow.road
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

    @Test("Who drafts neither approves nor seals, and only an approved act is sealed; or the program confirms", arguments: workflows)
    func fourEyes(workflow: Workflow) {
        let seals = workflow.moves.filter { $0.deed == .seal }, approvals = workflow.moves.filter { $0.deed == .approve }
        #expect((seals.isEmpty && approvals.isEmpty) == workflow.isAutomatic)
        #expect(seals.allSatisfy { Set($0.guards).isSuperset(of: [.notDrafter, .notApprover, .approved]) && $0.by == [.signatory] })
        #expect(
            approvals.allSatisfy {
                $0.guards.contains(.notDrafter) && $0.guards.contains(.drafted) && [[.head], [.secretary]].contains($0.by)
            })
    }

    @Test("A refusal is proposed by a clerk, and decided by a head who did not write of the dossier's answer", arguments: workflows)
    func refusals(workflow: Workflow) {
        let refusals = workflow.moves.filter { $0.deed == .refuse }, proposals = workflow.moves.filter { $0.deed == .proposeRefusal }
        #expect(refusals.isEmpty == workflow.appeal.isEmpty && refusals.isEmpty == proposals.isEmpty)
        #expect(refusals.allSatisfy { $0.from == ["refusal"] && $0.by == [.head] && $0.guards == [.notDrafter] })
        #expect(proposals.allSatisfy { $0.to == "refusal" && $0.by == [.clerk] })
        // A completion that was asked for has its days: nothing is refused meanwhile.
        #expect(proposals.allSatisfy { !$0.from.contains("completion") })
    }

    @Test("An act of planning is signed by three: the head approves, the secretary general countersigns, the signatory seals")
    func threeSignatures() throws {
        let content = try content()
        let workflow = try #require(content.workflows.first { $0.slug == "urbanism" })
        let countersigning = try #require(workflow.step("contrasemnare"))
        #expect(
            countersigning.by == [.secretary]
                && countersigning.guards == [.approved, .notDrafter, .notApprover, .notCashier, .paid, .endorsed])
        #expect(workflow.moves.filter { $0.to == "signing" } == [countersigning])
        #expect(workflow.moves.first { $0.deed == .seal }?.apartFrom == ["contrasemnare"])
        for service in content.services where ["certificat-urbanism", "autorizatie-construire"].contains(service.act.template) {
            #expect(service.workflow.slug == "urbanism" && service.act.cosigning == ["contrasemnare", "approve"], "\(service.slug)")
        }
    }

    @Test("Who gives a score, or computes an amount, has no hand in the payment")
    func scores() throws {
        let content = try content()
        let grant = try #require(content.workflows.first { $0.slug == "finantare" })
        for name in ["clasament", "transa", "decont", "recuperare"] {
            #expect(grant.step(name)?.apartFrom == ["punctaj-1", "punctaj-2"])
        }
        #expect(grant.step("punctaj-2")?.apartFrom == ["punctaj-1"] && grant.step("punctaj-1")?.apartFrom == ["punctaj-2"])
        let fiscal = try #require(content.workflows.first { $0.slug == "fiscal" })
        #expect(fiscal.step("stingere")?.apartFrom == ["calcul"] && fiscal.step("stingere")?.guards == [.paid])
    }

    @Test("Completion is asked once, the applicant alone answers it, and its days run out", arguments: workflows)
    func completion(workflow: Workflow) {
        let asked = workflow.moves.filter { $0.deed == .requestCompletion }
        #expect(asked.isEmpty == workflow.isAutomatic)
        #expect(asked.allSatisfy { $0.guards.contains(.firstCompletion) })
        for stage in asked.compactMap({ $0.to.flatMap(workflow.stage) }) {
            #expect(stage.holder == .applicant)
            let after = workflow.moves(from: stage.name).first { $0.deed == .expire }?.to.flatMap(workflow.stage)
            // A petition's clock goes on, and a leg belongs to the dossier that asked: neither ends by itself.
            switch workflow.slug {
            case "petitie": #expect(after == nil && stage.clock == .running)
            case "aviz": #expect(after?.name == "review" && after?.clock == .running)
            default: #expect(after?.kind == .closed)
            }
        }
        #expect(workflow.moves.filter { $0.deed == .complete }.allSatisfy { $0.by == [.applicant] })
    }

    @Test(
        "The clock runs from registration until the act is signed, stands for the applicant, and is stopped at every end",
        arguments: workflows)
    func clocks(workflow: Workflow) {
        // Where the act leads, and what follows it.
        var signed: Set<String> = []
        var border = Set(workflow.moves.filter { $0.deed == .seal }.compactMap(\.to))
        while !border.isEmpty {
            signed.formUnion(border)
            border = Set(workflow.moves.filter { !signed.isDisjoint(with: $0.from) && $0.deed != .assign }.compactMap(\.to)).subtracting(
                signed)
        }
        for stage in workflow.stages {
            switch stage.kind {
            case .draft: #expect(stage.clock == .none)
            case .open:
                #expect(signed.contains(stage.name) ? stage.clock == .stopped : stage.clock == .running || stage.holder == .applicant)
            case .solved, .closed: #expect(stage.clock == .stopped)
            }
        }
    }

    @Test("A request can be withdrawn until its act is at the signatory, and not after", arguments: workflows)
    func withdrawing(workflow: Workflow) {
        let stages = Set(workflow.moves.filter { $0.deed == .withdraw }.flatMap(\.from))
        // Who asked for an endorsement takes it back whenever its own dossier ends.
        let isLeg = workflow.start.holder == .asker
        let open = workflow.stages.filter {
            $0.kind == .open && $0.clock != .stopped && $0.holder != .program && (isLeg || $0.holder != .signatory)
        }
        #expect(stages == Set(open.map(\.name)))
    }

    @Test("A service that costs something is never approved or sealed unpaid", arguments: ServiceTests.slugs)
    func paid(slug: String) throws {
        let service = try #require(try content().service(slug))
        let last = service.workflow.moves.filter { $0.deed == .seal || $0.deed == .approve }
        // A decision that sets what is owed goes out before it is paid; the dossier does not end before that.
        let settling = service.workflow.moves.filter { $0.to == service.workflow.road.last?.name }
        let isSettled = service.workflow.moves.contains { $0.charges != nil } && settling.allSatisfy { $0.guards.contains(.paid) }
        #expect(service.fee == nil || isSettled || last.allSatisfy { $0.guards.contains(.paid) })
    }

    @Test("A term is extended by the head and once", arguments: workflows)
    func extending(workflow: Workflow) {
        let moves = workflow.moves.filter { $0.deed == .extend }
        #expect(moves.allSatisfy { $0.by == [.head] && $0.guards == [.notExtended] && $0.to == nil })
    }

    @Test("What is refused can be contested, and the dossier goes to the archive from every end", arguments: workflows)
    func ends(workflow: Workflow) {
        #expect(workflow.appeal.isEmpty == !workflow.moves.contains { $0.deed == .refuse })
        let archived = Set(workflow.moves.filter { $0.deed == .archive }.flatMap(\.from))
        #expect(archived == Set(workflow.stages.filter(\.kind.isFinal).map(\.name)))
    }

    @Test("What belongs elsewhere is sent on in five days of the calendar, and where they end on a day off, on the next working day")
    func redirecting() {
        let windows = Self.workflows.flatMap(\.moves).filter { $0.deed == .redirect }.map(\.within)
        #expect(!windows.isEmpty)
        #expect(windows.allSatisfy { $0 == TermPolicy(5, .calendarDays, basis: "OG nr. 27/2002, art. 6¹") })
    }

    @Test("What a step asks has examples that pass its own check", arguments: workflows)
    func asks(workflow: Workflow) throws {
        let content = try content()
        for move in workflow.moves where !move.asks.isEmpty {
            let checked = move.form.check(move.form.examples, attached: [], in: content.checking(on: try today(), in: .ro))
            #expect(checked.problems.isEmpty, "\(move.name ?? ""): \(checked.problems.map(\.message))")
        }
    }
}

extension Workflow: CustomTestStringConvertible {
    package var testDescription: String { slug }
}
