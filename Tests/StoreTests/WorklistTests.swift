import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("The worklist, its pages and its counts")
struct WorklistTests {
    private static let all = StaffView(institution: Cast.council, desks: nil)

    /// 40 dossiers: terms that many share, some without a term, some suspended; a draft and a foreign one besides.
    private static func fill(_ books: Books) throws {
        for number in 1...40 {
            let due: Day? = number % 5 == 0 ? nil : Cast.today.adding(days: number % 4)
            let isSuspended = number % 7 == 0
            try Cast.submit(
                "d\(number)", number: number, due: isSuspended ? nil : due, suspended: isSuspended,
                desk: number.isMultiple(of: 2) ? "urbanism" : "drumuri", books
            ) { dossier in
                dossier.assignee = number % 3 == 0 ? "mihai" : nil
                dossier.payment = number % 8 == 0 ? .given : .none
                dossier.place = number < 11 ? "55633" : nil
            }
        }
        try books.open(Cast.dossier("draft"), key: "draft", at: Cast.noon)
        try Cast.submit("foreign", number: 1, due: Cast.today, in: Cast.townHall, books)
    }

    private static func cursor(_ line: DossierLine) -> WorklistCursor {
        WorklistCursor(due: line.due, isSuspended: line.isSuspended, id: line.id)
    }

    /// All pages, from the first to the last.
    private static func pages(_ books: Books, _ filter: WorklistFilter = WorklistFilter(), of size: Int) throws -> [[DossierLine]] {
        var pages: [[DossierLine]] = []
        var place = WorklistPlace.start
        while case let page = try books.worklist(all, filter, place, limit: size), let last = page.last {
            pages.append(page)
            place = .after(cursor(last))
        }
        return pages
    }

