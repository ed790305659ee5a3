package import Rulebook
package import Store

/// What happened at an institution and is in no dossier's journal, newest first: roles given and taken, absences, who was turned away.
package struct HouseLog: Sendable {
    package let events: [Event]
    /// Of everybody whom they name.
    package let names: [PersonID: String]
    /// Numbers of the dossiers that they name, where the reader sees those.
    package let dossiers: [DossierID: RegisterNumber]
}

extension Office {
    /// Who keeps the accounts, and who audits.
    package static func readsHouseLog(_ visitor: Visitor, of institution: String) -> Bool {
        !visitor.roles(in: institution).isDisjoint(with: [.administrator, .auditor])
    }

    /// - Parameter sequence: the event in the institution's chain before which the page begins; nil: the newest.
    package func houseLog(
        of institution: String, before sequence: Int?, limit: Int, seenBy visitor: Visitor
    ) async throws -> HouseLog {
        guard Office.readsHouseLog(visitor, of: institution) else { throw Refusal.notFound }
        return try await store.read { books in
            let events = try books.eventsWithoutDossier(in: institution, before: sequence, limit: limit)
            var people: Set<PersonID> = []
            var dossiers: [DossierID: RegisterNumber] = [:]
            for event in events {
                for person in [event.actor, event.details["person"], event.details["substitute"]].compactMap({ $0 }) where !person.isEmpty {
                    people.insert(person)
                }
                guard let id = event.details["dossier"], let number = try books.dossier(id, visibleTo: visitor)?.number else { continue }
                dossiers[id] = number
            }
            return HouseLog(events: events, names: try books.names(of: people), dossiers: dossiers)
        }
    }
}
