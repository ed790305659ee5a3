import Foundation
package import Rulebook
package import Store

/// A dossier as one person may see it, with all that its page shows; read in one transaction.
package struct CaseFile: Sendable {
    package let dossier: Dossier
    package let service: PublicService
    package let institution: Institution
    package let stage: Stage
    package let attachments: [Attachment]
    package let payment: Payment?
    package let completion: Completion?
    package let acts: [Act]
    package let events: [Event]
    /// Names of everybody who occurs.
    package let names: [PersonID: String]
    package let isOwn: Bool
    /// How the clock stands today; nil before registration and where there is no term.
    package let clock: ClockReading?
    /// What this person can do now, and what not yet and why.
    package let deeds: [(deed: Deed, standing: Dossier.Standing)]
    package let roles: Set<Role>
    /// Whether this person reads what the office writes for itself.
    package let readsNotes: Bool
    /// The workflow's own steps from here: those that this person can take, and those that a condition keeps closed.
    package let steps: [(move: Move, standing: Dossier.Standing)]
    /// Moves from here that have a term of their own.
    package let windows: [(move: Move, reading: ClockReading)]
    /// What it asked of other institutions.
    package let legs: [EndorsementLine]
    /// What of it came on paper.
    package let paperEndorsements: [PaperEndorsement]
    /// Of a leg: what was asked, and by whom.
    package let asking: Asking?
    package let links: CaseLinks
    /// Messages of the other side that this person has not seen.
    package let unread: Int
    /// The paper that it came from; nil: it was filled in here.
    package let paper: PaperOrigin?
    /// To staff: whom it waits for in vain.
    package let vacancy: Vacancy?
    /// To staff: that nobody is left to sign, or would be once this person approves.
    package let signingGap: SigningGap?
    /// To staff: who handles it by name, and works here no more.
    package let formerHandler: PersonID?
    /// Nil where it was not asked for.
    package let correspondence: Correspondence?
    /// At a stage where the applicant's days run out, such as an offer: the last of them.
    package let answerBy: Day?

    /// The one that went out; before that, the draft.
    package var act: Act? { acts.first { $0.kind == .act && $0.number != nil } ?? acts.first { $0.kind == .act } }
    package var receipt: Act? { acts.first { $0.kind == .receipt } }

    package func can(_ deed: Deed) -> Bool {
        deeds.contains { if $0.deed == deed, case .open = $0.standing { true } else { false } }
    }

    /// Why a deed of this person's role is not open; nil when it is open or not for this role or stage at all.
    package func hindrance(of deed: Deed) -> Refusal? {
        for (candidate, standing) in deeds where candidate == deed {
            switch standing {
            case .refused(let refusal) where refusal.isCondition: return refusal
            default: continue
            }
        }
        return nil
    }
}

extension Office {
    /// Everything about one dossier that this person may see.
    /// - Throws: `Refusal.notFound`.
    /// - Parameter withCorrespondence: the messages too; from now on this person has seen them.
    package func caseFile(_ id: DossierID, seenBy visitor: Visitor, withCorrespondence: Bool = false) async throws -> CaseFile {
        let file = try await store.read { try caseFile(id, seenBy: visitor, withCorrespondence: withCorrespondence, $0) }
        if withCorrespondence, file.unread > 0 {
            let now = settings.now()
            try await store.write { try $0.markSeen(id, by: visitor.id, at: now) }
        }
        return file
    }

