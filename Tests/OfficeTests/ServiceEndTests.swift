import Documents
import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

/// From the draft to an act that anybody can verify, for every service; those of one group share a world, since acts take long to make.
@Suite("Every service comes to its end")
struct ServiceEndTests {
    static let groups: [String] = Set((try? ContentFolder.withTrials.get().services.map(\.group)) ?? []).sorted()

    @Test(
        "Its example is handed in, worked on along its road, and ends with an act or answer that is sealed and verified", arguments: groups)
    func ends(group: String) async throws {
        let content = try ContentFolder.withTrials.get()
        let world = try await World(content: content)
        var made: [DossierID: String] = [:]
        for service in content.services(in: group) {
            do {
                try world.waitForSession(of: service)
                made[try await world.walkWithParents(service.slug)] = service.slug
            } catch Refusal.invalid(let problems) {
                Issue.record("\(service.slug): \(problems.map { "\($0.field) \($0.code)" })")
            } catch {
                Issue.record("\(service.slug): \(error)")
            }
        }
        try await world.work()
        for (id, slug) in made {
            let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
            #expect(file.stage.kind == .solved, "\(slug) ends at \(file.stage.name)")
            guard let act = file.acts.last(where: { $0.issuedAt != nil && $0.code != nil }) else {
                Issue.record("\(slug) has no act")
                continue
            }
            do {
                let (_, sealed) = try await world.office.document(act.id, of: id, seenBy: world[.smaranda])
                let (report, ours) = try await world.office.verify(pdf: try await world.office.store.files.read(sealed.sha256))
                #expect(report.verdict == .authentic && ours?.isSealed == true, "\(slug)")
            } catch {
                Issue.record("\(slug): its act was not made: \(error)")
            }
        }
        try await world.close()
    }
}

extension World {
    /// Turns the clock to a moment at which the service takes applications.
    func waitForSession(of service: PublicService) throws {
        let zone = office.content.house.timeZone
        guard let session = service.session(around: now, in: zone), !session.isOpen(at: now, in: zone) else { return }
        later(days: session.opens.instant(in: zone).timeIntervalSince(now) / 86_400 + 0.01)
    }

    /// Drives a dossier to its good end; the acts that it builds on are made first.
    func walkWithParents(_ slug: String, depth: Int = 0) async throws -> DossierID {
        guard let service = office.content.service(slug), depth < 4 else { throw Refusal.notFound }
        var answers = service.form.examples
        for rule in service.parents {
            guard let parent = rule.services.first(where: { office.content.service($0) != nil }) else { continue }
            let id = try await walkWithParents(parent, depth: depth + 1)
            guard let act = try await office.caseFile(id, seenBy: self[.smaranda]).act, let number = act.number, let register = act.register
            else { continue }
            let year = Day(now, in: office.content.house.timeZone).year
            answers[rule.field] = .text("\(register) \(number)/\(year)")
        }
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
}
