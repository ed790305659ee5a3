import Foundation
import Office
import Rulebook
import Store
import Synchronization

/// Two years of a counter in minutes: people of all kinds do what they may and what they may not, day by day, on a clock that
/// jumps. It judges nothing: what was accepted is in the books, which `Benchmarks/simulate` reads without this program.
struct Simulation {
    let office: Office
    let clock: DemoClock
    let dossiers: Int
    let days: Int
    private var chance: Chance
    private let services: [PublicService]
    private var crew: SimulatedCrew
    private var open: [DossierID] = []
    private(set) var counts: [String: Int] = [:]
    /// Who saw which dossier on which day, `person,dossier,day`, for the judge.
    private(set) var views: [String] = []
    /// What the same click did a second time, `dossier,deed,version before,version after`, for the judge.
    private(set) var repeats: [String] = []
    /// The content from `newCalendar.day` on, with other days off.
    private let newCalendar: SampleCalendar.Change
    /// The letters, a line of JSON each with the day on which it was sent, for the judge.
    private let letters: FileHandle

    init(
        _ house: House, newCalendar: SampleCalendar.Change, letters: FileHandle, dossiers: Int, days: Int, seed: UInt64
    ) async throws {
        (self.letters, self.newCalendar) = (letters, newCalendar)
        let clock = DemoClock()
        clock.now = SampleCalendar.start
        self.clock = clock
        (self.dossiers, self.days, chance) = (dossiers, days, Chance(seed))
        office = house.office.at { clock.now }
        services = office.content.services.filter { $0.slug.hasPrefix("simulare-") }
        crew = try await SimulatedCrew(office)
    }

    mutating func run() async throws {
        var filed = 0
        for day in 0..<days {
            clock.now += 86_400
            if office.today() == newCalendar.day { try await office.take(newCalendar.content) }
            try await goOnLeave()
            try await crew.come(to: office)
            try await office.lapseLegs()
            try await office.lapseDossiers()
            try await office.expireDossiers()
            try await office.remindEndorsers()
            try await office.warnHolders()
            try await office.sendDigests()
            if day.isMultiple(of: 7) { try await office.reckonTerms() }
            let due = (day + 1) * dossiers / days
            while filed < due {
                try await file()
                filed += 1
            }
            // Each open dossier is touched every few days; many of the touches are not allowed.
            for _ in 0..<max(4, open.count / 3) where !open.isEmpty { try await touch() }
            try await deliver()
        }
        counts["filed"] = filed
    }

    /// The day's letters leave, and what has had its time is swept away: with an old letter its key, so that nothing but a rule of its
    /// own keeps the same one from being written again.
    private func deliver() async throws {
        let (now, today) = (clock.now, office.today())
        let sent = try await office.store.write { books in
            var lines: [String] = []
            while let job = try books.takeJob(.mail, at: now, leasedUntil: now + 60) {
                lines.append("{\"day\":\"\(today)\",\"letter\":\(job.payload)}\n")
                try books.finish(job, at: now)
            }
            return lines
        }
        try letters.write(contentsOf: Data(sent.joined().utf8))
        try await office.sweepRecords()
    }

    private mutating func count(_ name: String) { counts[name, default: 0] += 1 }

    private mutating func file() async throws {
        guard let service = services.randomElement(using: &chance) else { return }
        let citizen = crew.citizen(&chance)
        var answers = service.form.examples
        if Int.random(in: 0..<6, using: &chance) == 0 { answers["urgent"] = .text("true") }
        let key = "s\(counts["filings", default: 0])"
        let filed = try await office.file(service.slug, answers, key: key, by: citizen, language: .ro)
        count("filings")
        if Int.random(in: 0..<20, using: &chance) == 0 {
            // Two clicks.
            let again = try await office.file(service.slug, answers, key: key, by: citizen, language: .ro)
            if again.isNew || again.id != filed.id { repeats.append("\(again.id),submit,0,1") }
            count("clicked twice")
        }
        open.append(filed.id)
    }

