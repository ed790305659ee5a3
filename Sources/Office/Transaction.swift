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
    private let loadedVersion: Int
    let actor: Actor

    /// - Throws: `Refusal.notFound` for what this person may not see; `Refusal.stale` when the page was drawn from another version.
    init(_ id: DossierID, by visitor: Visitor, version: Int?, office: Office, books: Books) throws {
        guard let found = try books.dossier(id, visibleTo: visitor) else { throw Refusal.notFound }
        if let version, version != found.version { throw Refusal.stale }
        dossier = found
        loadedVersion = found.version
        service = try office.shelf.service(of: found, books)
        actor = visitor.actor(on: found)
        now = office.settings.now()
        today = office.today()
        self.books = books
        self.office = office
        self.visitor = visitor
    }

    /// The stage that a deed leads to from here.
    func stage(after deed: Deed) throws -> Stage { try dossier.stage(after: deed, by: actor, in: service.workflow) }

    /// Makes the deed's move, then saves the dossier and records the event.
    mutating func make(_ deed: Deed, _ details: [String: String] = [:]) throws {
        dossier.move(to: try stage(after: deed), on: today)
        try save(deed.rawValue, details)
    }

    /// Saves a change that is no move between stages.
    mutating func save(_ event: String, _ details: [String: String] = [:]) throws {
        if dossier.version == loadedVersion { dossier.version += 1 }
        try books.save(dossier, from: loadedVersion, stageFacts, at: now)
        try books.record(event, of: dossier.id, in: dossier.institution, by: visitor.id, at: now, details)
    }

    /// Tells the applicant by mail that something happened; the mail names the dossier, never its content.
    func notifyApplicant(_ letter: Letter, once key: String) throws {
        guard let person = try books.person(dossier.opener) else { return }
        try office.enqueue(letter, to: person, once: key, books)
    }

    private var stageFacts: StageFacts {
        let stage = service.workflow.stage(dossier.stage) ?? service.workflow.start
        let due = stage.kind.isFinal ? nil : dossier.clock?.deadline(in: office.content.calendar).due
        return StageFacts(kind: stage.kind, holder: stage.holder, due: due, isSuspended: stage.clock == .suspended)
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
