import Foundation
package import Rulebook
import Store

extension Office {
    /// Opens a draft of a service; the same key opens the same draft, however often the button is pressed.
    package func open(_ slug: String, key: String, by visitor: Visitor) async throws -> DossierID {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        let id = settings.newID()
        let now = settings.now()
        let revision = try ServiceRevision(of: service)
        return try await store.write { books in
            let openingKey = "\(visitor.id):\(key.prefix(64))"
            if let known = try books.dossier(openingKey: openingKey, of: visitor.id) { return known.id }
            let number = try books.keepRevision(of: service, digest: revision.digest, definition: revision.definition, at: now)
            var dossier = Dossier(
                id: id, institution: service.institution, service: slug, revision: number, opener: visitor.id, desk: service.desk,
                stage: service.workflow.start.name, title: service.title.ro, openedAt: now)
            dossier.answers = service.form.prefilled(for: visitor)
            return try books.open(dossier, key: openingKey, at: now)
        }
    }

    /// Throws a draft away, with what was attached to it.
    package func discard(draft id: DossierID, by visitor: Visitor) async throws {
        try await store.write { books in
            guard try books.discard(draft: id, of: visitor.id) else { throw Refusal.notFound }
        }
    }
}

extension Form {
    /// What the account already knows; the person can change all of it.
    func prefilled(for visitor: Visitor) -> Answers {
        var answers = Answers()
        for field in fields {
            switch field.prefill {
            case .name: answers[field.key] = .text(visitor.person.name)
            case .email: answers[field.key] = .text(visitor.person.email)
            case .phone: answers[field.key] = visitor.person.phone.map { .text($0) }
            case nil: break
            }
        }
        return answers
    }
}
