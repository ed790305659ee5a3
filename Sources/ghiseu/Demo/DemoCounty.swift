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

    /// People with their passwords, for the sign-in page of the demo; the many whom no story names stand under their institutions.
    static func accounts(_ content: Content) -> [DemoAccount] {
        let named = DemoPeople.citizens.map { ($0, "cetățean") } + DemoPeople.named.map { ($0.person, $0.what) }
        let open = named.map { person, what in DemoAccount(name: person.name, email: person.email, password: password, what: what) }
        let folded = DemoTeams.colleagues(content, besides: DemoPeople.named).map { colleague in
            DemoAccount(
                name: colleague.person.name, email: colleague.person.email, password: password, what: colleague.what,
                group: colleague.institution.flatMap(content.institution)?.name.ro)
        }
        return open + folded
    }

    /// - Returns: whether anything was planted: only an empty house is.
    /// - Throws: `HouseFault.notTheDemoCounty` where the content is another county's.
    @discardableResult
    func plantIfEmpty() async throws -> Bool {
        guard try await !house.office.hasAdministrator() else { return false }
        let content = house.office.content
        let missing = Set(DemoPeople.named.compactMap(\.institution)).filter { content.institution($0) == nil }
        guard missing.isEmpty else { throw HouseFault.notTheDemoCounty(content.house.place.ro, missing: missing.sorted()) }
        clock.now = Date() - 60 * 86_400
        for colleague in DemoPeople.named + DemoTeams.colleagues(content, besides: DemoPeople.named) {
            try await office.addStaff(
                email: colleague.person.email, name: colleague.person.name, password: Self.password,
                colleague.appointments(content.house.institution), by: nil)
        }
        for citizen in DemoPeople.citizens {
            try await office.addStaff(email: citizen.email, name: citizen.name, password: Self.password, [], by: nil)
        }
        let visitors = try await office.store.read { books in
            try Dictionary(
                (DemoPeople.citizens + DemoPeople.named.map(\.person)).compactMap { person in
                    try books.person(email: person.email).map {
                        (person.email, Visitor(person: $0, appointments: try books.appointments(of: $0.id), in: office.content))
                    }
                }, uniquingKeysWith: { first, _ in first })
        }
        let dossiers = DemoDossiers(office: office, visitors: visitors)
        var errands = try await dossiers.errands(endingAt: Date())
        errands += try await DemoEndorsements(dossiers).errands(endingAt: Date())
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
