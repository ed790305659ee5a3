package import Foundation
package import Rulebook

/// What a worklist shows; nil means any.
package struct WorklistFilter: Hashable, Sendable {
    package var service: String?
    package var stage: String?
    package var place: String?
    package var assignee: PersonID?
    package var holders: Set<Role>?
    package var payment: Dossier.PaymentState?
    /// Due on this day at the latest, the clock running.
    package var dueBy: Day?
    /// The clock running, and the term over at that moment; or not yet.
    package var passedBy: WallMoment?
    package var runningAt: WallMoment?
    package var onlySuspended = false
    /// Only what clerks have to work on and nobody does: who has it works there no more, or nobody was named.
    package var isUnhandled = false
    /// Of those, the desks and the names.
    package var unhandled: [ClerksLoad] = []

    package init() {}

    /// Only dossiers whose clock runs have a term that ends.
    var isByTerm: Bool { dueBy != nil || passedBy != nil || runningAt != nil }
}

/// How many open dossiers of a desk wait for one role and are one person's.
package struct Standing: Hashable, Sendable {
    package let desk: String
    package let holder: Role?
    package let assignee: PersonID?
    package let count: Int

    /// What clerks have to work on; nil where others have.
    package var load: ClerksLoad? { holder == .clerk ? ClerksLoad(desk: desk, assignee: assignee) : nil }
}

extension WorklistFilter {
    /// Whether desk, role and handler alone decide about a line.
    var isByStanding: Bool {
        var rest = self
        (rest.assignee, rest.holders, rest.isUnhandled, rest.unhandled) = (nil, nil, false, [])
        return rest == WorklistFilter()
    }

    /// Whether lines that stand so are in the list; asked of one that is by standing.
    func holds(_ standing: Standing) -> Bool {
        if let holders, !(standing.holder.map(holders.contains) ?? false) { return false }
        if let assignee, standing.assignee != assignee { return false }
        return !isUnhandled || standing.load.map(unhandled.contains) ?? false
    }
}

/// What clerks of a desk have to work on, by the name it stands under.
package struct ClerksLoad: Hashable, Sendable {
    package let desk: String
    package let assignee: PersonID?
}

/// Where a page of a list begins: after the last line of the page before.
package struct WorklistCursor: Hashable, Sendable {
    package let due: Day?
    package let dueTime: WallTime?
    package let isSuspended: Bool
    package let id: DossierID

    package init(due: Day?, at dueTime: WallTime? = nil, isSuspended: Bool, id: DossierID) {
        self.due = due
        self.dueTime = dueTime
        self.isSuspended = isSuspended
        self.id = id
    }
}

/// Which page of a worklist is meant.
package enum WorklistPlace: Hashable, Sendable {
    case start
    case after(WorklistCursor)
    case before(WorklistCursor)

    var cursor: WorklistCursor? {
        switch self {
        case .start: nil
        case .after(let cursor), .before(let cursor): cursor
        }
    }
}

/// The numbers above a worklist.
package struct WorklistCounts: Hashable, Sendable {
    package let open: Int
    package let late: Int
    /// Due from today to the end of the near future.
    package let soon: Int
    package let suspended: Int
    package let mine: Int
}

/// The last line of a page of one's own dossiers, in the order of the list.
package struct OwnDossierCursor: Hashable, Sendable {
    /// Among those that wait for the person, which come first.
    package let isWaiting: Bool
    package let changedAt: Date
    package let id: DossierID

    package init(changedAt: Date, id: DossierID, isWaiting: Bool = false) {
        self.changedAt = changedAt
        self.id = id
        self.isWaiting = isWaiting
    }

    package init(_ line: DossierLine) { self.init(changedAt: line.changedAt, id: line.id, isWaiting: line.waitsForApplicant) }
}
