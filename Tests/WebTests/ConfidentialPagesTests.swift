import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Confidential requests, through the pages")
struct ConfidentialPagesTests {
    private static let report = "avertizor-integritate"

    /// A browser of somebody appointed to the desk that the report is for.
    private func designated(_ name: String, _ roles: [Role], _ world: World, _ client: any TestClientProtocol) async throws -> DeskBrowser {
        let email = "\(name)@example.ro"
        try await world.office.addStaff(
            email: email, name: "Persoana \(name)", password: World.password,
            roles.map { Appointment(institution: World.institution, role: $0, desk: "integritate") }, by: nil)
        return DeskBrowser(client, cookie: "sesiune=\(try await world.office.signIn(email: email, password: World.password))")
    }

    private func submitted(_ world: World, anonymous: Bool) async throws -> (DossierID, RegisterNumber) {
        let id = try await world.filled(.aron, service: Self.report)
        _ = try await world.office.save(
            Answers(["sesizant.anonim": .text("\(anonymous)"), "sesizant.nume": .text(anonymous ? "" : Cast.aron.name)]), in: id,
            by: world[.aron], language: .ro)
        return (id, try await world.office.submit(id, by: world[.aron], language: .ro))
    }

    /// Drives the report to its sealed answer by the buttons of the designated people, with a completion on the way.
    private func answer(
        _ id: DossierID, _ clerk: DeskBrowser, _ head: DeskBrowser, _ signatory: DeskBrowser, _ world: World
    ) async throws {
        let page = "/birou/cj-cluj/dosare/\(id)"
        let person = try #require(try await world.office.store.read { try $0.person(email: "ruxandra@example.ro") })
        func press(_ deed: String, _ browser: DeskBrowser, _ typed: [(String, String)] = [], from form: String = "") async throws {
            let answer = try await browser.send("\(page)/\(deed)", on: try await browser.get(page + form), typed)
            #expect(answer.status == .seeOther, "\(deed)")
        }
        try await press("repartizeaza", clerk, [("inspector", person.id)])
        try await press(
            "cere-completare", clerk, [("cer.fapta", "da"), ("motiv.fapta", "Nu se arată când s-a întâmplat.")], from: "/cere-completare")
        try await world.office.complete(id, by: world[.aron], language: .ro)
        try await world.office.write("Am mai aflat ceva.", files: [], on: id, by: world[.aron])
        try await press("redacteaza", clerk)
        let sections = try await world.office.store.read { try $0.acts(of: id).first { $0.kind == .act }?.sections ?? [] }
        let written = sections.map { ("sectiune.\($0.name)", Blank.filled($0.text, with: "faptele s-au verificat")) }
        try await press("act", clerk, written, from: "/act")
        try await press("trimite-la-aprobat", clerk)
        try await press("aproba", head)
        try await press("sigileaza", signatory)
        try await world.work()
    }

    /// Everything that these people can read about the dossier: pages, lists, a search, registers, what papers print, letters.
    private func read(_ id: DossierID, _ browsers: [DeskBrowser], _ world: World) async throws -> [String] {
        var texts: [String] = []
        let page = "/birou/cj-cluj/dosare/\(id)"
        let paths =
            ["", "/cerere", "/documente", "/plati", "/jurnal", "/mesaje", "/note"].map { page + $0 } + [
                "/birou/cj-cluj/lucrari?vedere=toate", "/birou/cj-cluj/lucrari?q=anonimatul", "/birou/cj-cluj/registre/general/2026",
                "/birou/cj-cluj/registre/AI/2026",
            ]
        for browser in browsers {
            for path in paths { texts.append(try await browser.get(path).text) }
        }
        let papers = try await world.office.store.read { try $0.acts(of: id) }
        #expect(papers.count == 2 && papers.allSatisfy { $0.sha256 != nil })
        texts += papers.compactMap(\.data)
        texts += try world.mails().filter { !$0.contains("To: ") || !$0.contains(Cast.aron.email) }
        return texts
    }

