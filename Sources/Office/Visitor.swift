import Foundation
package import Rulebook
package import Store

/// A signed-in person with what they may do: handed to every deed, never ambient.
package struct Visitor: Hashable, Sendable {
    package let person: Person
    package let appointments: [Appointment]
    /// In whose place they act today.
    package let standIns: [StandIn]
    /// Until when they are away today, by institution: what they alone decide rests meanwhile.
    package let leaves: [String: Day]
    /// The restricted desks of the institutions that this person works in, by institution.
    private let restricted: [String: Set<String>]

    /// - Parameter content: says which desks only their own people see into.
    package init(person: Person, appointments: [Appointment], standIns: [StandIn] = [], leaves: [String: Day] = [:], in content: Content) {
        self.person = person
        self.appointments = appointments
        self.standIns = standIns
        self.leaves = leaves
        let institutions = Set(appointments.map(\.institution)).compactMap(content.institution)
        restricted = Dictionary(institutions.map { ($0.slug, $0.restrictedDesks) }) { first, _ in first }
    }

    /// One's own, and those that one has in others' places.
    private var powers: [Appointment] { appointments + lent(by: standIns) }

    package var id: PersonID { person.id }

    package var isStaff: Bool { !appointments.isEmpty }

    /// The institutions in whose name this person works, in order.
    package var institutions: [String] {
        appointments.map(\.institution).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    package func roles(in institution: String) -> Set<Role> {
        Set(powers.filter { $0.institution == institution }.map(\.role))
    }

    package func administers(_ institution: String) -> Bool { roles(in: institution).contains(.administrator) }

    /// What this person sees of an institution's dossiers; nil when nothing: an administrator keeps accounts, not files.
    package func view(of institution: String) -> StaffView? {
        let seeing = powers.filter { $0.institution == institution && $0.role != .administrator }
        if seeing.isEmpty { return nil }
        let everywhere = seeing.contains { $0.desk == nil || $0.role == .registry || $0.role == .cashier }
        let own = Set(seeing.compactMap(\.desk))
        return StaffView(
            institution: institution, desks: everywhere ? nil : own, barred: restricted[institution, default: []].subtracting(own))
    }

    /// The roles that count on one dossier: those of its institution, whole or for its desk; on a restricted desk, for the desk alone;
    /// never on one's own file, and in another's place never on theirs.
    func actor(on dossier: Dossier) -> Actor { actor(on: dossier, inPlaceOf: standIns) }

    /// - Parameter others: those in whose place one acts; with none, one's own roles.
    func actor(on dossier: Dossier, inPlaceOf others: [StandIn]) -> Actor {
        if dossier.opener == id { return Actor(person: id, roles: [.applicant]) }
        let all = roles(on: dossier, lent(by: others.filter { $0.absent != dossier.opener }))
        guard let until = leaves[dossier.institution] else { return Actor(person: id, roles: all) }
        let resting = all.intersection(Role.resting)
        return Actor(person: id, roles: all.subtracting(resting), leave: Actor.Leave(roles: resting, until: until))
    }

    /// Whether this person may be named the handler of a dossier. Who filed it does not matter here: a name missing from the
    /// list would give away a colleague who filed without one.
    func handles(_ dossier: Dossier) -> Bool { holds(.clerk, on: dossier) }

    func holds(_ role: Role, on dossier: Dossier) -> Bool { roles(on: dossier, lent(by: standIns)).contains(role) }

    /// The same for whatever dossier of a desk.
    func handles(atDesk desk: String, of institution: String) -> Bool {
        roles(atDesk: desk, of: institution, lent(by: standIns)).contains(.clerk)
    }

    private func roles(on dossier: Dossier, _ lent: [Appointment]) -> Set<Role> {
        roles(atDesk: dossier.desk, of: dossier.institution, lent)
    }

    private func roles(atDesk desk: String, of institution: String, _ lent: [Appointment]) -> Set<Role> {
        let isRestricted = restricted[institution]?.contains(desk) ?? false
        let counting = (appointments + lent).filter {
            $0.institution == institution && ($0.desk == desk || $0.desk == nil && !isRestricted)
        }
        return Set(counting.map(\.role))
    }

    /// What others lend, without restricted desks that one is not appointed to oneself: nobody is let in by standing in.
    private func lent(by others: [StandIn]) -> [Appointment] {
        others.flatMap(\.appointments).filter { power in
            guard let desk = power.desk, restricted[power.institution]?.contains(desk) ?? false else { return true }
            return appointments.contains { $0.institution == power.institution && $0.desk == desk }
        }
    }

    /// In whose place something is done that one's own roles would not do; nil where they would.
    func lender(on dossier: Dossier, _ isPossible: (Actor) -> Bool) -> StandIn? {
        if isPossible(actor(on: dossier, inPlaceOf: [])) { return nil }
        return standIns.first { isPossible(actor(on: dossier, inPlaceOf: [$0])) }
    }
}

extension Role {
    /// Those that decide alone for a desk or the house, so that two people must not have one at once.
    static let resting: Set<Role> = [.head, .secretary, .signatory]
}

/// A browser that is signed in: who, and what its forms carry.
package struct SignedIn: Hashable, Sendable {
    package let visitor: Visitor
    package let formToken: String
    /// For ending the session.
    package let tokenHash: String
}