    @Test("What is due first comes first, without a term last among the running, suspended last of all", arguments: EngineKind.allCases)
    func order(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books throws in
                try Self.fill(books)
                let lines = try books.worklist(Self.all, WorklistFilter(), .start, limit: 100)
                #expect(lines.count == 40)
                #expect(lines.suffix(5).allSatisfy { $0.isSuspended })
                #expect(lines.prefix(35).allSatisfy { !$0.isSuspended })
                let terms = lines.prefix(35).map(\.due)
                #expect(terms.prefix(28).allSatisfy { $0 != nil })
                #expect(terms.suffix(7).allSatisfy { $0 == nil })
                #expect(terms.compactMap { $0 } == terms.compactMap { $0 }.sorted())
            }
        }
    }

    @Test("No line is lost or shown twice while paging, whatever the page's size", arguments: EngineKind.allCases, [1, 3, 7, 39, 40])
    func paging(kind: EngineKind, size: Int) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                let whole = try books.worklist(Self.all, WorklistFilter(), .start, limit: 100)
                let pages = try Self.pages(books, of: size)
                #expect(pages.flatMap { $0 } == whole)
                // And back again: each page ends before the first line of the next.
                for (page, next) in zip(pages, pages.dropFirst()) {
                    let first = try #require(next.first)
                    #expect(try books.worklist(Self.all, WorklistFilter(), .before(Self.cursor(first)), limit: size) == page)
                }
                #expect(try books.worklist(Self.all, WorklistFilter(), .before(Self.cursor(#require(whole.first))), limit: size).isEmpty)
            }
        }
    }

    @Test("Filters narrow the list to what they say", arguments: EngineKind.allCases)
    func filters(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                func filtered(_ change: (inout WorklistFilter) -> Void) throws -> [DossierLine] {
                    var filter = WorklistFilter()
                    change(&filter)
                    let lines = try Self.pages(books, filter, of: 6).flatMap { $0 }
                    let counts = try books.worklistCounts(
                        Self.all, now: WallMoment(Cast.today), soon: Cast.today, mine: "mihai", lists: [filter])
                    #expect(counts.lists == [lines.count])
                    return lines
                }
                #expect(try filtered { $0.assignee = "mihai" }.count == 13)
                #expect(try filtered { $0.payment = .given }.count == 5)
                #expect(try filtered { $0.place = "55633" }.count == 10)
                #expect(try filtered { $0.onlySuspended = true }.count == 5)
                #expect(try filtered { $0.stage = "checking" }.count == 40)
                #expect(try filtered { $0.stage = "elsewhere" }.isEmpty)
                #expect(try filtered { $0.service = "elsewhere" }.isEmpty)
                #expect(try filtered { $0.holders = [.clerk, .head] }.count == 40)
                #expect(try filtered { $0.holders = [] }.isEmpty)
                let due = try filtered { $0.dueBy = Cast.today.adding(days: 1) }
                #expect(!due.isEmpty && due.allSatisfy { $0.due.map { $0 <= Cast.today.adding(days: 1) } ?? false })
                let later = try filtered { $0.runningAt = WallMoment(Cast.today.adding(days: 2)) }
                #expect(due.count + later.count == 35)
                let passed = try filtered { $0.passedBy = WallMoment(Cast.today.adding(days: 2)) }
                #expect(passed == due)
            }
        }
    }

    @Test("What ends within a day is late from the minute after, and stands before what has the whole day", arguments: EngineKind.allCases)
    func minutes(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                let day = Cast.today.adding(days: 1)
                let end = WallTime(minutes: 15 * 60 + 26)
                try Cast.submit("d0", number: 1, due: Cast.today, books)
                try Cast.submit("d1", number: 2, due: day, books)
                try Cast.submit("d2", number: 3, due: day, dueAt: end, books)
                func passed(_ moment: WallMoment) throws -> [DossierID] {
                    var filter = WorklistFilter()
                    filter.passedBy = moment
                    let lines = try books.worklist(Self.all, filter, .start, limit: 9)
                    let counts = try books.worklistCounts(Self.all, now: moment, soon: day, mine: "mihai", lists: [filter])
                    #expect(counts.tiles.late == lines.count && counts.lists == [lines.count] && counts.tiles.soon == 3 - lines.count)
                    let digest = try books.dueCounts(of: Cast.council, now: moment, soon: day)
                    #expect(digest.reduce(0) { $0 + $1.late } == lines.count && digest.reduce(0) { $0 + $1.soon } == 3 - lines.count)
                    return lines.map(\.id)
                }
                #expect(try passed(WallMoment(day)) == ["d0"])
                #expect(try passed(WallMoment(day, at: end)) == ["d0"])
                #expect(try passed(WallMoment(day, at: WallTime(minutes: end.minutes + 1))) == ["d0", "d2"])
                #expect(try passed(WallMoment(day.adding(days: 1))) == ["d0", "d2", "d1"])
                let lines = try Self.pages(books, WorklistFilter(), of: 1).flatMap { $0 }
                #expect(lines.map(\.id) == ["d0", "d2", "d1"] && lines[1].due == day && lines[1].dueTime == end)
                #expect(try books.due(of: "d2")?.time == end)
            }
        }
    }

    @Test("A desk sees its own dossiers, and nobody sees a foreign house's", arguments: EngineKind.allCases)
    func desks(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                func count(_ institution: String, _ desks: Set<String>?) throws -> [Int] {
                    let view = StaffView(institution: institution, desks: desks)
                    let counts = try books.worklistCounts(view, now: WallMoment(Cast.today), soon: Cast.today, mine: "mihai").tiles
                    return [try books.worklist(view, WorklistFilter(), .start, limit: 100).count, counts.open]
                }
                #expect(try count(Cast.council, nil) == [40, 40])
                #expect(try count(Cast.council, ["urbanism"]) == [20, 20])
                #expect(try count(Cast.council, ["urbanism", "drumuri"]) == [40, 40])
                #expect(try count(Cast.council, []) == [0, 0])
                #expect(try count(Cast.townHall, nil) == [1, 1])
                #expect(try count("elsewhere", nil) == [0, 0])
            }
        }
    }

    @Test("The counts say what the list shows", arguments: EngineKind.allCases)
    func counts(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Self.fill(books)
                let today = Cast.today.adding(days: 1)
                let soon = today.adding(days: 1)
                let lines = try books.worklist(Self.all, WorklistFilter(), .start, limit: 100)
                let counts = try books.worklistCounts(Self.all, now: WallMoment(today), soon: soon, mine: "mihai").tiles
                #expect(counts.late == lines.count { $0.due.map { $0 < today } ?? false })
                #expect(counts.soon == lines.count { $0.due.map { (today...soon).contains($0) } ?? false })
                #expect(counts.suspended == 5)
                #expect(counts.mine == 13)
                #expect(counts.late > 0 && counts.soon > 0)
            }
        }
    }
}
