import Foundation
import Rulebook
import Store

/// One change to one dossier in one transaction: loads it as the person may see it, lets the rules decide, writes it
/// back with its event. Every deed runs through here.
struct Transaction {
    let books: Books
    let office: Office
    let visitor: Visitor
    let service: PublicService
    var dossier: Dossier
    let now: Date
    let today: Day
    /// `now` as the office's wall shows it.
    let moment: WallMoment
    /// As it was loaded, or saved last.
    private var before: Dossier
    let actor: Actor

    /// - Throws: `Refusal.notFound` for what this person may not see; `Refusal.stale` when the page was drawn from another version.
    init(_ id: DossierID, by visitor: Visitor, version: Int?, office: Office, books: Books) throws {
        guard let found = try books.dossier(id, visibleTo: visitor) else { throw Refusal.notFound }
        if let version, version != found.version { throw Refusal.stale }
        try self.init(on: found, by: visitor, office: office, books: books)
    }

    /// On a dossier that this very transaction looked up, or made, for this person.
    init(on found: Dossier, by visitor: Visitor, office: Office, books: Books) throws {
        service = try office.shelf.service(of: found, books)
        dossier = try office.heeding(found, service, books)
        before = dossier
        actor = visitor.actor(on: found)
        now = office.settings.now()
        today = office.today()
        moment = WallMoment(today, at: WallTime(now, in: office.content.house.timeZone))
        self.books = books
        self.office = office
        self.visitor = visitor
    }

    /// The stage that a deed leads to from here.
    func stage(after deed: Deed, step: String? = nil) throws -> Stage {
        try dossier.stage(after: deed, step: step, by: actor, in: service)
    }

    /// Makes the deed's move, then saves the dossier and records the event.
    mutating func make(_ deed: Deed, _ details: [String: String] = [:]) throws {
        dossier.move(to: try stage(after: deed), at: moment)
        try save(deed.rawValue, details)
    }

    /// Whether this very person made the deed a moment ago, and nobody has done anything to the dossier since.
    func hasJustMade(_ deed: Deed) throws -> Bool {
        guard let last = try books.events(of: dossier.id).last(where: { $0.actor != nil && $0.kind != "refused" }) else { return false }
        return last.kind == deed.rawValue && last.actor == visitor.id && now.timeIntervalSince(last.at) < OfficeLimits.sameClick
    }

    /// Saves what was changed, with its event.
    /// - Parameter byProgram: nobody did it: the program itself.
    mutating func save(_ event: String, _ details: [String: String] = [:], byProgram: Bool = false) throws {
        if dossier.version == before.version { dossier.version += 1 }
        let facts = office.stageFacts(of: dossier, service)
        try books.save(dossier, from: before.version, facts, at: now)
        let place = byProgram ? nil : Deed(rawValue: event).flatMap { lender(of: $0) }
        let told = place.map { details.merging([Self.inPlaceOf: $0.name]) { $1 } } ?? details
        try books.record(event, of: dossier.id, in: dossier.institution, by: byProgram ? nil : visitor.id, at: now, told)
        before = dossier
        // What it asked of others is asked no more, whatever ended it.
        if facts.kind == .closed { try office.returnTime(of: dossier, by: byProgram ? nil : visitor.id, books) }
        if facts.kind.isFinal, dossier.openLegs > 0 { try office.withdrawLegs(of: dossier, by: visitor.id, books) }
    }

    /// The detail of an event that names in whose place it was done.
    static let inPlaceOf = "in-place-of"

    /// In whose place a deed was done; nil where the person's own roles did.
    func lender(of deed: Deed) -> StandIn? {
        visitor.lender(on: before) { actor in
            if case .open = before.standing(of: deed, by: actor, in: service) { true } else { false }
        }
    }

    /// Tells the applicant by mail that something happened; the mail names the dossier, never its content.
    func notifyApplicant(_ letter: Letter, once key: String) throws {
        let person = dossier.opener == visitor.id ? visitor.person : try books.person(dossier.opener)
        guard let person else { return }
        try office.enqueue(letter, to: person, once: key, books)
    }
}

extension Books {
    /// The one look-up of a dossier for a person: as its applicant, or as staff of the institution that has it.
    func dossier(_ id: DossierID, visibleTo visitor: Visitor) throws -> Dossier? {
        if let own = try dossier(id, openedBy: visitor.id) { return own }
        for view in visitor.institutions.compactMap(visitor.view) {
            if let seen = try dossier(id, seenBy: view) { return seen }
        }
        return nil
    }
}

extension Office {
    /// What lists are read by, from a dossier's stage and clock.
    func stageFacts(of dossier: Dossier, _ service: PublicService) -> StageFacts {
        let stage = service.workflow.stage(dossier.stage) ?? service.workflow.start
        let end = stage.kind.isFinal || stage.clock == .stopped ? nil : dossier.clock?.deadline(in: content.calendar)
        return StageFacts(
            kind: stage.kind, holder: stage.holder, due: end?.due, at: end?.dueTime, isSuspended: stage.clock == .suspended)
    }

    /// Runs a deed on a dossier: the rules decide, one transaction changes, the worker is woken.
    func change<Result: Sendable>(
        _ id: DossierID, by visitor: Visitor, version: Int? = nil, _ body: @escaping @Sendable (inout Transaction) throws -> Result
    ) async throws -> Result {
        let result = try await store.write { books in
            var transaction = try Transaction(id, by: visitor, version: version, office: self, books: books)
            return try body(&transaction)
        }
        bell.ring()
        return result
    }
}
