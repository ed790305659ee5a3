import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

/// From the service's page to an act that anybody can verify, for every service, by the forms of the pages alone.
@Suite("Every service comes to its end, through HTTP")
struct ServiceWayTests {
    private static let groups = Set((try? ContentFolder.withTrials.get().services.map(\.group)) ?? []).sorted()

    @Test(
        """
        Its pages show what it is; its example is filled in page by page, every choice is drawn, it is handed in, each of those who \
        work on it presses the buttons of their own page, and it ends with an act or answer that is \
        sealed and verified, all of it within its margins and in its own fonts
        """, arguments: groups)
    func way(group: String) async throws {
        try await ServiceSuiteTests.counter { world, client in
            let hands = PageHands(world: world, client: client)
            var ends: [(slug: String, id: DossierID)] = []
            for service in world.office.content.services(in: group) {
                do {
                    try world.waitForSession(of: service)
                    let id = try await Self.handIn(service, world, try await hands.browser(world[.smaranda]))
                    try await world.walkOn(id, by: .smaranda, hands: hands)
                    ends.append((service.slug, id))
                } catch {
                    Issue.record("\(service.slug): \(error)")
                }
            }
            try await world.work()
            let smaranda = try await hands.browser(world[.smaranda])
            for (slug, id) in ends {
                // Nobody may have more than twenty files verified in ten minutes.
                world.later(days: 31 / 86_400)
                try await Self.verify(slug, id, world, smaranda)
            }
        }
    }

    /// Fills in the example, step by step, and submits it.
    private static func handIn(_ service: PublicService, _ world: World, _ smaranda: DeskBrowser) async throws -> DossierID {
        let slug = service.slug
        let about = try await smaranda.get("/servicii/\(slug)")
        #expect(about.status == .ok && about.says("id=\"temei\"") && !about.says("⟦"))
        if service.fee != nil { #expect(about.says("/taxe/\(slug)")) }
        let answers = try await world.withParents(of: service)
        var place = try await smaranda.begin(slug)
        var pages = 0
        while place.contains("/cerere/") {
            let page = try await smaranda.get(place)
            #expect(page.status == .ok && !page.says("⟦"))
            let keys = page.questions(of: place, files: true)
            for field in keys.compactMap(service.form.field) {
                for option in field.options {
                    #expect(page.says("value=\"\(option.value)\""), "\(slug): \(field.key) = \(option.value)")
                }
            }
            let answer = try await smaranda.fill(place, page, service.form.typing(keys, answers))
            try #require(answer.status == .seeOther, "\(slug) \(place): \(answer.problems)")
            place = answer.path
            pages += 1
            try #require(pages < 40)
        }
        let id = String(place.split(separator: "/")[1])
        if place.hasSuffix("/documente") {
            let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
            for (rule, required) in form.checked.attachments where required {
                let answer = try await smaranda.upload(
                    Array("%PDF-1.7\n\(rule.kind.code)".utf8), named: "act.pdf", as: rule.kind.code, to: place,
                    on: try await smaranda.get(place))
                #expect(answer.status == .seeOther, "\(slug) \(rule.kind.code): \(answer.problems)")
            }
        }
        let check = try await smaranda.get("/dosare/\(id)/verifica")
        #expect(check.status == .ok && !check.says("id=\"erori\"") && !check.says("⟦"), "\(slug): \(check.problems)")
        let submitted = try await smaranda.send("/dosare/\(id)/verifica", on: check)
        try #require(submitted.location == "/dosare/\(id)?depus=1", "\(slug): \(submitted.problems)")
        return id
    }

    /// What the applicant's page gives is what the public page of verification calls authentic.
    private static func verify(_ slug: String, _ id: DossierID, _ world: World, _ smaranda: DeskBrowser) async throws {
        let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
        #expect(file.stage.kind == .solved, "\(slug) ends at \(file.stage.name)")
        let act = try #require(file.acts.last { $0.issuedAt != nil && $0.code != nil }, "\(slug) has no act")
        let link = "/dosare/\(id)/acte/\(act.id).pdf"
        #expect(try await smaranda.get("/dosare/\(id)").says(link), "\(slug): its page leads to the act")
        let pdf = try await smaranda.download(link)
        let print = try PrintedPages(Data(pdf))
        #expect(print.faults == [] && print.beyond(left: 24.5, right: 24.5, bottom: 8) == [], "\(slug)")
        let form = try await smaranda.get("/verificare")
        let verdict = try await smaranda.upload(pdf, named: "act.pdf", as: "fisier", to: "/verificare", on: form)
        #expect(verdict.says("Document autentic"), "\(slug)")
        #expect(try await smaranda.get("/verificare/\(try #require(act.code))").status == .ok, "\(slug)")
    }
}

extension DeskAnswer {
    /// The questions that stand on this step, whether it takes files or not.
    func questions(of action: String, files: Bool) -> [String] {
        let hidden = hiddenInputs(of: action) ?? hiddenInputs(ofUpload: action)
        return hidden?.first { $0.0 == "campuri" }?.1.split(separator: " ").map(String.init) ?? []
    }
}

extension DeskBrowser {
    /// Fills in a step and goes on, as its form sends it: plain, or in parts where it takes a file.
    func fill(_ place: String, _ page: DeskAnswer, _ typed: [(String, String)]) async throws -> DeskAnswer {
        guard page.says("<form method=\"post\" action=\"\(place)\" enctype=") else { return try await send(place, on: page, typed) }
        return try await upload([], named: "", as: "fara-fisier", to: place, on: page, and: typed)
    }
}
