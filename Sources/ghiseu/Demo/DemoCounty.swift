import Foundation
import Office
import Rulebook
import Store
import Synchronization
import Web

/// The demo county: invented people in each role and some sixty dossiers in all stages, made by the same deeds as real ones,
/// on a clock that runs through the last weeks.
struct DemoCounty {
    static let password = "Ghiseu-demo-2026"

    let house: House
    let clock: DemoClock
    let office: Office

    init(_ house: House) {
        self.house = house
        let clock = DemoClock()
        self.clock = clock
        office = house.office.at { clock.now }
    }

    /// People with their passwords, for the sign-in page of the demo.
    static var accounts: [DemoAccount] {
        (DemoPeople.citizens.map { ($0, "cetățean") } + DemoPeople.staff.map { ($0.person, $0.what) }).map { person, what in
            DemoAccount(name: person.name, email: person.email, password: password, what: what)
        }
    }

    /// - Returns: whether anything was planted: only an empty house is.
    @discardableResult
    func plantIfEmpty() async throws -> Bool {
        guard try await !house.office.hasAdministrator() else { return false }
        clock.now = Date() - 60 * 86_400
        for colleague in DemoPeople.staff {
            try await office.addStaff(
                email: colleague.person.email, name: colleague.person.name, password: Self.password,
                colleague.appointments(house.office.content.house.institution), by: nil)
        }
        for citizen in DemoPeople.citizens {
            try await office.addStaff(email: citizen.email, name: citizen.name, password: Self.password, [], by: nil)
        }
        let visitors = try await office.store.read { books in
            try Dictionary(
                (DemoPeople.citizens + DemoPeople.staff.map(\.person)).compactMap { person in
                    try books.person(email: person.email).map {
                        (person.email, Visitor(person: $0, appointments: try books.appointments(of: $0.id)))
                    }
                }, uniquingKeysWith: { first, _ in first })
        }
        var errands = try await DemoDossiers(office: office, visitors: visitors).errands(endingAt: Date())
        errands.sort { $0.at < $1.at }
        for errand in errands {
            clock.now = errand.at
            try await errand.deed()
        }
        return true
    }
}

/// A clock that a seed turns; one task turns it, deeds in that task read it.
final class DemoClock: Sendable {
    private let instant = Mutex(Date())

    var now: Date {
        get { instant.withLock { $0 } }
        set { instant.withLock { $0 = newValue } }
    }
}
