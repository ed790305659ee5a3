import Foundation
import Rulebook
import TestKit
import Testing

@testable import Store

/// Passes on what the books ask and keeps it, so that the engine can be asked how it would find the answer.
private final class Listener: SQLConnection {
    private let connection: any SQLConnection
    private(set) var asked: [(sql: String, arguments: [SQLValue])] = []

    init(_ connection: any SQLConnection) { self.connection = connection }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        asked.append((sql, arguments))
        return try connection.rows(sql, arguments)
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        asked.append((sql, arguments))
        return try connection.run(sql, arguments)
    }

    func tables() throws -> [TableShape] { try connection.tables() }
}

/// A query that a page or the worker waits for, and the index that answers it.
private struct HotQuery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Where a question is several, one of these, between bars, for each.
    let index: String
    /// A list comes out of its index in order: nothing is collected and sorted.
    let comesSorted: Bool
    /// SQLite finds everything in the index; PostgreSQL decides by how much it has to look at.
    let isCovered: Bool
    let ask: @Sendable (Books) throws -> Void

    init(
        _ name: String, index: String, comesSorted: Bool = true, isCovered: Bool = false, _ ask: @escaping @Sendable (Books) throws -> Void
    ) {
        testDescription = name
        self.index = index
        self.comesSorted = comesSorted
        self.isCovered = isCovered
        self.ask = ask
    }

    private static let view = StaffView(institution: "i1", desks: nil)
    private static let besides = StaffView(institution: "i1", desks: nil, barred: ["integritate"])
    private static let proofs = {
        var filter = WorklistFilter()
        filter.payment = .given
        return filter
    }()
    private static let parcel = Parcel(uat: "u1", number: "7")
    private static let cursor = WorklistCursor(due: Cast.day("2026-12-10"), isSuspended: false, id: "d100")

    static let all = [
        HotQuery("worklist", index: "dossier_by_due") { _ = try $0.worklist(view, WorklistFilter(), .start, limit: 20) },
        HotQuery("worklist, next page", index: "dossier_by_due") {
            _ = try $0.worklist(view, WorklistFilter(), .after(cursor), limit: 20)
        },
        HotQuery("worklist, page before", index: "dossier_by_due") {
            _ = try $0.worklist(view, WorklistFilter(), .before(cursor), limit: 20)
        },
        // What one person holds is so little that PostgreSQL may rather sort it.
        HotQuery("worklist, mine", index: "dossier_by_assignee", comesSorted: false) { books in
            var filter = WorklistFilter()
            filter.assignee = "mihai"
            _ = try books.worklist(view, filter, .after(cursor), limit: 20)
        },
        HotQuery("worklist, late", index: "dossier_by_due") { books in
            var filter = WorklistFilter()
            filter.dueBy = Cast.today
            _ = try books.worklist(view, filter, .start, limit: 20)
        },
        HotQuery("counts", index: "dossier_by_", isCovered: true) {
            _ = try $0.worklistCounts(view, now: WallMoment(Cast.today), soon: Cast.today.adding(days: 5), mine: "mihai")
        },
        // Proofs wait in so small a number that PostgreSQL may rather sort them.
        HotQuery("proofs to look at", index: "dossier_by_proof", comesSorted: false) {
            _ = try $0.worklist(besides, proofs, .after(cursor), limit: 20)
        },
        HotQuery("counts with proofs", index: "dossier_by_", isCovered: true) {
            _ = try $0.worklistCounts(
                view, now: WallMoment(Cast.today), soon: Cast.today.adding(days: 5), mine: "mihai", lists: [proofs])
        },
        HotQuery("worklist beside restricted desks", index: "dossier_by_due") {
            _ = try $0.worklist(besides, WorklistFilter(), .after(cursor), limit: 20)
        },
        HotQuery("counts beside restricted desks", index: "dossier_by_", isCovered: true) {
            _ = try $0.worklistCounts(besides, now: WallMoment(Cast.today), soon: Cast.today.adding(days: 5), mine: "mihai")
        },
        HotQuery("search beside restricted desks", index: "_pkey", comesSorted: false) {
            _ = try $0.find(["w17"], in: besides, limit: 20)
        },
        HotQuery("my dossiers", index: "dossier_by_opener", comesSorted: false) {
            _ = try $0.dossiers(openedBy: "ana", after: nil, limit: 20)
        },
        HotQuery("my dossiers, next page", index: "dossier_by_opener") {
            _ = try $0.dossiers(openedBy: "ana", after: OwnDossierCursor(changedAt: Cast.noon, id: "d5"), limit: 20)
        },
        HotQuery("what waits for me", index: "dossier_by_opener_waiting", comesSorted: false) {
            _ = try $0.dossiers(openedBy: "ana", after: nil, limit: 1)
        },
        HotQuery("what waits for me, next page", index: "dossier_by_opener_waiting", comesSorted: false) {
            let last = OwnDossierCursor(changedAt: Cast.noon, id: "d5", isWaiting: true)
            _ = try $0.dossiers(openedBy: "ana", after: last, limit: 1)
        },
        HotQuery("own dossier", index: "dossier_pkey") { _ = try $0.dossier("d5", openedBy: "ana") },
        HotQuery("dossier at the desk", index: "dossier_pkey") { _ = try $0.dossier("d5", seenBy: view) },
        HotQuery("dossier by opening key", index: "dossier_opening_key_key") { _ = try $0.dossier(openingKey: "k5", of: "ana") },
        HotQuery("search", index: "_pkey", comesSorted: false) { _ = try $0.find(["w17"], in: view, limit: 20) },
        HotQuery("search for several words", index: "_pkey", comesSorted: false) { _ = try $0.find(["w173", "w17"], in: view, limit: 20) },
        HotQuery("search for what is frequent", index: "search_word_pkey|dossier_by_number", comesSorted: false) {
            _ = try $0.find(["w"], in: view, limit: 20, newest: 100)
        },
        HotQuery("register page", index: "register_entry_pkey") {
            _ = try $0.registerPage(RegisterName.general, of: "i1", year: 2026, before: 900, limit: 20, barred: ["integritate"])
        },
        HotQuery("events of a dossier", index: "event_by_dossier", comesSorted: false) { _ = try $0.events(of: "d5") },
        // So little of a chain is of no dossier that PostgreSQL may rather sort it.
        HotQuery("what is of no dossier", index: "event_of_house", comesSorted: false) {
            _ = try $0.eventsWithoutDossier(in: "i1", before: 12_000, limit: 20)
        },
        HotQuery("chain", index: "event_pkey") { _ = try $0.firstBreak(in: "i1") },
        HotQuery("session", index: "session_pkey") { _ = try $0.session(tokenHash: "s5", at: Cast.noon) },
        HotQuery("person by address", index: "person_email_key") { _ = try $0.person(email: "ana@example.ro") },
        HotQuery("attachments", index: "attachment_by_dossier", comesSorted: false) { _ = try $0.attachments(of: "d5") },
        HotQuery("files that are named", index: "attachment_by_hash", comesSorted: false) { _ = try $0.named(among: ["x", "y"]) },
        HotQuery("a page of the files that are named", index: "_by_hash") { _ = try $0.namedFiles(after: "", limit: 20) },
        HotQuery("acts", index: "act_by_dossier", comesSorted: false) { _ = try $0.acts(of: "d5") },
        HotQuery("act by seal", index: "act_by_hash") { _ = try $0.act(sha256: "x") },
        HotQuery("next job", index: "job_by_") { _ = try $0.takeJob(.mail, at: Cast.noon, leasedUntil: Cast.noon + 60) },
        HotQuery("last job under a key", index: "job_once_key_key", comesSorted: false) { _ = try $0.lastJob(underKeys: "terms:") },
        HotQuery("dead jobs", index: "job_by_death") { _ = try $0.deadJobs(limit: 20) },
        HotQuery("jobs to delete", index: "job_by_end", comesSorted: false) {
            _ = try $0.deleteDoneJobs(before: Date(timeIntervalSince1970: 0), limit: 20)
        },
        HotQuery("legs of a dossier", index: "endorsement_by_parent", comesSorted: false) { _ = try $0.endorsements(askedBy: "d5") },
        HotQuery("what came on paper", index: "paper_endorsement_by_parent") { _ = try $0.paperEndorsements(of: "d5") },
        HotQuery("what a leg was asked", index: "endorsement_pkey") { _ = try $0.endorsement(of: "d6") },
        HotQuery("legs past their term", index: "endorsement_open", comesSorted: false) {
            _ = try $0.openLegs(dueBefore: Cast.today, after: "", limit: 20)
        },
        HotQuery("dossiers past their term", index: "dossier_by_due") {
            _ = try $0.dossiers(
                of: "i1", dueBefore: Cast.today, after: $0.dossiers(of: "i1", dueBefore: .latest, after: nil, limit: 1).last, limit: 20)
        },
        HotQuery("all that is open", index: "dossier_by_due") { books in
            let first = try books.openDossiers(of: "i1", after: nil, limit: 1).last
            _ = try books.openDossiers(of: "i1", after: first, limit: 20)
        },
        HotQuery("what waits for applicants", index: "dossier_waiting") { _ = try $0.dossiersWaitingForApplicants(after: "d5", limit: 20) },
        HotQuery("who was turned away", index: "event_denied") { _ = try $0.lastDenial(of: "d5", to: "mihai", in: "i1") },
        HotQuery("who has what at which desk", index: "dossier_by_desk", isCovered: true) { _ = try $0.standings(view) },
        HotQuery("the morning's numbers", index: "dossier_by_due|dossier_by_desk", comesSorted: false) {
            _ = try $0.dueCounts(of: "i1", now: WallMoment(Cast.today), soon: Cast.today.adding(days: 5))
        },
        HotQuery("what is booked on a day", index: "booking_pkey", comesSorted: false) { books in
            let hall = try #require(try ContentFolder.withTrials.get().resources["sala-proba"])
            _ = try books.taken(hall, from: Cast.today, through: Cast.today, except: "")
        },
        HotQuery("bookings of a dossier", index: "booking_by_dossier", comesSorted: false) { try $0.free(bookingsOf: "d77") },
        HotQuery("acts that a person holds", index: "dossier_by_opener", comesSorted: false) {
            _ = try $0.parentActs(heldBy: "p7", of: ["s"], limit: 20)
        },
        HotQuery("act by number", index: "act_by_number", comesSorted: false) {
            _ = try $0.parentActs(number: 7, year: 2026, registers: ["R1"])
        },
        HotQuery("parents of a dossier", index: "parent_link_pkey", comesSorted: false) { _ = try $0.parents(of: "d6") },
        HotQuery("what builds on a dossier", index: "parent_link_by_parent", comesSorted: false) {
            _ = try $0.children(of: "d5", limit: 20)
        },
        HotQuery("acts that end soon", index: "act_by_warning", comesSorted: false) { _ = try $0.actsToWarn(by: Cast.today, limit: 20) },
        HotQuery("history of a parcel, at the desk", index: "parcel_by_institution", comesSorted: false) {
            _ = try $0.history(of: parcel, seenBy: view, before: nil, limit: 20)
        },
        HotQuery("history of a parcel, one's own, next page", index: "parcel_by_opener", comesSorted: false) {
            _ = try $0.history(of: parcel, openedBy: "ana", before: ParcelCursor(registeredAt: Cast.noon, dossier: "d5"), limit: 20)
        },
        HotQuery("messages", index: "_by_dossier", comesSorted: false) { _ = try $0.messages(of: "d5", limit: 20) },
        HotQuery("unread messages", index: "message_by_dossier", comesSorted: false) {
            _ = try $0.unread(on: ["d5", "d6", "d7"], by: "ana", from: .office)
        },
        HotQuery("internal notes", index: "internal_note_by_dossier", comesSorted: false) { _ = try $0.internalNotes(on: "d5", limit: 20) },
        HotQuery("whose place one takes", index: "absence_by_substitute", comesSorted: false) {
            _ = try $0.absences(standingIn: "p7", from: Cast.today, to: Cast.today)
        },
        HotQuery("whether somebody is away", index: "absence_by_person", comesSorted: false) {
            _ = try $0.absences(of: "p8", from: Cast.today, to: Cast.today)
        },
        HotQuery("scans that wait", index: "scan_by_state") { _ = try $0.scans(of: "i1", in: .waiting, limit: 20) },
        HotQuery("scans under one claim", index: "scan_claim_key", comesSorted: false) {
            _ = try $0.scans(claimedUnder: "claim77", limit: 20)
        },
        HotQuery("a scan's draft", index: "scan_by_dossier", comesSorted: false) { _ = try $0.scan(ofDossier: "d5") },
        HotQuery("what waits to be confirmed", index: "proposal_by_state", comesSorted: false) {
            _ = try $0.openProposals(of: "i1", limit: 20)
        },
        HotQuery("the pace of confirming", index: "proposal_by_end", comesSorted: false) { _ = try $0.paces(of: "i1", limit: 20) },
        HotQuery("a dossier's paper", index: "_by_dossier", comesSorted: false) { _ = try $0.paperOrigin(of: "d5") },
        HotQuery("the pages of the tray", index: "stray_page_open", comesSorted: false) { _ = try $0.strays(of: "i1", limit: 20) },
        HotQuery("documents added to a proposal", index: "proposal_file_by_proposal", comesSorted: false) { _ = try $0.files(of: "pr7") },
        HotQuery("what was learned", index: "correction_by_moment") { _ = try $0.corrections(since: Cast.noon, limit: 20) },
        HotQuery("webhooks of an event", index: "webhook_event_pkey", comesSorted: false) { _ = try $0.listeners(to: "k5", in: "i1") },
    ]
}