    func caseFile(_ id: DossierID, seenBy visitor: Visitor, withCorrespondence: Bool, _ books: Books) throws -> CaseFile {
        guard let found = try books.dossier(id, visibleTo: visitor), let institution = content.institution(found.institution) else {
            throw Refusal.notFound
        }
        let service = try shelf.service(of: found, books)
        let legs = try books.endorsements(askedBy: id)
        let papers = service.endorsements.isEmpty ? [] : try books.paperEndorsements(of: id)
        // Applicants decide nothing that waits for endorsements.
        let dossier = found.opener == visitor.id ? found : try heeding(found, service, legs: legs, papers: papers, books)
        let events = try books.events(of: id).map { $0.seen(by: visitor, in: dossier, service.workflow) }
        let stage = service.workflow.stage(dossier.stage) ?? service.workflow.start
        let isOwn = dossier.opener == visitor.id
        let paper = try books.paperOrigin(of: id)
        let people = Set(
            [paper?.confirmedBy].compactMap { $0 } + events.compactMap(\.actor) + [dossier.opener]
                + [dossier.assignee].compactMap { $0 })
        let actor = visitor.actor(on: dossier)
        let clock = dossier.clock.map { reading(of: $0) }
        return CaseFile(
            dossier: dossier, service: service, institution: institution, stage: stage,
            attachments: try attachments(of: dossier, seenBy: visitor, books),
            payment: try books.payment(of: id), completion: try books.completion(of: id), acts: try books.acts(of: id), events: events,
            names: try names(of: people, on: dossier, service, seenBy: visitor, books), isOwn: isOwn,
            clock: clock,
            deeds: Deed.allCases.filter { !Deed.named.contains($0) }.map { deed in
                let standing = dossier.standing(of: deed, by: actor, in: service)
                guard deed == .extend, case .open = standing, let refusal = clock.flatMap(termOver) else { return (deed, standing) }
                return (deed, .refused(refusal))
            },
            roles: actor.roles, readsNotes: visitor.readsNotes(on: dossier), steps: try steps(of: dossier, by: actor, service, books),
            windows: windows(of: dossier, service),
            legs: legs, paperEndorsements: papers, asking: try asking(of: dossier, books),
            links: try links(of: dossier, seenBy: visitor, books),
            unread: try books.unread(on: [id], by: visitor.id, from: visitor.side(on: dossier).other)[id] ?? 0,
            paper: paper, vacancy: isOwn ? nil : try vacancy(of: dossier, at: stage, books),
            signingGap: isOwn ? nil : try signingGap(on: dossier, service, seenBy: actor, books),
            formerHandler: isOwn ? nil : try formerHandler(of: dossier, at: stage, books),
            correspondence: withCorrespondence ? try correspondence(on: dossier, seenBy: visitor, books) : nil,
            answerBy: try stage.days.flatMap { days in
                try books.day(ofStageOf: id, in: content.house.timeZone).map { content.calendar.lastDay(ofDays: days, after: $0) }
            })
    }

    private func steps(
        of dossier: Dossier, by actor: Actor, _ service: PublicService, _ books: Books
    ) throws -> [(move: Move, standing: Dossier.Standing)] {
        try service.workflow.moves(from: dossier.stage).compactMap { move in
            guard let name = move.name, !actor.roles.isDisjoint(with: move.by) else { return nil }
            if !move.decides.isEmpty, !service.hasOccasion(for: move, try values(of: dossier, service, books), in: checking()) {
                return nil
            }
            return (move, dossier.standing(of: move.deed, step: name, by: actor, in: service.workflow))
        }
    }

    /// Second deadlines, counted from registration: until when a misdirected request is sent on, or the mayor is asked.
    private func windows(of dossier: Dossier, _ service: PublicService) -> [(move: Move, reading: ClockReading)] {
        guard let number = dossier.number else { return [] }
        let isUnasked = dossier.endorsementGaps?.contains { $0.reason == .unasked } ?? false
        return service.workflow.moves(from: dossier.stage).compactMap { move in
            if move.deed == .requestEndorsement, !isUnasked { return nil }
            return service.within(move).map { (move, LegalClock($0, from: number.day).reading(on: today(), in: content.calendar)) }
        }
    }

    /// One's own dossiers: first what waits for this person, then the others, each last changed first.
    /// - Parameter after: the last line of the page before.
    package func myDossiers(_ visitor: Visitor, after: OwnDossierCursor? = nil, limit: Int) async throws -> [DossierLine] {
        try await store.read { try $0.dossiers(openedBy: visitor.id, after: after, limit: limit) }
    }

    /// A page of a worklist, with the names of the handlers on it.
    package func worklist(
        of institution: String, _ filter: WorklistFilter, _ place: WorklistPlace, limit: Int, seenBy visitor: Visitor
    ) async throws -> (lines: [DossierLine], names: [PersonID: String]) {
        guard let view = visitor.view(of: institution) else { throw Refusal.notFound }
        return try await store.read { books in
            let standings = filter.isUnhandled ? try counted.standings(view, at: settings.now(), books) : []
            let lines = try books.worklist(view, try looking(filter, among: standings, in: institution, books), place, limit: limit)
            return (lines, try books.names(of: Set(lines.compactMap(\.assignee))))
        }
    }

    /// The tiles above a worklist, and how many dossiers each of some lists has.
    package func worklistCounts(
        of institution: String, _ lists: [WorklistFilter], seenBy visitor: Visitor
    ) async throws -> (tiles: WorklistCounts, lists: [Int]) {
        guard let view = visitor.view(of: institution) else { throw Refusal.notFound }
        let now = wallNow()
        return try await store.read { books in
            let standings = try counted.standings(view, at: settings.now(), books)
            let lists = try lists.map { try looking($0, among: standings, in: institution, books) }
            return try books.worklistCounts(
                view, standings, now: now, soon: now.day.adding(days: WorklistPeriods.soonDays), mine: visitor.id, lists: lists)
        }
    }

