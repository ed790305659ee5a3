import Foundation
package import Rulebook
package import Store

/// A signed-in person with what they may do: handed to every deed, never ambient.
package struct Visitor: Hashable, Sendable {
    package let person: Person
    package let appointments: [Appointment]

    package init(person: Person, appointments: [Appointment]) {
        self.person = person
        self.appointments = appointments
    }

    package var id: PersonID { person.id }

    package var isStaff: Bool { !appointments.isEmpty }

    /// The institutions in whose name this person works, in order.
    package var institutions: [String] {
        appointments.map(\.institution).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    package func roles(in institution: String) -> Set<Role> {
        Set(appointments.filter { $0.institution == institution }.map(\.role))
    }

    package func administers(_ institution: String) -> Bool { roles(in: institution).contains(.administrator) }

    /// What this person sees of an institution's dossiers; nil when nothing: an administrator keeps accounts, not files.
    package func view(of institution: String) -> StaffView? {
        let seeing = appointments.filter { $0.institution == institution && $0.role != .administrator }
        if seeing.isEmpty { return nil }
        let everywhere = seeing.contains { $0.desk == nil || $0.role == .registry || $0.role == .cashier }
        return StaffView(institution: institution, desks: everywhere ? nil : Set(seeing.compactMap(\.desk)))
    }

    /// The roles that count on one dossier: those of its institution, whole or for its desk; never on one's own file.
    func actor(on dossier: Dossier) -> Actor {
        if dossier.opener == id { return Actor(person: id, roles: [.applicant]) }
        let counting = appointments.filter {
            $0.institution == dossier.institution && ($0.desk == nil || $0.desk == dossier.desk)
        }
        return Actor(person: id, roles: Set(counting.map(\.role)))
    }
}

/// A browser that is signed in: who, and what its forms carry.
package struct SignedIn: Hashable, Sendable {
    package let visitor: Visitor
    package let formToken: String
    /// For ending the session.
    package let tokenHash: String
}
