import Foundation
import Rulebook
import Store

/// What time does by itself: silence that is approval, completions and offers that are never answered.
extension Office {
    /// How many dossiers one look takes.
    private static let batch = 200

    /// Where the service says that silence is approval, dossiers whose term has passed are approved tacitly, each exactly once.
    package func lapseDossiers() async throws {
        let today = today()
        for institution in content.institutions.map(\.slug) {
            var cursor: Books.DueDossier?
            while true {
                let after = cursor
                let found = try await store.read {
                    try $0.dossiers(of: institution, dueBefore: today, after: after, limit: Self.batch)
                }
                for line in found {
                    try Task.checkCancellation()
                    guard try await store.read({ books in try mayLapse(line.id, books) }) else { continue }
                    try await store.write { _ = try lapse(line.id, $0) }
                }
                guard let last = found.last, found.count == Self.batch else { break }
                cursor = last
            }
        }
        bell.ring()
    }

    private func mayLapse(_ id: DossierID, _ books: Books) throws -> Bool {
        guard let dossier = try books.dossier(forJob: id) else { return false }
        return try shelf.service(of: dossier, books).silence.effect == .approved
    }

    /// Approves a leg or a dossier tacitly where its silence does that and its term has passed. It counts from the first minute after
    /// the term, whoever looks first: the round, or somebody who comes too late. Looks at everything in the transaction that it is
    /// called in: an answer may have come meanwhile.
    /// - Returns: whether it was approved now.
    @discardableResult
    func lapse(_ id: DossierID, _ books: Books) throws -> Bool {
        guard let dossier = try books.dossier(forJob: id) else { return false }
        let service = try shelf.service(of: dossier, books)
        let program = Actor(person: "", roles: [.program])
        guard service.silence.effect == .approved, case .open = dossier.standing(of: .lapse, by: program, in: service),
            let deadline = dossier.clock?.deadline(in: content.calendar), let due = deadline.due, due < today()
        else { return false }
        if let endorsement = try books.endorsement(of: id) { return try lapse(dossier, endorsement, service, deadline, books) }
        let paper = try issueTacitApproval(of: dossier, service, deadline, books)
        try pass(dossier, .lapse, as: .program, by: nil, ["basis": service.silence.basis, "act": paper], books)
        if let person = try books.person(dossier.opener) { try enqueue(.tacit(dossier: id), to: person, once: "tacit:\(id)", books) }
        return true
    }

    /// The same of a leg: who asked it has the paper, and is told.
    private func lapse(
        _ leg: Dossier, _ endorsement: Endorsement, _ service: PublicService, _ deadline: Deadline, _ books: Books
    ) throws -> Bool {
        guard endorsement.outcome == nil, let parent = try books.dossier(forJob: endorsement.parent) else { return false }
        let act = try issueTacitApproval(of: leg, service, deadline, parent, books)
        try pass(leg, .lapse, as: .program, by: nil, ["basis": service.silence.basis], books)
        guard try books.close(leg.id, of: parent.id, as: .tacit, paper: act, at: settings.now()) else { throw Refusal.stale }
        try tellAsker(of: leg, "endorsement-closed", ["outcome": EndorsementOutcome.tacit.rawValue], books)
        return true
    }

    /// Ends what waits for its applicant longer than it may, a completion or an offer; a leg goes on without its completion.
    package func expireDossiers() async throws {
        var cursor = ""
        while true {
            let after = cursor
            let found = try await store.read { try $0.dossiersWaitingForApplicants(after: after, limit: Self.batch) }
            for id in found {
                try Task.checkCancellation()
                guard try await store.read({ try waitsUntil(id, $0) }).map({ $0 < today() }) == true else { continue }
                try await store.write { try expire(id, $0) }
            }
            guard let last = found.last, found.count == Self.batch else { break }
            cursor = last
        }
        bell.ring()
    }