    /// Dossiers of an institution found by words of their number, names and references.
    /// - Parameter last: what `next` of the page before says.
    package func find(
        _ query: String, in institution: String, after last: DossierID? = nil, limit: Int, seenBy visitor: Visitor
    ) async throws -> (
        found: Found, names: [PersonID: String]
    ) {
        guard let view = visitor.view(of: institution) else { throw Refusal.notFound }
        let words = query.prefix(200).description.searchable.split(whereSeparator: \.isWhitespace).flatMap { word in
            // A number as papers write it, 58/24.11.2026, is one word.
            RegisterNumber.isWritten(word) ? [String(word)] : word.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        return try await store.read { books in
            let found = try books.find(words, in: view, after: last, limit: limit)
            return (found, try books.names(of: Set(found.lines.compactMap(\.assignee))))
        }
    }

    /// Registers name everybody who ever wrote to the institution: not for all its staff.
    package static func readsRegisters(_ visitor: Visitor, of institution: String) -> Bool {
        !visitor.roles(in: institution).isDisjoint(with: [.registry, .head, .secretary, .signatory, .auditor])
    }

    /// A page of a register, newest first.
    package func register(
        _ register: String, of institution: String, year: Int, before number: Int?, limit: Int, seenBy visitor: Visitor
    ) async throws -> [Books.RegisterLine] {
        guard Office.readsRegisters(visitor, of: institution), let view = visitor.view(of: institution) else { throw Refusal.notFound }
        return try await store.read {
            try $0.registerPage(register, of: institution, year: year, before: number, limit: limit, barred: view.barred)
        }
    }

    /// Everybody who handles dossiers in an institution, by name: for filters.
    package func handlers(in institution: String, seenBy visitor: Visitor) async throws -> [Person] {
        guard visitor.view(of: institution) != nil else { throw Refusal.notFound }
        return try await store.read { books in
            try books.staff(of: institution).filter { colleague in
                !colleague.person.isDisabled && colleague.appointments.contains { $0.role == .clerk }
            }.map(\.person)
        }
    }

    /// Clerks who can take a dossier of a desk.
    package func handlers(for dossier: Dossier, seenBy visitor: Visitor) async throws -> [Person] {
        guard visitor.view(of: dossier.institution) != nil else { throw Refusal.notFound }
        return try await store.read { books in
            try books.staff(of: dossier.institution).filter { colleague in
                !colleague.person.isDisabled
                    && Visitor(person: colleague.person, appointments: colleague.appointments, in: content).handles(dossier)
            }.map(\.person)
        }
    }

    /// A dossier's files, those of one document together, the latest of them first. A scan with other people's papers in it is kept from
    /// who opened the dossier.
    func attachments(of dossier: Dossier, seenBy visitor: Visitor, _ books: Books) throws -> [Attachment] {
        let found = try books.attachments(of: dossier.id)
        let place = Dictionary(zip(found.map(\.code), found.indices)) { first, _ in first }
        let all = found.enumerated().sorted { one, other in
            let (here, there) = (place[one.element.code] ?? 0, place[other.element.code] ?? 0)
            return here == there ? one.offset > other.offset : here < there
        }.map(\.element)
        let shared = Set(all.filter { $0.code == Attachment.batch }.map(\.sha256))
        return dossier.opener == visitor.id ? all.filter { !shared.contains($0.sha256) } : all
    }

    /// An attachment of a dossier that this person may see, and its bytes.
    package func attachment(_ attachment: String, of id: DossierID, seenBy visitor: Visitor) async throws -> (Attachment, StoredFile) {
        try await store.read { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor),
                let found = try attachments(of: dossier, seenBy: visitor, books).first(where: { $0.id == attachment })
            else { throw Refusal.notFound }
            return (found, store.files.file(found.sha256))
        }
    }

    /// A sealed document of a dossier that this person may see, or for an endorser one that the asking dossier builds on; `notFound`
    /// while it is being made.
    package func document(_ act: String, of id: DossierID, seenBy visitor: Visitor) async throws -> (Act, StoredFile) {
        try await store.read { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor), let found = try books.act(act), let sha256 = found.sha256 else {
                throw Refusal.notFound
            }
            if found.dossier != id {
                // Who applies may have named a stranger's act by its code: that the endorser reads it does not open it to them.
                let read = dossier.opener == visitor.id ? [] : try asking(of: dossier, books)?.acts ?? []
                guard read.contains(where: { $0.act.id == act }) else { throw Refusal.notFound }
            }
            return (found, store.files.file(sha256))
        }
    }
}

/// What "soon" means on a worklist.
package enum WorklistPeriods {
    package static let soonDays = 5
}
