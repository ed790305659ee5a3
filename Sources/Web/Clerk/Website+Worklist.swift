import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    @Sendable func deskWorklist(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        // Administrators keep accounts and see no dossiers.
        guard seat.visitor.view(of: seat.desk.institution) != nil else { return seeOther(seat.desk.staff) }
        let query = WorklistQuery(roles: seat.visitor.roles(in: seat.desk.institution)) { Urlencoded.value($0, in: request.uri.query) }
        var found = query.search.isEmpty ? try await listed(query, seat) : try await searched(query, seat)
        found.unread = try await office.unread(on: found.lines.map(\.id), by: seat.visitor, on: .office)
        let count = Urlencoded.value("mutate", in: request.uri.query).flatMap { Int($0) }.flatMap { (1...50).contains($0) ? $0 : nil }
        let receiver = Urlencoded.value("la", in: request.uri.query).flatMap { id in found.handlers.first { $0.id == id }?.name }
        let done = count.flatMap { count in receiver.map { (count: count, name: $0) } }
        let list = WorklistPage(found, query, viewer: seat.visitor, done: done, desk: seat.desk, now: office.wallNow(), voice: seat.voice)
        return deskPage(context, seat, title: list.title, current: seat.desk.worklist) { $0.worklistPage(list, context.formToken) }
    }

    private func listed(_ query: WorklistQuery, _ seat: Seat) async throws -> WorklistFindings {
        let (institution, visitor, now) = (seat.desk.institution, seat.visitor, office.wallNow())
        let filter = query.filter(for: visitor, in: institution, now: now)
        let length = WorklistPage.length
        // One line more than is shown tells whether there is a further page.
        var (lines, names) = try await office.worklist(of: institution, filter, query.position, limit: length + 1, seenBy: visitor)
        let isCut = lines.count > length
        let (hasPrevious, hasNext): (Bool, Bool) =
            switch query.position {
            case .start: (false, isCut)
            case .after: (true, isCut)
            case .before: (isCut, true)
            }
        if isCut { if case .before = query.position { lines.removeFirst() } else { lines.removeLast() } }
        let others = Self.counted(for: visitor, in: institution)
        let numbers = try await office.worklistCounts(
            of: institution, [filter] + others.map { $0.filter(for: visitor, in: institution, now: now) }, seenBy: visitor)
        return WorklistFindings(
            lines: lines, counts: numbers.tiles, waiting: numbers.lists[1], payments: numbers.lists[2],
            unhandled: numbers.lists.count > 3 ? numbers.lists[3] : 0, total: numbers.lists[0],
            names: names,
            handlers: try await office.handlers(in: institution, seenBy: visitor), hasPrevious: hasPrevious, hasNext: hasNext)
    }

    /// The views that are counted beside the tiles; what nobody handles, for those alone who give dossiers away.
    private static func counted(for visitor: Visitor, in institution: String) -> [WorklistQuery.View] {
        let offered = WorklistQuery.View.offered(to: visitor.roles(in: institution))
        return [.waiting, .payments, .unhandled].filter(offered.contains)
    }

    /// A search looks everywhere, also among what is closed.
    private func searched(_ query: WorklistQuery, _ seat: Seat) async throws -> WorklistFindings {
        let (institution, visitor, now) = (seat.desk.institution, seat.visitor, office.wallNow())
        let (found, names) = try await office.find(
            query.search, in: institution, after: query.foundAfter, limit: WorklistPage.foundLength, seenBy: visitor)
        let views = Self.counted(for: visitor, in: institution)
        let numbers = try await office.worklistCounts(
            of: institution, views.map { $0.filter(for: visitor, in: institution, now: now) }, seenBy: visitor)
        return WorklistFindings(
            lines: found.lines, counts: numbers.tiles, waiting: numbers.lists[0], payments: numbers.lists[1],
            unhandled: numbers.lists.count > 2 ? numbers.lists[2] : 0, total: found.lines.count,
            names: names, handlers: try await office.handlers(in: institution, seenBy: visitor), hasPrevious: false, hasNext: false,
            isPartial: found.isPartial, nextFound: found.next)
    }

    @Sendable func deskRegister(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let register = try context.part("register")
        guard let year = Int(try context.part("year")), (2000...2100).contains(year),
            RegisterPage.exists(register, in: seat.desk.institution, office.content)
        else { throw Refusal.notFound }
        let before = Urlencoded.value("inainte", in: request.uri.query).flatMap { Int($0) }
        let lines = try await office.register(
            register, of: seat.desk.institution, year: year, before: before, limit: RegisterPage.length + 1, seenBy: seat.visitor)
        let shown = RegisterPage(
            lines, register: register, year: year, isFirst: before == nil, institution: seat.institution, desk: seat.desk,
            thisYear: office.today().year, voice: seat.voice)
        return deskPage(context, seat, title: shown.title, current: seat.desk.registers(of: office.today().year)) { $0.registerPage(shown) }
    }
}
