import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@testable import Web

@Suite("Paper on the pages")
struct PaperPagesTests {
    private static let list = "/birou/cj-cluj/scanari"

    private func atTheTray(_ test: @escaping @Sendable (World, any TestClientProtocol, DeskBrowser) async throws -> Void) async throws {
        try await atTheDesk(reader: .unasked) { world, client in
            try await test(world, client, try await DeskBrowser(client, world, as: .otilia))
        }
    }

    /// A petition with one doubtful field, read and waiting.
    private func proposal(_ world: World) async throws -> (id: String, service: PublicService) {
        let service = try world.service("petitie")
        let read = try await world.read(.of(service, ["obiect": "Groapa pe DJ 107R"], unsure: ["obiect"]))
        return (try #require(read.first).id, service)
    }

    /// Everything that the review's form would send.
    private func typed(_ service: PublicService, on page: DeskAnswer, _ address: String, _ changes: [String: String] = [:]) -> [(
        String, String
    )] {
        let keys = page.hiddenInputs(of: address)?.first { $0.0 == "campuri" }?.1.split(separator: " ").map(String.init) ?? []
        return service.form.typing(keys).map { ($0.0, changes[$0.0] ?? $0.1) }
    }

    @Test("A file is uploaded without script and waits in the list; another kind of file is refused in words")
    func upload() async throws {
        try await atTheTray { world, _, otilia in
            let page = try await otilia.get(Self.list)
            let done = try await otilia.upload(Array("%PDF-1.4 proba".utf8), named: "cerere.pdf", as: "fisiere", to: Self.list, on: page)
            #expect(done.status == .seeOther && done.location == "\(Self.list)?facut=primit")
            #expect(try await otilia.get("\(Self.list)?facut=primit").says("cerere.pdf"))
            // Chosen, it was sent at once; the button sends it again.
            _ = try await otilia.upload(Array("%PDF-1.4 proba".utf8), named: "cerere.pdf", as: "fisiere", to: Self.list, on: page)
            let refused = try await otilia.upload(Array("PK\u{3}\u{4}".utf8), named: "arhiva.zip", as: "fisiere", to: Self.list, on: page)
            #expect(refused.status == .unprocessableContent && refused.says("nu este PDF, TIFF, JPEG sau PNG"))
            let none = try await otilia.upload([], named: "", as: "fisiere", to: Self.list, on: page)
            #expect(none.status == .unprocessableContent && none.says("Alege cel puțin un fișier"))
            #expect(try await world.office.store.read { try $0.unreadScans(of: "cj-cluj") } == 1)
        }
    }

    @Test("Each field stands under its ink with its outcome in words; one button registers, and the list says the number")
    func review() async throws {
        try await atTheTray { world, _, otilia in
            let (id, service) = try await proposal(world)
            let address = "/birou/cj-cluj/propuneri/\(id)"
            #expect(try await otilia.get(Self.list).says(address))
            let page = try await otilia.get(address)
            #expect(page.status == .ok && page.says("de verificat") && page.says("acceptat") && page.says("Groapa pe DJ 107R"))
            #expect(page.says("<svg class=\"ink\"") && page.says("id=\"loc-obiect\"") && page.says("Groapa pe DJ 107R bis"))
            #expect(page.says("Confirmă și înregistrează") && page.says("Răspunsul electronic pleacă la"))
            let picture = try #require(page.text.firstMatch(of: /href="(\/birou\/cj-cluj\/scanari\/[^"]*\/imagini\/p1\.png)"/)?.1)
            #expect(try await otilia.get(String(picture)).status == .ok)

            let sent = typed(service, on: page, address, ["obiect": "Groapă pe DJ 107R"]) + [("apoi", "confirma")]
            let done = try await otilia.send(address, on: page, sent)
            #expect(done.status == .seeOther && done.location?.hasPrefix("\(Self.list)?facut=inregistrat&numar=") == true)
            #expect(try await otilia.get(done.location ?? "").says("Cererea este înregistrată cu numărul"))
            let again = try await otilia.get(address)
            let dossier = try #require(again.text.firstMatch(of: /href="(\/birou\/cj-cluj\/dosare\/[^"]*)"/)?.1)
            let file = try await otilia.get(String(dossier))
            #expect(file.says("hârtie, citită de un program, confirmată de Otilia Bărbat") && file.says("Groapă pe DJ 107R"))
        }
    }

    @Test("A refused confirmation keeps everything typed; another reading is taken by its button, without script")
    func refused() async throws {
        try await atTheTray { world, _, otilia in
            let (id, service) = try await proposal(world)
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let page = try await otilia.get(address)
            let wrong = typed(service, on: page, address, ["obiect": "", "text": "Cu totul altceva decât s-a citit aici."])
            let refused = try await otilia.send(address, on: page, wrong + [("apoi", "confirma")])
            #expect(refused.status == .unprocessableContent && refused.says("Eroare") && refused.says("Cu totul altceva"))
            let chosen = try await otilia.send(address, on: page, wrong + [("alege", "obiect\u{1F}Groapa pe DJ 107R bis")])
            #expect(chosen.status == .ok && chosen.says("value=\"Groapa pe DJ 107R bis\"") && chosen.says("Cu totul altceva"))
            #expect(try await world.office.store.read { try $0.proposal(id)?.state } == .open)
        }
    }

    @Test("What is typed is kept by its button and by script, shown as such, and taken back by a button")
    func kept() async throws {
        try await atTheTray { world, _, otilia in
            let (id, service) = try await proposal(world)
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let page = try await otilia.get(address)
            let wrote = typed(service, on: page, address, ["obiect": "Groapă adâncă"])
            #expect(try await otilia.send(address, on: page, wrote + [("apoi", "salveaza")]).location == address)
            let again = try await otilia.get(address)
            #expect(again.says("value=\"Groapă adâncă\"") && again.says("Răspunsuri scrise de Otilia Bărbat"))
            let later = typed(service, on: again, address, ["obiect": "Groapă foarte adâncă"])
            #expect(try await otilia.send(address, on: again, later + [("apoi", "pastreaza")]).status == .noContent)
            let renewed = try await otilia.get(address)
            #expect(renewed.says("value=\"Groapă foarte adâncă\""))
            _ = try await otilia.send(address, on: renewed, later + [("apoi", "citit")])
            #expect(try await otilia.get(address).says("value=\"Groapa pe DJ 107R\""))
        }
    }

    @Test("A missing document is uploaded on the review, shown and taken out; another kind of file is refused in words")
    func documents() async throws {
        try await atTheTray { world, _, otilia in
            let id = try #require(try await world.read(.of(try world.service("cu-construire"))).first).id
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let page = try await otilia.get(address)
            let code = try #require(page.text.firstMatch(of: /<option value="(A-[^"]*)"/)?.1)
            func send(_ bytes: [UInt8], _ name: String) async throws -> DeskAnswer {
                try await otilia.upload(
                    bytes, named: name, as: "fisier", to: "\(address)/documente", on: page,
                    and: [("document", String(code))])
            }
            let refused = try await send(Array("PK\u{3}\u{4}".utf8), "arhiva.zip")
            #expect(refused.status.code >= 400 && refused.says("Eroare"))
            #expect(try await send(Array("%PDF-1.4 plan".utf8), "plan.pdf").location == address)
            let shown = try await otilia.get(address)
            let file = try #require(shown.text.firstMatch(of: /href="([^"]*\/documente\/[^"]*)"/)?.1)
            #expect(shown.says("plan.pdf") && shown.says("Scoate"))
            #expect(try await otilia.get(String(file)).status == .ok)
            _ = try await otilia.send("\(file)/scoate", on: shown, [])
            #expect(try await !otilia.get(address).says("plan.pdf"))
        }
    }

    @Test("Without script a page is moved into a request of its own and back")
    func pages() async throws {
        try await atTheTray { world, _, otilia in
            let service = try world.service("petitie")
            var reading = PaperReading.of(service)
            reading.documents[0].pages.append(.init(source: 2, number: 2, turned: 0, alignment: .marks, image: "p2.png"))
            let id = try #require(try await world.read(reading).first).id
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let page = try await otilia.get(address)
            #expect(page.says("Pagini care țin de altă cerere"))
            let moved = try await otilia.send("\(address)/pagini", on: page, [("pagina-1", ""), ("pagina-2", "noua")])
            #expect(moved.location == address)
            let apart = try await otilia.get(address)
            let other = try #require(apart.text.firstMatch(of: /<option value="([0-9a-z]{26})">trece la cererea 2/)?.1)
            let joined = try await otilia.send("\(address)/pagini", on: apart, [("pagina-1", String(other))])
            #expect(joined.location == "/birou/cj-cluj/propuneri/\(other)")
            #expect(try await otilia.get(address).status == .notFound)
        }
    }

    @Test("Who comes second is told who has it, before and after sending")
    func held() async throws {
        try await atTheTray { world, client, otilia in
            let (id, service) = try await proposal(world)
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let page = try await otilia.get(address)
            let mirela = Visitor(
                person: world[.mirela].person, appointments: [Appointment(institution: "cj-cluj", role: .registry, desk: nil)],
                in: world.office.content)
            world.clock.turn(by: OfficeLimits.reviewLease + 1)
            _ = try await world.office.review(id, in: "cj-cluj", by: mirela)
            let late = try await otilia.send(address, on: page, typed(service, on: page, address) + [("apoi", "confirma")])
            #expect(late.status == .conflict && late.says(Cast.mirela.name))
            let shown = try await otilia.get(address)
            #expect(shown.says("\(Cast.mirela.name) are deschisă această scanare") && !shown.says("Confirmă și înregistrează"))
        }
    }

    @Test("A document nobody recognised is given its service, or dismissed with a reason")
    func moved() async throws {
        try await atTheTray { world, _, otilia in
            var reading = PaperReading.of(try world.service("petitie"))
            reading.documents[0].service = nil
            let id = try #require(try await world.read(reading).first).id
            let address = "/birou/cj-cluj/propuneri/\(id)"
            let unknown = try await otilia.get(address)
            #expect(unknown.says("Alege serviciul, apoi confirmă.") && !unknown.says("Confirmă și înregistrează"))
            let moved = try await otilia.send("\(address)/serviciu", on: unknown, [("serviciu", "petitie")])
            #expect(moved.location == address)
            let known = try await otilia.get(address)
            #expect(known.says("Confirmă și înregistrează"))
            #expect(try await otilia.send("\(address)/inlatura", on: known, [("motiv", "Este o reclamă")]).status == .seeOther)
            #expect(try await otilia.get(address).says("A fost înlăturată: Este o reclamă"))
        }
    }

    @Test("Corners are put by numbers; those that make no sheet are refused with what was typed")
    func corners() async throws {
        try await atTheTray { world, _, otilia in
            let stray = PaperReading(documents: [], strays: [.init(source: 1, reason: .needsCorners, image: "p1.png")])
            _ = try await world.read(stray)
            let list = try await otilia.get(Self.list)
            let address = String(try #require(list.text.firstMatch(of: /href="([^"]*\/colturi\/1)"/)?.1))
            let page = try await otilia.get(address)
            let crossed = ["stanga-sus": (90, 5), "dreapta-sus": (5, 5), "dreapta-jos": (95, 95), "stanga-jos": (5, 95)]
            func sent(_ corners: [String: (Int, Int)]) -> [(String, String)] {
                corners.flatMap { [("\($0.key)-x", "\($0.value.0)"), ("\($0.key)-y", "\($0.value.1)")] }
            }
            let refused = try await otilia.send(address, on: page, sent(crossed))
            #expect(refused.status == .unprocessableContent && refused.says("nu formează o foaie") && refused.says("value=\"90\""))
            var right = crossed
            (right["stanga-sus"], right["dreapta-sus"]) = ((5, 5), (95, 6))
            #expect(try await otilia.send(address, on: page, sent(right)).location == "\(Self.list)?facut=recitit")
            let scan = try #require(try await world.office.store.read { try $0.scans(of: "cj-cluj", in: .waiting, limit: 1).first })
            #expect(scan.round == 2 && scan.corners.first?.points[1] == [0.95, 0.06])
        }
    }

    @Test("An applicant's photographs lead over a page that renews itself to their own draft, which says that a program read it")
    func own() async throws {
        try await atTheDesk(reader: .unasked) { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/servicii/petitie").says("/servicii/petitie/hartie"))
            let page = try await smaranda.get("/servicii/petitie/hartie")
            let sent = try await smaranda.upload(
                [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], named: "foto.jpg", as: "fisiere", to: "/servicii/petitie/hartie", on: page)
            let progress = try #require(sent.location)
            let waiting = try await smaranda.get(progress)
            #expect(waiting.says("Se citește") && waiting.headers[.refresh] == "3")
            let scan = try #require(try await world.office.store.read { try $0.scans(claimedUnder: "own:", limit: 1).first })
            let service = try world.service("petitie")
            try await world.office.settle(scan, ReadingAnswer(reading: .of(service)), pictures: [:])
            let draft = try #require(try await smaranda.get(progress).location)
            let step = try #require(try await smaranda.get(draft).location)
            #expect(try await smaranda.get(step).says("au fost citite de pe hârtie de un program"))
            // Nobody else's progress, and no page of paper for a stranger.
            #expect(try await DeskBrowser(client, world, as: .aron).get(progress).status == .notFound)
            #expect(try await DeskBrowser(client, world, as: nil).get("/servicii/petitie/hartie").status == .seeOther)
        }
    }

    @Test("Without a reader no page speaks of paper")
    func withoutReader() async throws {
        try await atTheDesk { world, client in
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            #expect(try await !otilia.get("/birou/cj-cluj/lucrari").says("Scanări"))
            #expect(try await otilia.get(Self.list).says("Acest program nu citește hârtie"))
            #expect(try await !otilia.get("/servicii/petitie").says("/hartie"))
            #expect(try await otilia.get("/servicii/petitie/hartie").status == .notFound)
        }
    }
}
