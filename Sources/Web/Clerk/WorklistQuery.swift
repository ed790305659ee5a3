import Foundation
import Office
import Rulebook
import Store

/// What a worklist's address asks for.
struct WorklistQuery: Hashable, Sendable {
    /// The saved filters above the list; raw values are how addresses call them.
    enum View: String, CaseIterable, Sendable {
        case late = "depasite"
        case soon = "curand"
        case suspended = "suspendate"
        case waiting = "la-mine"
        case mine = "ale-mele"
        case payments = "plati"
        case unhandled = "fara-responsabil"
        case all = "toate"

        /// Those that somebody with these roles looks at: what nobody handles, who gives dossiers away.
        static func offered(to roles: Set<Role>) -> [View] {
            allCases.filter { $0 != .unhandled || !roles.isDisjoint(with: [.head, .registry]) }
        }
    }

    var view: View
    /// Nil where the address leaves the view to the person's role.
    var chosenView: View?
    var search = ""
    var service = ""
    var stage = ""
    var place = ""
    var handler = ""
    var position = WorklistPlace.start
    /// Of a search: the dossier that its page before ended with.
    var foundAfter: DossierID?

    /// - Parameter parameter: the value of a parameter of the address, decoded.
    init(roles: Set<Role>, _ parameter: (String) -> String?) {
        func short(_ name: String) -> String { String((parameter(name) ?? "").prefix(200)) }
        chosenView = View(rawValue: short("vedere"))
        view = chosenView ?? Self.usualView(for: roles)
        search = short("q").trimmingCharacters(in: .whitespaces)
        (service, stage, place, handler) = (short("serviciu"), short("etapa"), short("localitate"), short("responsabil"))
        if !search.isEmpty {
            // It looks everywhere: nothing else that was chosen stands beside it as if it counted.
            (service, stage, place, handler, chosenView) = ("", "", "", "", nil)
            view = Self.usualView(for: roles)
            foundAfter = short("dupa").isEmpty ? nil : short("dupa")
        } else if let cursor = WorklistCursor(written: short("dupa")) {
            position = .after(cursor)
        } else if let cursor = WorklistCursor(written: short("inainte")) {
            position = .before(cursor)
        }
    }

    /// Those who give dossiers to others, or decide on what others prepared, begin with what waits for them.
    static func usualView(for roles: Set<Role>) -> View {
        roles.isDisjoint(with: [.registry, .head, .secretary, .signatory, .cashier]) ? .all : .waiting
    }

    var isNarrowed: Bool { !search.isEmpty || !service.isEmpty || !stage.isEmpty || !place.isEmpty || !handler.isEmpty }

    func filter(for visitor: Visitor, in institution: String, now: WallMoment) -> WorklistFilter {
        var filter = view.filter(for: visitor, in: institution, now: now)
        if !service.isEmpty { filter.service = service }
        if !stage.isEmpty { filter.stage = stage }
        if !place.isEmpty { filter.place = place }
        if !handler.isEmpty { filter.assignee = handler }
        return filter
    }

    /// The next page of the same search.
    func link(_ desk: Desk, foundAfter last: DossierID) -> Link {
        desk.worklist.with("vedere", chosenView?.rawValue).with("q", search).with("dupa", last)
    }

    /// The same list on another page.
    func link(_ desk: Desk, _ position: WorklistPlace) -> Link {
        func some(_ text: String) -> String? { text.isEmpty ? nil : text }
        var link = desk.worklist.with("vedere", chosenView?.rawValue).with("serviciu", some(service)).with("etapa", some(stage))
            .with("localitate", some(place)).with("responsabil", some(handler))
        switch position {
        case .start: break
        case .after(let cursor): link = link.with("dupa", cursor.written)
        case .before(let cursor): link = link.with("inainte", cursor.written)
        }
        return link
    }
}

extension WorklistQuery.View {
    /// What the view alone shows.
    func filter(for visitor: Visitor, in institution: String, now: WallMoment) -> WorklistFilter {
        var filter = WorklistFilter()
        switch self {
        case .late: filter.passedBy = now
        case .soon:
            filter.runningAt = now
            filter.dueBy = now.day.adding(days: WorklistPeriods.soonDays)
        case .suspended: filter.onlySuspended = true
        case .mine: filter.assignee = visitor.id
        case .unhandled: filter.isUnhandled = true
        case .payments: filter.payment = .given
        case .waiting:
            let roles = visitor.roles(in: institution)
            let holders = roles.intersection([.registry, .clerk, .head, .secretary, .signatory])
            if holders.isEmpty, roles.contains(.cashier) {
                filter.payment = .given
            } else {
                filter.holders = holders
                if holders == [.clerk] { filter.assignee = visitor.id }
            }
        case .all: break
        }
        return filter
    }
}

/// A cursor in an address: `2026-12-02~id`, `o` first where the clock stands, `-` for no term; `2026-12-02T09:14~id` in hours.
extension WorklistCursor {
    init?(written text: String) {
        let isSuspended = text.hasPrefix("o")
        let parts = (isSuspended ? text.dropFirst() : text[...]).split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        let end = parts[0].split(separator: "T", maxSplits: 1).map(String.init)
        let due = end.first.flatMap { Day($0) }
        let time = end.count == 2 ? WallTime(end[1]) : nil
        guard due != nil || parts[0] == "-", end.count < 2 || time != nil else { return nil }
        self.init(due: due, at: time, isSuspended: isSuspended, id: String(parts[1]))
    }

    init(_ line: DossierLine) { self.init(due: line.due, at: line.dueTime, isSuspended: line.isSuspended, id: line.id) }

    var written: String { "\(isSuspended ? "o" : "")\(due.map { "\($0)" } ?? "-")\(dueTime.map { "T\($0)" } ?? "")~\(id)" }
}
