import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("An answer that says no, asked directly of an endorser: on paper, on the page and in the list")
struct UnfavourableAnswerTests {
    private static let service = "isu-aviz-securitate-incendiu"

    /// Answered by ISU, sealed and typeset.
    private func answered(_ outcomes: [EndorsementOutcome], _ world: World) async throws -> (DossierID, Act) {
        let id = try await world.filled(.smaranda, service: Self.service)
        _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
        try await world.take(id, .isu)
        for outcome in outcomes {
            let text = outcome == .favourable ? "" : "Accesul autospecialelor nu ajunge la hală."
            try await world.office.endorse(id, as: outcome, text, version: try await world.version(id), by: world[.doina])
        }
        try await world.sendForApproval(id, by: world[.doina])
        try await world.office.approve(id, version: try await world.version(id), by: world[.sever])
        try await world.office.seal(id, version: try await world.version(id), by: world[.traian])
        try await world.work()
        return (id, try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act))
    }

    private func printed(_ act: Act, of id: DossierID, by browser: DeskBrowser) async throws -> String {
        let pdf = Data(try await browser.download("/dosare/\(id)/acte/\(act.id).pdf"))
        return try PrintedPages(pdf).words.map(\.text).joined(separator: " ")
    }

    @Test("An unfavourable act gives its reasons and the ways to contest it, and no conditions or duties of what was not granted")
    func paper() async throws {
        try await atTheDesk { world, client in
            let (id, act) = try await answered([.favourable, .unfavourable], world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let text = try await printed(act, of: id, by: smaranda)
            #expect(
                text.replacing(" ", with: "").contains("AVIZNEFAVORABIL") && text.contains("Accesul autospecialelor nu ajunge la hală."))
            #expect(text.contains("CĂI DE ATAC") && text.contains("30 de zile") && text.contains("Tribunalul Cluj"))
            for granted in ["CONDIȚII", "OBLIGAȚIILE TITULARULUI", "Punerea în funcțiune", "face parte integrantă", "fac parte integrantă"]
            {
                #expect(!text.contains(granted), "\(granted)")
            }
        }
    }

    @Test("A favourable one that was first drafted as a no has its conditions and duties again, and nothing to contest")
    func favourable() async throws {
        try await atTheDesk { world, client in
            let (id, act) = try await answered([.unfavourable, .favourable], world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let text = try await printed(act, of: id, by: smaranda)
            #expect(text.contains("CONDIȚII") && text.contains("OBLIGAȚIILE TITULARULUI") && text.contains("fac parte integrantă"))
            #expect(!text.contains("CĂI DE ATAC") && !text.contains("Accesul autospecialelor nu ajunge"))
            let page = try await smaranda.get("/dosare/\(id)")
            #expect(page.says("Dosarul este soluționat.") && !page.says("nefavorabil"))
            #expect(try await smaranda.get("/dosare").says("Soluționat"))
        }
    }

    @Test("A favourable one on conditions says them once, where the act has its place for them, how to contest them, and so does the page")
    func conditional() async throws {
        try await atTheDesk { world, client in
            let (id, act) = try await answered([.conditional], world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let text = try await printed(act, of: id, by: smaranda)
            #expect(
                text.components(separatedBy: "CONDIȚII").count == 2 && text.contains("d) alte condiții: Accesul autospecialelor nu ajunge"))
            #expect(!text.contains("hală.. ") && text.contains("CĂI DE ATAC"))
            let page = try await smaranda.get("/dosare/\(id)")
            #expect(page.says("cu condiții") && page.says("Accesul autospecialelor nu ajunge la hală.") && page.says("554/2004"))
            let desk = try await DeskBrowser(client, world, as: .doina).get("/birou/isu-cluj/dosare/\(id)")
            #expect(desk.says("favorabil cu condiții"))
        }
    }

    @Test("Whoever verifies the paper, an immovable's history and a program learn what it answers")
    func others() async throws {
        try await atTheDesk { world, client in
            for (outcome, words) in [(EndorsementOutcome.unfavourable, "nefavorabil"), (.conditional, "favorabil cu condiții")] {
                let (id, act) = try await answered([outcome], world)
                let smaranda = try await DeskBrowser(client, world, as: .smaranda)
                #expect(try await smaranda.get("/verificare/\(act.code ?? "–")").says(words))
                let key = try await world.office.makeAccessKey(named: "Program", by: world[.smaranda])
                let state = try await client.execute(
                    uri: "/api/v1/dossiers/\(id)", method: .get, headers: [.authorization: "Bearer \(key)"]
                ) { DeskAnswer($0) }
                #expect(state.says("\"outcome\":\"\(outcome.rawValue)\""))
                let parcel = try #require(try await world.office.store.read { try $0.parcels(of: id) }.first)
                #expect(try await smaranda.get("/imobile/\(parcel.uat)/\(parcel.number)").says(words))
            }
        }
    }

    @Test("The citizen's page and list say that it is a no, where and until when to contest it, in each language")
    func page() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await answered([.unfavourable], world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let words = [
                ("ro", "Răspuns nefavorabil", "prin plângere prealabilă"), ("hu", "Kedvezőtlen válasz", "előzetes panasszal"),
                ("en", "Unfavourable answer", "by a preliminary complaint"),
            ]
            for (language, tag, way) in words {
                let browser = DeskBrowser(client, cookie: "\(smaranda.cookie); limba=\(language)")
                let page = try await browser.get("/dosare/\(id)")
                #expect(page.says(tag) && page.says(way) && page.says("554/2004"), "\(language)")
                #expect(try await browser.get("/dosare").says(tag), "\(language)")
            }
            #expect(try await !smaranda.get("/dosare").says("Soluționat"))
        }
    }
}
