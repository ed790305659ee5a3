import Foundation
import Office
package import Rulebook
import Store

/// The whole way of a service, with what it builds on.
extension World {
    /// Turns the clock to a moment at which the service takes applications.
    package func waitForSession(of service: PublicService) throws {
        let zone = office.content.house.timeZone
        guard let session = service.session(around: now, in: zone), !session.isOpen(at: now, in: zone) else { return }
        later(days: session.opens.instant(in: zone).timeIntervalSince(now) / 86_400 + 0.01)
    }

    /// Drives a dossier to its good end; the acts that it builds on are made first.
    /// - Parameter own: what is answered otherwise than by example.
    package func walkWithParents(_ slug: String, _ own: [String: String] = [:], depth: Int = 0) async throws -> DossierID {
        guard let service = office.content.service(slug), depth < 4 else { throw Refusal.notFound }
        let parents = own.isEmpty ? try await withParents(of: service, depth: depth) : service.form.examples
        let answers = parents.merging(Answers(own.mapValues { .text($0) }))
        let id = try await office.open(slug, key: UUID().uuidString, by: self[.smaranda])
        _ = try await office.save(answers, in: id, by: self[.smaranda], language: .ro)
        let form = try await office.form(id, by: self[.smaranda], in: .ro)
        for (rule, required) in form.checked.attachments where required {
            try await office.attach(try await paper("\(slug) \(rule.kind.code)"), as: rule.kind.code, to: id, by: self[.smaranda])
        }
        _ = try await office.submit(id, by: self[.smaranda], language: .ro)
        try await walkOn(id, by: .smaranda)
        return id
    }

    /// The form's examples, with acts to build on that are really there: they are made first.
    package func withParents(of service: PublicService, depth: Int = 0) async throws -> Answers {
        var answers = service.form.examples
        for rule in service.parents {
            guard let parent = rule.services.first(where: { office.content.service($0) != nil }) else { continue }
            let id = try await walkWithParents(parent, depth: depth + 1)
            guard let number = try await actNumber(of: id) else { continue }
            answers[rule.field] = .text(number)
        }
        return answers
    }

    /// The act that a dossier of Smaranda's ended with, as its number is typed: „CU 12/2026”.
    package func actNumber(of id: DossierID) async throws -> String? {
        guard let act = try await office.caseFile(id, seenBy: self[.smaranda]).act, let number = act.number, let register = act.register
        else { return nil }
        return "\(register) \(number)/\(Day(now, in: office.content.house.timeZone).year)"
    }
}
