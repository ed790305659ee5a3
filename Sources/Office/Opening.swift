import Foundation
package import Rulebook
import Store

extension Office {
    /// Opens a draft of a service; the same key opens the same draft, however often the button is pressed.
    /// - Throws: `Refusal.outOfSession` where applications are taken no more: nobody fills in what cannot be handed in.
    package func open(_ slug: String, key: String, by visitor: Visitor) async throws -> DossierID {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        let (now, zone) = (settings.now(), content.house.timeZone)
        if !service.willTakeApplications(at: now, in: zone), let session = service.session(around: now, in: zone) {
            throw Refusal.outOfSession(session)
        }
        let prefilled = service.form.prefilled(for: visitor)
        return try await store.write { try open(service, prefilled, key: key, by: visitor, $0) }
    }

    /// A draft with these answers; the one that the key opened before, if it did.
    func open(_ service: PublicService, _ answers: Answers, key: String, by visitor: Visitor, _ books: Books) throws -> DossierID {
        let openingKey = Self.openingKey(key, of: visitor)
        if let known = try books.dossier(openingKey: openingKey, of: visitor.id) { return known.id }
        let draft = try draft(of: service, answers, by: visitor)
        return try books.open(draft, key: openingKey, at: draft.openedAt)
    }

    /// A new draft, not yet in the books.
    func draft(of service: PublicService, _ answers: Answers, by visitor: Visitor) throws -> Dossier {
        var dossier = Dossier(
            id: settings.newID(), institution: service.institution, service: service.slug,
            revision: try shelf.revisionInForce(of: service.slug), opener: visitor.id, desk: service.desk,
            stage: service.workflow.start.name, title: service.title.ro, openedAt: settings.now())
        dossier.answers = answers
        return dossier
    }

    /// Keys are a person's own: another's key opens nothing of theirs.
    static func openingKey(_ key: String, of visitor: Visitor) -> String { "\(visitor.id):\(key.prefix(64))" }

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
