import Office
import Rulebook
import Store

extension World {
    /// Somebody of the cast works no more where they did: every role of theirs there is taken away.
    package func leave(_ member: Cast) async throws {
        let person = self[member].id
        try await office.store.write { books in
            for appointment in try books.appointments(of: person) where appointment.institution == member.institution {
                try books.dismiss(person, appointment)
            }
        }
    }
}