@Suite("Hot queries find their rows by an index")
struct QueryPlanTests {
    /// What a small town hall has after a year or two, told in SQL that both engines speak.
    private static func fill(_ books: Books) throws {
        let service = try Cast.service().slug
        func insert(_ rows: Int, into table: String, _ columns: String, _ values: String) throws {
            try books.run(
                """
                INSERT INTO \(table) (\(columns))
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows)) SELECT \(values) FROM n
                """)
        }
        try insert(500, into: "person", "id, email, name, language, created_at", "'p' || i, 'p' || i || '@example.ro', 'Om', 'ro', i")
        try insert(
            12_000, into: "dossier",
            """
            id, institution, service, revision, opener, opening_key, desk, stage, stage_kind, stage_since, version, assignee, number,
            number_day, due_on, suspended, completions, payment, answers, title, applicant, opened_at, changed_at
            """,
            """
            'd' || i, 'i' || (i % 4), '\(service)', 1, CASE WHEN i % 3 = 0 THEN 'ana' ELSE 'p' || (i % 500 + 1) END, 'k' || i, 'urbanism',
            'checking',
            CASE WHEN i % 8 < 4 THEN 'solved' ELSE 'open' END, i, 1, CASE WHEN i % 5 = 0 THEN 'mihai' ELSE 'p' || (i % 50 + 1) END, i,
            '2026-01-01',
            '2026-' || (10 + i % 3) || '-' || (10 + i % 20), CASE WHEN i % 24 = 5 THEN 1 ELSE 0 END, 0, 'none', '{}', 'T', 'A', i, i
            """)
        try books.run("UPDATE dossier SET payment = 'given' WHERE opened_at % 40 = 1")
        try insert(
            8_000, into: "booking", "institution, resource, moment, unit, dossier",
            "CASE WHEN i % 2 = 0 THEN 'cj-cluj' ELSE 'i1' END, 'sala-proba', '2' || (1000000 + i), 'mare', 'd' || (i + 1)")
        try insert(4_000, into: "search_word", "institution, word, dossier", "'i' || (i % 4), 'w' || (i % 900), 'd' || i")
        try insert(
            4_000, into: "register_entry", "institution, register, year, number, day, at, dossier, sender, object",
            "'i' || (i % 4), 'general', 2026, i, '2026-01-01', i, 'd' || i, 'A', 'T'")
        try insert(
            4_000, into: "event", "institution, sequence, dossier, kind, at, details, previous, hash",
            "'i' || (i % 4), i, 'd' || i, 'submit', i, '{}', '', ''")
        try insert(
            800, into: "event", "institution, sequence, dossier, kind, at, details, previous, hash",
            "'i' || (i % 4), 10000 + i, NULL, 'appointed', i, '{}', '', ''")
        try insert(
            2_000, into: "session", "token_hash, person, form_token, created_at, seen_at, expires_at",
            "'s' || i, 'p' || (i % 500 + 1), 'f', i, i, 9000000000000")
        try insert(
            4_000, into: "attachment", "id, dossier, code, name, media_type, size, sha256, added_at, added_by",
            "'f' || i, 'd' || i, 'A', 'n', 't', 1, substr('\(String(repeating: "a", count: 64))' || i, length('' || i) + 1), i, 'ana'")
        try insert(
            4_000, into: "act", "id, dossier, institution, kind, template, title, sections, version, changed_at, sha256",
            "'a' || i, 'd' || i, 'i1', 'act', 't', 't', '[]', 1, i, 'x' || i")
        try insert(
            4_000, into: "job", "id, kind, once_key, payload, run_at, attempts, state, leased_until, created_at, finished_at",
            """
            'j' || i, CASE i % 3 WHEN 0 THEN 'mail' ELSE 'document' END, 'j' || i, '{}', i, 0,
            CASE i % 40 WHEN 0 THEN 'waiting' WHEN 1 THEN 'dead' WHEN 2 THEN 'running' ELSE 'done' END, 9000000000000, i, i
            """)
        try insert(400, into: "webhook", "id, institution, address, secret, created_at", "'h' || i, 'i' || (i % 4), 'https://a', 's', i")
        try insert(4_000, into: "webhook_event", "institution, kind, webhook", "'i' || (i % 4), 'k' || (i / 10), 'h' || (i % 400 + 1)")
        try insert(
            6_000, into: "endorsement", "leg, parent, kind, question, asked_by, asked_at, body, outcome, closed_at",
            """
            'd' || (i * 2), 'd' || (i * 2 / 7 * 2 + 1), 'isu', 'q', 'ana', i, '', CASE WHEN i % 20 = 0 THEN NULL ELSE 'favourable' END,
            CASE WHEN i % 20 = 0 THEN NULL ELSE i END
            """)
        try insert(
            3_000, into: "paper_endorsement", "id, parent, kind, outcome, body, reference, recorded_by, recorded_at",
            "'p' || i, 'd' || i, 'isu', 'favourable', '', 'nr. 1', 'ana', i")
        try insert(
            4_000, into: "parcel", "dossier, uat, number, institution, opener, registered_at",
            "'d' || i, 'u1', i % 400, 'i' || (i % 4), CASE WHEN i % 3 = 0 THEN 'ana' ELSE 'p' || (i % 500 + 1) END, i")
        try books.run("UPDATE act SET register = 'R' || (version + length(id) % 3), number = changed_at, day = '2026-01-01'")
        try books.run("UPDATE act SET warn_on = '2026-11-20' WHERE changed_at % 500 = 0")
        try insert(
            2_000, into: "parent_link", "dossier, field, parent, act, linked_at, remark",
            "'d' || (i * 2), 'f', 'd' || (i % 500 * 2 + 1), 'a' || (i % 500 * 2 + 1), i, ''")
        try insert(
            6_000, into: "message", "id, dossier, author, side, body, sent_at",
            "'m' || i, 'd' || (i % 2000 + 1), 'ana', CASE WHEN i % 2 = 0 THEN 'applicant' ELSE 'office' END, 'b', i")
        try insert(
            2_000, into: "message_file", "id, message, dossier, name, media_type, size, sha256",
            "'mf' || i, 'm' || i, 'd' || (i % 2000 + 1), 'n', 't', 1, substr('\(String(repeating: "b", count: 64))' || i, length('' || i) + 1)"
        )
        try insert(2_000, into: "message_mark", "dossier, reader, seen_at", "'d' || i, 'p' || (i % 500 + 1), i")
        try insert(3_000, into: "internal_note", "id, dossier, author, body, written_at", "'in' || i, 'd' || (i % 1000 + 1), 'ana', 'b', i")
        try insert(
            3_000, into: "absence", "id, institution, person, substitute, from_day, to_day, entered_by, entered_at",
            "'ab' || i, 'i' || (i % 4), 'p' || (i % 500 + 1), 'p' || ((i + 7) % 500 + 1), '2026-01-01', '2026-12-' || (10 + i % 20), 'ana', i"
        )
        try insert(
            4_000, into: "scan",
            "id, institution, source, claim, name, media_type, size, sha256, dossier, arrived_at, state, round, corners, readers",
            """
            'sc' || i, 'i' || (i % 4), CASE WHEN i % 9 = 0 THEN 'citizen' ELSE 'folder' END, 'claim' || i, 'n', 't', 1,
            substr('\(String(repeating: "c", count: 64))' || i, length('' || i) + 1), CASE WHEN i % 9 = 0 THEN 'd' || i ELSE NULL END, i,
            CASE i % 40 WHEN 0 THEN 'waiting' WHEN 1 THEN 'reading' WHEN 3 THEN 'waiting' WHEN 5 THEN 'waiting' ELSE 'read' END, 1, '[]', '{}'
            """)
        try insert(
            4_000, into: "scan_picture", "scan, name, sha256",
            "'sc' || i, 'p1', substr('\(String(repeating: "d", count: 64))' || i, length('' || i) + 1)")
        try insert(
            2_000, into: "stray_page", "scan, source, institution, reason, arrived_at, cleared_at",
            "'sc' || i, 1, 'i' || (i % 4), 'blank', i, CASE WHEN i % 20 = 1 THEN NULL ELSE i END")
        try insert(
            4_000, into: "proposal",
            "id, scan, ordinal, institution, service, reading, pages, state, dossier, opened_at, arrived_at, settled_at",
            """
            'pr' || i, 'sc' || i, 1, 'i' || (i % 4), 's',
            '{"candidates":[],"confidence":0,"fields":[],"missing":[],"pages":[]}', 1, CASE WHEN i % 20 = 1 THEN 'open' ELSE 'registered' END,
            CASE WHEN i % 20 = 1 THEN NULL ELSE 'd' || i END, i, i, CASE WHEN i % 20 = 1 THEN NULL ELSE i END
            """)
        try insert(
            6_000, into: "correction",
            """
            id, proposal, institution, service, source, field, kind, box, sha256, read, raw, confirmed, confidence, outcome, repaired, readings,
            readers, evidence, person, at, seconds, consent
            """,
            """
            'co' || i, 'pr' || (i % 4000 + 1), 'i1', 's', 'folder', 'f', 'text', '[]',
            substr('\(String(repeating: "e", count: 64))' || i, length('' || i) + 1), 'r', 'r', 'c', 9000, 'check', 0, '{}', '{}', '{}', 'ana', i, 1, 0
            """)
        try insert(
            2_000, into: "proposal_file", "id, proposal, code, name, media_type, size, sha256, added_at, added_by",
            """
            'pf' || i, 'pr' || i, 'c', 'n', 't', 1, substr('\(String(repeating: "f", count: 64))' || i, length('' || i) + 1), i, 'ana'
            """)
        try books.run("UPDATE dossier SET holder = 'applicant' WHERE stage_kind = 'open' AND number % 35 = 0")
        try books.run("ANALYZE")
    }