    /// Somebody does something to some dossier.
    private mutating func touch() async throws {
        let place = Int.random(in: open.indices, using: &chance)
        let id = open[place]
        guard let dossier = try await office.store.read({ try $0.dossier(forJob: id) }),
            let service = office.content.anyService(dossier.service)
        else { return }
        let stage = service.workflow.stage(dossier.stage)
        if stage?.kind.isFinal == true, Int.random(in: 0..<4, using: &chance) == 0 { open.swapAt(place, open.count - 1); open.removeLast() }
        let here = service.workflow.moves(from: dossier.stage)
        // Three times in four a move of this stage by somebody with the role, mostly along the road; else any move by anybody.
        let isProper = Int.random(in: 0..<4, using: &chance) < 3
        let choice = isProper ? likely(here, at: stage, service.workflow) : service.workflow.moves
        guard let move = choice.randomElement(using: &chance) else { return }
        let actor = isProper ? crew.somebody(move.by, on: dossier, &chance) : crew.anybody(&chance)
        try await look(at: dossier, by: crew.anybody(&chance))
        count("tried")
        do {
            try await attempt(move, on: dossier, service, by: actor)
            count("accepted")
            count("accepted \(move.deed.rawValue)")
            if move.deed == .requestEndorsement { try await followLegs(of: id) }
            if dossier.payment != .due, Int.random(in: 0..<20, using: &chance) == 0 {
                try await clickAgain(move, on: dossier, service, by: actor)
            }
            if Int.random(in: 0..<10, using: &chance) == 0 { try await talk(about: id, actor) }
        } catch let refusal as Refusal {
            count("refused")
            count("refused as \(String("\(refusal)".prefix { $0 != "(" }))")
        }
    }

    /// The same page sent again: it may do nothing more.
    private mutating func clickAgain(_ move: Move, on dossier: Dossier, _ service: PublicService, by actor: Visitor) async throws {
        func version() async throws -> Int { try await office.store.read { try $0.dossier(forJob: dossier.id)?.version ?? 0 } }
        let before = try await version()
        count("clicked twice")
        do {
            try await attempt(move, on: dossier, service, by: actor)
        } catch is Refusal { count("refused the second time") }
        repeats.append("\(dossier.id),\(move.deed.rawValue),\(before),\(try await version())")
    }

    /// A message to the other side and a note that stays inside; no letter may hold either.
    private mutating func talk(about id: DossierID, _ actor: Visitor) async throws {
        do {
            try await office.write("\(Self.secret) \(counts["talked", default: 0])", files: [], on: id, by: actor)
            count("talked")
            if actor.isStaff { try await office.note("\(Self.secret) înăuntru", on: id, by: actor) }
        } catch is Refusal { count("talk refused") }
    }

    /// Begins every message and note.
    private static let secret = "Numai-aici"

    /// Now and then somebody is away, entered by who may and by who may not.
    private mutating func goOnLeave() async throws {
        guard Bool.random(using: &chance) else { return }
        let (absent, substitute, enterer) = crew.leave(&chance)
        let today = office.today()
        do {
            try await office.enterAbsence(
                of: absent.visitor.id, in: absent.institution, from: today, to: today.adding(days: Int.random(in: 0..<12, using: &chance)),
                substitute: substitute?.id, by: enterer)
            count("on leave")
        } catch is Refusal { count("leave refused") }
    }

    /// What people do here, the usual more often than the rare.
    private func likely(_ moves: [Move], at stage: Stage?, _ workflow: Workflow) -> [Move] {
        moves.filter { !$0.by.contains(.program) }.flatMap { move -> [Move] in
            let target = move.to.flatMap(workflow.stage)
            let weight =
                switch move.deed {
                case .proposeRefusal, .withdraw, .redirect, .extend: 1
                case .returnDraft, .requestCompletion: 4
                default: target.map { ($0.road ?? 0) > (stage?.road ?? 0) } ?? false ? 24 : 6
                }
            return Array(repeating: move, count: weight)
        }
    }

    /// A stranger looks by the address; whoever sees it is written down for the judge.
    private mutating func look(at dossier: Dossier, by visitor: Visitor) async throws {
        count("looked")
        do {
            _ = try await office.caseFile(dossier.id, seenBy: visitor)
            views.append("\(visitor.id),\(dossier.id),\(office.today())")
        } catch is Refusal { count("not found") }
    }

    private mutating func followLegs(of parent: DossierID) async throws {
        let legs = try await office.store.read { try $0.endorsements(askedBy: parent).map(\.endorsement.leg) }
        for leg in legs where !open.contains(leg) { open.append(leg) }
    }

    private mutating func attempt(_ move: Move, on dossier: Dossier, _ service: PublicService, by actor: Visitor) async throws {
        // Now and then the page was drawn before somebody else's change.
        let version = Int.random(in: 0..<40, using: &chance) == 0 ? dossier.version - 1 : dossier.version
        let id = dossier.id
        switch move.deed {
        case .submit: _ = try await office.submit(id, by: actor, language: .ro)
        case .assign: try await office.assign(id, to: crew.clerk(of: dossier.institution, &chance).id, version: version, by: actor)
        case .requestCompletion:
            try await office.requestCompletion(of: id, items: [], message: "Lipsește un plan.", version: version, by: actor)
        case .complete: try await office.complete(id, by: actor, language: .ro)
        case .redirect:
            let target = office.content.institution(dossier.institution)?.redirects.randomElement(using: &chance)?.slug ?? ""
            try await office.redirect(id, to: target, reason: "Nu este a noastră.", version: version, by: actor)
        case .draftAct: try await office.draftAct(for: id, version: version, by: actor)
        case .sendForApproval:
            // Some forget to fill it in, and are told so.
            if Int.random(in: 0..<20, using: &chance) > 0 {
                try await office.fillBlanks(ofActFor: id, with: "potrivit dosarului", by: actor)
            }
            try await office.sendForApproval(id, version: version, by: actor)
        case .approve: try await office.approve(id, version: version, by: actor)
        case .returnDraft: try await office.returnDraft(id, reason: "De îndreptat.", version: version, by: actor)
        case .seal:
            if dossier.payment == .due, Bool.random(using: &chance) { try await pay(dossier) }
            let now = try await office.store.read { try $0.dossier(forJob: id)?.version ?? 0 }
            try await office.seal(id, version: dossier.payment == .due ? now : version, by: actor)
        case .proposeRefusal: try await office.proposeRefusal(of: id, reason: "Nu se poate.", version: version, by: actor)
        case .refuse: try await office.refuse(id, version: version, by: actor)
        case .extend: try await office.extend(id, reason: "Mai trebuie timp.", version: version, by: actor)
        case .withdraw: try await office.withdraw(id, version: version, by: actor)
        case .requestEndorsement:
            let kinds = service.endorsements.map(\.kind)
            // Some ask for one alone, some forget the other, and some answers come on paper.
            if Int.random(in: 0..<8, using: &chance) == 0, let kind = kinds.randomElement(using: &chance) {
                let outcome = EndorsementOutcome.answers.randomElement(using: &chance) ?? .favourable
                try await office.record(outcome, of: kind, "Un text.", reference: "nr. 1", for: id, version: version, by: actor)
            } else {
                let asked = Bool.random(using: &chance) ? kinds : kinds.filter { _ in Bool.random(using: &chance) }
                try await office.requestEndorsements(asked, note: "", for: id, version: version, by: actor)
            }
        case .endorse:
            let outcome = EndorsementOutcome.answers.randomElement(using: &chance) ?? .favourable
            try await office.endorse(id, as: outcome, "Un text.", version: version, by: actor)
        case .advance, .archive:
            if dossier.payment == .due, Bool.random(using: &chance) {
                try await pay(dossier)
                return
            }
            try await office.take(move.name ?? "", answers(to: move), on: id, version: version, by: actor)
        // Nobody can ask the program to do these for them: there is no such door.
        case .lapse, .issue, .expire: throw Refusal.notYours(move.deed)
        }
    }

    private func pay(_ dossier: Dossier) async throws {
        guard let cashier = crew.staff(of: dossier.institution, .cashier) else { return }
        try await office.confirmPayment(of: dossier.id, version: dossier.version, by: cashier)
    }

    /// Examples, but days that are right today; now and then something wrong.
    private mutating func answers(to move: Move) -> Answers {
        var answers = move.form.examples
        let today = office.today()
        for field in move.asks where field.kind == .date {
            let isAhead = field.range?.least.map { $0 >= 0 } ?? false
            answers[field.key] = .text("\(isAhead ? today.adding(days: 10) : today)")
        }
        if let field = move.asks.randomElement(using: &chance), Int.random(in: 0..<12, using: &chance) == 0 {
            answers[field.key] = .text("?!")
        }
        return answers
    }
}

/// Chance from a seed: the same seed, the same two years.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