    /// The last day that the applicant has, at a stage where days run out; nil elsewhere.
    private func waitsUntil(_ id: DossierID, _ books: Books) throws -> Day? {
        guard let dossier = try books.dossier(forJob: id) else { return nil }
        let service = try shelf.service(of: dossier, books)
        let program = Actor(person: "", roles: [.program])
        guard case .open = dossier.standing(of: .expire, by: program, in: service), let stage = service.workflow.stage(dossier.stage) else {
            return nil
        }
        if let days = stage.days {
            return try books.day(ofStageOf: id, in: content.house.timeZone).map { content.calendar.lastDay(ofDays: days, after: $0) }
        }
        return try books.completion(of: id).flatMap { $0.answeredAt == nil ? $0.until : nil }
    }

    private func expire(_ id: DossierID, _ books: Books) throws {
        guard let until = try waitsUntil(id, books), until < today(), let dossier = try books.dossier(forJob: id) else { return }
        let next = try pass(dossier, .expire, as: .program, by: nil, ["until": "\(until)"], books)
        guard next.kind.isFinal else {
            // A leg goes on without its completion: its endorser has it back, and who asked knows.
            let letter = Letter.completionOver(dossier: id, institution: dossier.institution)
            try tellHandler(letter, of: dossier, once: "completion-over:\(id)", books)
            return try tellAsker(of: dossier, "endorsement-expired", ["until": "\(until)"], books)
        }
        if let person = try books.person(dossier.opener) { try enqueue(.expired(dossier: id), to: person, once: "expired:\(id)", books) }
    }

    // MARK: The morning's letter

    /// Tells every clerk and head in the morning of a working day how many dossiers are late or soon will be; nobody who has none.
    /// Who stands in for a colleague is told of the colleague's too.
    package func sendDigests() async throws {
        let today = today()
        guard content.calendar.isWorking(today) else { return }
        let now = wallNow()
        for institution in content.institutions {
            try Task.checkCancellation()
            let counts = try await store.read {
                try $0.dueCounts(of: institution.slug, now: now, soon: today.adding(days: WorklistPeriods.soonDays))
            }
            if counts.isEmpty { continue }
            try await store.write { books in
                for (person, _) in try books.staff(of: institution.slug) where !person.isDisabled {
                    let colleague = try visitor(person, books)
                    guard let digest = Digest(counts, for: colleague, of: institution.slug) else { continue }
                    try enqueue(
                        .digest(institution: institution.slug, digest), to: person,
                        once: "digest:\(institution.slug):\(person.id):\(today)",
                        books)
                }
            }
        }
        bell.ring()
    }
}

/// What one person's morning letter counts: numbers only, nothing of any dossier.
struct Digest: Hashable, Sendable {
    /// Handled by the person, or by a colleague who is away and for whom they stand in.
    let ownLate: Int
    let ownSoon: Int
    /// Of all the desks that the person heads; nil for who heads none.
    let deskLate: Int?
    let deskSoon: Int?

    /// Nil where there is nothing to tell.
    init?(_ counts: [Books.DueCount], for person: Visitor, of institution: String) {
        guard !person.roles(in: institution).isDisjoint(with: [.clerk, .head]), let view = person.view(of: institution) else { return nil }
        let standIns = person.standIns.filter { $0.institution == institution }
        let heads = (person.appointments + standIns.flatMap(\.appointments)).filter { $0.institution == institution && $0.role == .head }
        let absent = standIns.map(\.absent)
        let own = counts.filter { count in
            count.assignee == person.id || view.sees(desk: count.desk) && count.assignee.map(absent.contains) ?? false
        }
        let ofDesks = counts.filter { count in
            view.sees(desk: count.desk) && heads.contains { $0.desk == nil || $0.desk == count.desk }
        }
        ownLate = own.reduce(0) { $0 + $1.late }
        ownSoon = own.reduce(0) { $0 + $1.soon }
        deskLate = heads.isEmpty ? nil : ofDesks.reduce(0) { $0 + $1.late }
        deskSoon = heads.isEmpty ? nil : ofDesks.reduce(0) { $0 + $1.soon }
        if ownLate + ownSoon + (deskLate ?? 0) + (deskSoon ?? 0) == 0 { return nil }
    }
}
