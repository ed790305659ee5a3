import Foundation
import Rulebook
import Store
import Synchronization

/// What was counted last for each view of an institution's open dossiers. While its chain of events has the same head nothing has changed
/// hands there, whichever program on these books would have done it, and nothing is counted anew.
final class CountedStandings: Sendable {
    private struct Count: Sendable {
        let head: String
        let at: Date
        let standings: [Standing]
    }

    /// There are as many views as there are sets of desks that somebody is appointed to.
    private static let room = 256
    /// Seconds after which they are counted anew all the same.
    private static let longest: TimeInterval = 60

    private let kept = Mutex<[StaffView: Count]>([:])

    func standings(_ view: StaffView, at now: Date, _ books: Books) throws -> [Standing] {
        let head = try books.chainHead(of: view.institution)?.hash ?? ""
        if let count = kept.withLock({ $0[view] }), count.head == head, abs(now.timeIntervalSince(count.at)) < Self.longest {
            return count.standings
        }
        let standings = try books.standings(view)
        kept.withLock { kept in
            if kept.count >= Self.room { kept.removeAll() }
            kept[view] = Count(head: head, at: now, standings: standings)
        }
        return standings
    }
}