    @Test("On SQLite and PostgreSQL, full of dossiers", arguments: EngineKind.allCases)
    func plans(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { try Self.fill($0) }
            for query in HotQuery.all {
                let plans = try await store.write { books in
                    let listener = Listener(books.sql)
                    try query.ask(Books(sql: listener))
                    return try listener.asked.map { try Self.plan(kind, $0.sql, $0.arguments, books) }
                }
                #expect(!plans.isEmpty)
                for plan in plans { Self.check(query, plan, kind) }
            }
        }
    }

    private static func plan(_ kind: EngineKind, _ sql: String, _ arguments: [SQLValue], _ books: Books) throws -> String {
        switch kind {
        case .sqlite: try books.sql.rows("EXPLAIN QUERY PLAN " + sql, arguments).map { try $0.text(3) }.joined(separator: "\n")
        case .postgreSQL: try books.sql.rows("EXPLAIN " + sql, arguments).map { try $0.text(0) }.joined(separator: "\n")
        }
    }

    private static func check(_ query: HotQuery, _ plan: String, _ kind: EngineKind) {
        let name = query.testDescription
        let indexes = query.index.split(separator: "|").map(String.init)
        switch kind {
        case .sqlite:
            // SQLite names the index of a key after the table; a table without row ids is its key.
            let indexes = indexes.flatMap { $0.hasSuffix("key") ? ["sqlite_autoindex_", "USING PRIMARY KEY"] : [$0] }
            // Of what a part of the query itself has found, all is looked at.
            let scanned = plan.matches(of: /SCAN (\w+)/).map { String($0.1) }.filter { $0 != "CONSTANT" }
            #expect(scanned.allSatisfy { plan.contains("CO-ROUTINE \($0)") }, "\(name)\n\(plan)")
            #expect(indexes.contains { plan.contains($0) }, "\(name)\n\(plan)")
            if query.comesSorted { #expect(!plan.contains("TEMP B-TREE"), "\(name)\n\(plan)") }
            if query.isCovered { #expect(plan.contains("COVERING INDEX"), "\(name)\n\(plan)") }
        case .postgreSQL:
            #expect(!plan.contains("Seq Scan"), "\(name)\n\(plan)")
            #expect(indexes.contains { plan.contains($0) }, "\(name)\n\(plan)")
            if query.comesSorted { #expect(!plan.contains("Sort"), "\(name)\n\(plan)") }
        }
    }
}
