package import Rulebook
import Store

/// What a program gets for a request that it filed.
package struct Filed: Hashable, Sendable {
    package let id: DossierID
    package let number: RegisterNumber
    /// False when the same key had filed it before.
    package let isNew: Bool
}

extension Office {
    /// Opens and submits in one step, for programs: either the whole request is registered, or nothing is kept.
    ///
    /// The same key files once, however often it is sent; what it filed is told again.
    /// - Throws: `Refusal.keyReused` when the key filed something else before.
    package func file(
        _ slug: String, _ answers: Answers, key: String, by visitor: Visitor, language: Language
    ) async throws -> Filed {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        let unknown = service.form.unknown(in: answers, checking(language))
        var answers = answers.keeping(Set(service.form.fields.map(\.key))).bounded(in: service.form)
        if !service.parents.isEmpty {
            let given = answers
            answers = try await store.read { books in
                try prefilled(given, before: Answers(), service, for: visitor.id, checking(language), books)
            }
        }
        // What needs no books is done before the write, so that others need not wait for it.
        let checked = service.form.check(answers, attached: [], in: checking(language))
        let filed = try await store.write { books in
            let openingKey = Self.openingKey(key, of: visitor)
            if let known = try books.dossier(openingKey: openingKey, of: visitor.id) {
                return Filed(id: known.id, number: try number(of: known, if: service, checked), isNew: false)
            }
            let problems = checked.problems + unknown
            if !problems.isEmpty { throw Refusal.invalid(problems) }
            // The answers come with what submitting writes.
            let draft = try draft(of: service, Answers(), by: visitor)
            let id = try books.open(draft, key: openingKey, at: draft.openedAt)
            // Another program on these books may have had the same key a moment ago: then its dossier is looked at, not ours.
            var transaction =
                id == draft.id
                ? try Transaction(on: draft, by: visitor, office: self, books: books)
                : try Transaction(id, by: visitor, version: nil, office: self, books: books)
            return Filed(id: id, number: try submit(&transaction, checked, [], language), isNew: true)
        }
        bell.ring()
        return filed
    }

    /// The number that this very request got before. Answers that a completion changed since are not compared.
    private func number(of known: Dossier, if service: PublicService, _ checked: CheckedForm) throws -> RegisterNumber {
        guard let number = known.number, known.service == service.slug else { throw Refusal.keyReused }
        guard known.completionsAsked > 0 || checked.normalised == known.answers else { throw Refusal.keyReused }
        return number
    }
}
