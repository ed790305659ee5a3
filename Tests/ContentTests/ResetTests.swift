import Rulebook
import TestKit
import Testing

@Suite("Laws that start pending terms anew")
struct ResetTests {
    @Test("OG 7/2026 found the planning dossiers that waited on 2 February 2026, and no others")
    func planning() throws {
        let content = try content()
        let certificate = try #require(content.service("cu-construire"))
        let policy = try #require(certificate.term)
        func trace(_ start: String, _ service: PublicService) throws -> [String] {
            let clock = LegalClock(policy, from: try #require(Day(start)), resets: content.resets(of: service))
            return clock.deadline(in: content.calendar).trace.map(\.key)
        }
        #expect(try trace("2026-01-20", certificate).contains("trace.reset"))
        #expect(try !trace("2026-02-03", certificate).contains("trace.reset"))
        let petition = try #require(content.service("petitie"))
        #expect(try !trace("2026-01-20", petition).contains("trace.reset"))
    }

    @Test("Every service whose silence rests on OG 7/2026 is started anew by it, whatever its group")
    func named() throws {
        let content = try content()
        for service in content.services where service.silence.basis.contains("OG nr. 7/2026") && service.silence.effect == .approved {
            #expect(content.resets(of: service).map(\.basis) == ["OG nr. 7/2026"], "\(service.slug)")
        }
        let duplicate = try #require(content.service("isu-duplicat"))
        #expect(content.resets(of: duplicate).isEmpty)
        var files = try ContentFolder.files()
        files["calendar/resets.yaml"] = files["calendar/resets.yaml"]?.replacing("- isu-vizare-neschimbare", with: "- isu-vizare")
        let found = #expect(throws: ContentProblems.self) { _ = try Content.read(files) }
        #expect(found?.problems.map(\.message) == ["no service “isu-vizare”"])
    }

    @Test("A reset of a group that nobody knows is a slip")
    func unknown() throws {
        var files = try ContentFolder.files()
        files["calendar/resets.yaml"] = files["calendar/resets.yaml"]?.replacing("[urbanism]", with: "[urbanistic]")
        let found = #expect(throws: ContentProblems.self) { _ = try Content.read(files) }
        #expect(found?.problems.map(\.message) == ["no service group “urbanistic”"])
    }
}
