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

    /// The applicant of a sealed act's data.
    private struct Named: Decodable {
        let applicant: Applicant

        struct Applicant: Decodable {
            let name: String
            let lines: [String]
        }
    }

    private func applicant(of slug: String, _ changes: [String: Answer]) async throws -> Named.Applicant {
        let world = try await World()
        let id = try await world.filled(.smaranda, service: slug)
        let answers = try #require(world.office.content.service(slug)).form.examples.merging(Answers(changes))
        _ = try await world.office.save(answers, in: id, by: world[.smaranda], language: .ro)
        // Other answers ask for other documents.
        let missing = try await world.office.form(id, by: world[.smaranda], in: .ro).checked.problems.map(\.field)
        for code in missing where code.hasPrefix("attachment:") {
            let code = String(code.dropFirst("attachment:".count))
            try await world.office.attach(try await world.paper(code), as: code, to: id, by: world[.smaranda])
        }
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.walkOn(id, by: .smaranda)
        let data = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.data)
        try await world.close()
        return try JSONDecoder().decode(Named.self, from: Data(data.utf8)).applicant
    }

    private static let address = "județul Cluj, Ciurila, localitatea Sălicea, str. Livezii, nr. 7, bl. A2, sc. 1, et. 3, ap. 12"

    @Test("An act names a person by the domicile, a contract by the personal number too")
    func person() async throws {
        let certificate = try await applicant(of: "cu-construire", [:])
        #expect(certificate.name == "Smaranda Vălureanu" && certificate.lines == ["cu domiciliul în \(Self.address)"])
        let contract = try await applicant(of: "arena-parcare", [:])
        #expect(contract.lines.first == "CNP 1800101120017, act de identitate CJ123456")
        #expect(contract.lines.dropFirst().first == "cu domiciliul în \(Self.address)")
    }

    @Test("A receipt names who asked as an act does")
    func receipt() async throws {
        let world = try await World()
        let id = try await world.filled(.smaranda, service: "cu-construire")
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        let data = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).receipt?.data)
        try await world.close()
        #expect(try JSONDecoder().decode(Named.self, from: Data(data.utf8)).applicant.lines == ["cu domiciliul în \(Self.address)"])
    }

    @Test("An act names an organisation by its fiscal code, its seat and who speaks for it")
    func organisation() async throws {
        let permit = try await applicant(of: "cu-construire", ["solicitant.tip": .text("asociatie")])
        #expect(permit.name == "Feleacul Verde")
        #expect(permit.lines == ["CUI 18547290", "cu sediul în \(Self.address)", "prin Tiberiu Ostrovel, director"])
    }

    @Test("Who lives abroad is named without a county, and who acts for somebody with whom they act for")
    func abroad() async throws {
        let named = try await applicant(
            of: "cu-construire",
            [
                "solicitant.judet": .text("alta-tara"), "solicitant.localitate_alta": .text("Segedin, Ungaria"),
                "solicitant.calitate": .text("imputernicit"),
            ])
        #expect(named.lines.first?.hasPrefix("cu domiciliul în Segedin, Ungaria, str. Livezii") == true)
        #expect(named.lines.last == "pentru Horea Sândulaș, cu împuternicirea 1204 din 02.11.2026")
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
