import Foundation
import Rulebook
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
}

/// A query that a page or the worker waits for, and the index that answers it.
private struct HotQuery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let index: String
    /// A list comes out of its index in order: nothing is collected and sorted.
    let comesSorted: Bool
    let ask: @Sendable (Books) throws -> Void

    init(_ name: String, index: String, comesSorted: Bool = true, _ ask: @escaping @Sendable (Books) throws -> Void) {
        testDescription = name
        self.index = index
        self.comesSorted = comesSorted
        self.ask = ask
    }

    private static let view = StaffView(institution: "i1", desks: nil)
    private static let cursor = WorklistCursor(due: Cast.day("2026-12-10"), isSuspended: false, id: "d100")

    static let all = [
        HotQuery("worklist", index: "dossier_by_due") { _ = try $0.worklist(view, WorklistFilter(), .first, limit: 20) },
        HotQuery("worklist, next page", index: "dossier_by_due") {
            _ = try $0.worklist(view, WorklistFilter(), .after(cursor), limit: 20)
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
            _ = try books.worklist(view, filter, .first, limit: 20)
        },
        HotQuery("counts", index: "dossier_by_") {
            _ = try $0.worklistCounts(view, today: Cast.today, soon: Cast.today.adding(days: 5), mine: "mihai")
        },
        HotQuery("my dossiers", index: "dossier_by_opener") { _ = try $0.dossiers(openedBy: "ana", before: nil, limit: 20) },
        HotQuery("my dossiers, next page", index: "dossier_by_opener") {
            _ = try $0.dossiers(openedBy: "ana", before: (Cast.noon, "d5"), limit: 20)
        },
        HotQuery("own dossier", index: "dossier_pkey") { _ = try $0.dossier("d5", openedBy: "ana") },
        HotQuery("dossier at the desk", index: "dossier_pkey") { _ = try $0.dossier("d5", seenBy: view) },
        HotQuery("dossier by opening key", index: "dossier_opening_key_key") { _ = try $0.dossier(openingKey: "k5", of: "ana") },
        HotQuery("search", index: "search_word", comesSorted: false) { _ = try $0.find(["w17"], in: view, limit: 20) },
        HotQuery("register page", index: "register_entry_pkey") {
            _ = try $0.registerPage(RegisterName.general, of: "i1", year: 2026, before: 900, limit: 20)
        },
        HotQuery("events of a dossier", index: "event_by_dossier", comesSorted: false) { _ = try $0.events(of: "d5") },
        HotQuery("chain", index: "event_pkey") { _ = try $0.firstBreak(in: "i1") },
        HotQuery("session", index: "session_pkey") { _ = try $0.session(tokenHash: "s5", at: Cast.noon) },
        HotQuery("person by address", index: "person_email_key") { _ = try $0.person(email: "ana@example.ro") },
        HotQuery("attachments", index: "attachment_by_dossier", comesSorted: false) { _ = try $0.attachments(of: "d5") },
        HotQuery("acts", index: "act_by_dossier", comesSorted: false) { _ = try $0.acts(of: "d5") },
        HotQuery("act by seal", index: "act_by_hash") { _ = try $0.act(sha256: "x") },
        HotQuery("next job", index: "job_by_") { _ = try $0.takeJob(at: Cast.noon, leasedUntil: Cast.noon + 60) },
        HotQuery("dead jobs", index: "job_by_turn") { _ = try $0.deadJobs(limit: 20) },
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
        try insert(4_000, into: "search_word", "institution, word, dossier", "'i' || (i % 4), 'w' || (i % 900), 'd' || i")
        try insert(
            4_000, into: "register_entry", "institution, register, year, number, day, at, dossier, sender, object",
            "'i' || (i % 4), 'general', 2026, i, '2026-01-01', i, 'd' || i, 'A', 'T'")
        try insert(
            4_000, into: "event", "institution, sequence, dossier, kind, at, details, previous, hash",
            "'i' || (i % 4), i, 'd' || i, 'submit', i, '{}', '', ''")
        try insert(
            2_000, into: "session", "token_hash, person, form_token, created_at, seen_at, expires_at",
            "'s' || i, 'p' || (i % 500 + 1), 'f', i, i, 9000000000000")
        try insert(
            4_000, into: "attachment", "id, dossier, code, name, media_type, size, sha256, added_at, added_by",
            "'f' || i, 'd' || i, 'A', 'n', 't', 1, '\(String(repeating: "a", count: 64))', i, 'ana'")
        try insert(
            4_000, into: "act", "id, dossier, institution, kind, template, title, sections, version, changed_at, sha256",
            "'a' || i, 'd' || i, 'i1', 'act', 't', 't', '[]', 1, i, 'x' || i")
        try insert(
            4_000, into: "job", "id, kind, once_key, payload, run_at, attempts, state, leased_until, created_at, finished_at",
            """
            'j' || i, 'k', 'j' || i, '{}', i, 0,
            CASE i % 40 WHEN 0 THEN 'waiting' WHEN 1 THEN 'dead' WHEN 2 THEN 'running' ELSE 'done' END, 9000000000000, i, i
            """)
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
        switch kind {
        case .sqlite:
            // SQLite names the index of a key after the table.
            let index = query.index.hasSuffix("key") ? "sqlite_autoindex_" : query.index
            #expect(!plan.contains("SCAN "), "\(name)\n\(plan)")
            #expect(plan.contains(index), "\(name)\n\(plan)")
            if query.comesSorted { #expect(!plan.contains("TEMP B-TREE"), "\(name)\n\(plan)") }
        case .postgreSQL:
            #expect(!plan.contains("Seq Scan"), "\(name)\n\(plan)")
            #expect(plan.contains(query.index), "\(name)\n\(plan)")
            if query.comesSorted { #expect(!plan.contains("Sort"), "\(name)\n\(plan)") }
        }
    }
}