    @Test("Who stays unnamed is named nowhere to staff, and follows the dossier all the same")
    func anonymous() async throws {
        try await atTheDesk { world, client in
            let clerk = try await designated("ruxandra", [.registry, .clerk], world, client)
            let head = try await designated("pompiliu", [.head], world, client)
            let signatory = try await designated("filofteia", [.signatory], world, client)
            let (id, number) = try await submitted(world, anonymous: true)
            try await answer(id, clerk, head, signatory, world)
            let texts = try await read(id, [clerk, head, signatory], world)
            #expect(texts.contains { $0.contains("Am mai aflat ceva.") && $0.contains("Persoană care a ales anonimatul") })
            #expect(texts.contains { $0.contains("\(number)") && $0.contains("Persoană care a ales anonimatul") })
            for text in texts {
                for trace in [Cast.aron.name, "Szőcs", "szocs", Cast.aron.email, world[.aron].id] {
                    #expect(!text.contains(trace), "\(trace)")
                }
            }
            #expect(try await !clerk.get("/birou/cj-cluj/lucrari?q=szocs").says("\(number)"))

            let key = try await world.office.makeAccessKey(named: "Program", by: world[.ligia])
            let state = try await client.execute(
                uri: "/api/v1/dossiers/\(id)", method: .get, headers: [.authorization: "Bearer \(key)"]
            ) { DeskAnswer($0) }
            #expect(state.status == .notFound)

            let aron = try await DeskBrowser(client, world, as: .aron)
            #expect(try await aron.get("/dosare/\(id)").says("\(number)"))
            #expect(try world.mails().contains { $0.contains(Cast.aron.email) && $0.contains("/dosare/\(id)") })
            let events = try await world.office.store.read { try $0.events(of: id) }
            #expect(events.filter { ["submit", "complete"].contains($0.kind) }.map(\.actor) == [world[.aron].id, world[.aron].id])
        }
    }

    @Test("Who gives a name is named to the designated person")
    func named() async throws {
        try await atTheDesk { world, client in
            let clerk = try await designated("ruxandra", [.registry, .clerk], world, client)
            let (id, _) = try await submitted(world, anonymous: false)
            #expect(try await clerk.get("/birou/cj-cluj/dosare/\(id)/jurnal").says(Cast.aron.name))
        }
    }

    @Test("A restricted desk's dossier is for the house a number in the register")
    func restricted() async throws {
        try await atTheDesk { world, client in
            let clerk = try await designated("ruxandra", [.registry, .clerk], world, client)
            let (id, number) = try await submitted(world, anonymous: false)
            let page = "/birou/cj-cluj/dosare/\(id)"
            for member in [Cast.otilia, .tiberiu, .dan, .ligia, .horea, .voica] {
                let browser = try await DeskBrowser(client, world, as: member)
                for part in ["", "/cerere", "/documente", "/plati", "/jurnal", "/mesaje", "/note"] {
                    #expect(try await browser.get(page + part).status == .notFound, "\(member) \(part)")
                }
                for list in ["?vedere=toate", "?q=szocs", "?q=achizitii"] {
                    #expect(try await !browser.get("/birou/cj-cluj/lucrari\(list)").says("\(number)"), "\(member) \(list)")
                }
            }
            for member in [Cast.otilia, .ligia, .horea, .voica] {
                let register = try await DeskBrowser(client, world, as: member).get("/birou/cj-cluj/registre/general/2026")
                #expect(register.says("\(number)") && register.says("acces restricționat"))
                #expect(!register.says(id) && !register.says(Cast.aron.name) && !register.says("Avertizare"))
            }
            #expect(try await clerk.get("/birou/cj-cluj/registre/general/2026").says(Cast.aron.name))
            #expect(try await clerk.get("/birou/cj-cluj/lucrari?q=szocs").says("\(number)"))
        }
    }
}
