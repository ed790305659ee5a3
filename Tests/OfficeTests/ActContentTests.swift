import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What acts say that no form asked")
struct ActContentTests {
    static let resolutions: [String] =
        (try? ContentFolder.content.get().services.filter { $0.act.template == "hotarare" }.map(\.slug)) ?? []

    @Test(
        "A resolution names its session, the vote, the report and who countersigned it, from the steps on its way",
        arguments: resolutions)
    func resolution(slug: String) async throws {
        let world = try await World()
        let id = try await world.walk(slug)
        let crew = try await world.crew(of: World.institution)
        let file = try await world.office.caseFile(id, seenBy: crew.head)
        let data = try #require(file.act?.data)
        let sheet = try JSONDecoder().decode(Resolution.self, from: Data(data.utf8))
        #expect(sheet.session == "23 noiembrie 2026")
        #expect(sheet.vote == "voturi pentru: 31, împotrivă: 2, abțineri: 1")
        #expect(sheet.approver == crew.secretary.person.name)
        // The citizens' honours are reported on by a commission.
        #expect(sheet.considering.contains("5012/23.11.2026") || slug == "cetatean-onoare-premii")
        try await world.close()
    }

    private struct Resolution: Decodable {
        let session, vote, approver, considering: String
    }

    @Test(
        "The fire service's acts say how long they are good for, in words; one that is refused is good for nothing",
        arguments: ["isu-aviz-securitate-incendiu", "isu-aviz-protectie-civila", "isu-autorizatie-securitate-incendiu"])
    func validity(slug: String) async throws {
        let world = try await World()
        let id = try await world.walk(slug)
        let given = try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.data
        #expect(given?.contains("\"validity\":\"cât timp nu se schimbă condițiile") == true)
        guard slug.contains("-aviz-") else { return try await world.close() }
        let other = try await world.walk(slug, until: "review")
        let crew = try await world.crew(of: "isu-cluj")
        try await world.office.endorse(
            other, as: .unfavourable, "Lipsește accesul autospecialelor.", version: try await world.version(other), by: crew.clerks[0])
        try await world.walkOn(other, by: .smaranda)
        let refused = try #require(try await world.office.caseFile(other, seenBy: world[.smaranda]).act?.data)
        #expect(!refused.contains("\"validity\"") && refused.contains("Lipsește accesul autospecialelor."))
        try await world.close()
    }
}
