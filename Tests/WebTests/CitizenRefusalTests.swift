import Foundation
import HTTPTypes
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What the counter refuses at its door")
struct CitizenRefusalTests {
    @Test("A form with a forged token, without one, or from another site changes nothing: 403")
    func forged() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let check = "/dosare/\(id)/verifica"
            let page = try await smaranda.get(check)
            #expect(try await smaranda.post(check, [("jeton", String(repeating: "0", count: 64))]).status == .forbidden)
            #expect(try await smaranda.post(check, []).status == .forbidden)
            let aron = try await DeskBrowser(client, world, as: .aron)
            let another = try await aron.get("/cont").token(of: "/iesi")
            #expect(try await smaranda.post(check, [("jeton", another)]).status == .forbidden)
            let answer = try await smaranda.send(
                ByteBuffer(string: "jeton=\(page.token(of: check))"), as: "application/x-www-form-urlencoded", to: check,
                [.origin: "https://alt.example"])
            #expect(answer.status == .forbidden && answer.says("nu am schimbat nimic"))
            #expect(try await smaranda.get(check).status == .ok)
        }
    }

    @Test("A foreign dossier is not found, and a stranger is asked to sign in first")
    func foreign() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let draft = try await world.filled(.smaranda)
            let aron = try await DeskBrowser(client, world, as: .aron)
            let stranger = DeskBrowser(client, cookie: DeskBrowser.visit)
            for path in [
                "/dosare/\(id)", "/dosare/\(id)/plata", "/dosare/\(id)/ordin-de-plata.pdf", "/dosare/\(id)/fisiere/x",
                "/dosare/\(id)/acte/x.pdf",
                "/dosare/\(draft)", "/dosare/\(draft)/cerere/scop", "/dosare/\(draft)/documente", "/dosare/\(draft)/verifica",
                "/dosare/nimic",
            ] {
                #expect(try await aron.get(path).status == .notFound, "\(path)")
                let turned = try await stranger.get(path)
                #expect(turned.status == .seeOther && turned.location?.hasPrefix("/intra?inapoi=%2Fdosare") == true, "\(path)")
            }
            let token = try await aron.get("/cont").token(of: "/iesi")
            #expect(try await aron.post("/dosare/\(draft)/verifica", [("jeton", token)]).status == .notFound)
        }
    }

    @Test("What an applicant tries in vain on their own dossier is in its log: what, why and at which stage, never what was typed")
    func logged() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)")
            let token = try #require(page.token)
            let gone = try await smaranda.send("/dosare/\(id)/retrage", on: page)
            #expect(gone.status == .seeOther)
            func tries(_ path: String, _ more: [(String, String)] = []) async throws -> HTTPResponse.Status {
                let version = try await world.version(id)
                let answer = try await smaranda.post("/dosare/\(id)/\(path)", [("jeton", token), ("versiune", "\(version)")] + more)
                return answer.status
            }
            let before = try await world.version(id)
            for path in ["retrage", "completeaza", "documente"] {
                #expect(try await tries(path, [("text", "Secretul meu.")]) == .conflict, "\(path)")
            }
            #expect(try await world.version(id) == before)
            let refused = try await world.office.store.read { try $0.events(of: id) }.filter { $0.kind == "refused" }
            #expect(refused.map { $0.details["deed"] } == ["withdraw", "complete", "attach"])
            #expect(refused.map { $0.details["why"] } == ["wrong-stage", "wrong-stage", "wrong-stage"])
            #expect(refused.allSatisfy { $0.actor == world[.smaranda].id && $0.details["stage"] == "withdrawn" })
            #expect(refused.allSatisfy { !$0.details.values.contains { $0.contains("Secretul") } })
            let journal = try await DeskBrowser(client, world, as: .otilia).get("/birou/cj-cluj/dosare/\(id)/jurnal")
            #expect(journal.says("Încercare refuzată") && journal.says("„Retrage cererea”: nu se face la etapa „retras”"))
            #expect(journal.says("„Încarcă un document”: nu se face la etapa „retras”"))
            // Nothing of a draft, nor of what is not one's own.
            let draft = try await world.filled(.smaranda)
            #expect(try await smaranda.post("/dosare/\(draft)/retrage", [("jeton", token), ("versiune", "1")]).status == .conflict)
            #expect(try await world.office.store.read { try $0.events(of: draft) }.allSatisfy { $0.kind != "refused" })
        }
    }

    @Test("A file is taken by what it is, not by its name, and only up to its limit")
    func files() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let documents = "/dosare/\(id)/documente"
            let page = try await smaranda.get(documents)
            let zip = try await smaranda.upload([0x50, 0x4B, 3, 4, 5], named: "plan.pdf", as: "A-PIZ", to: documents, on: page)
            #expect(zip.status == .unprocessableContent && zip.says("plan.pdf") && zip.says("PDF, JPEG, PNG"))
            let large = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 32, count: 21_000_000)
            let tooLarge = try await smaranda.upload(large, named: "plan.pdf", as: "A-PIZ", to: documents, on: page)
            #expect(tooLarge.status == .contentTooLarge && tooLarge.says("20"))
            let incoming = world.folder.appending(path: "files/incoming").path
            #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
            let attached = try await world.office.form(id, by: world[.smaranda], in: .ro).attachments
            #expect(!attached.contains { $0.name == "plan.pdf" })
        }
    }

    @Test("A name of 10,000 characters is refused with its reason, and is still there to be shortened")
    func longName() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/solicitant"
            let name = String(repeating: "Ană", count: 3_333) + "!"
            let page = try await smaranda.get(step)
            let form = try #require(world.office.content.service("cu-construire")).form
            let others = form.typing(page.questions(of: step).filter { $0 != "solicitant.nume" })
            let answer = try await smaranda.send(step, on: page, others + [("solicitant.nume", name)])
            #expect(answer.status == .unprocessableContent && answer.says(name) && answer.says("Scurtează"))
        }
    }

    @Test("A shape with too many points is refused beside its question, and nothing that was typed is lost")
    func shapes() async throws {
        @Sendable func line(_ count: Int) -> String {
            let points = (0..<count).map { "[23.\(10_000_000_000_000 + $0),46.70000000000001]" }
            return #"{"type":"LineString","coordinates":["# + points.joined(separator: ",") + "]}"
        }
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda, service: "notificare-zona-interes")
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/zona"
            let page = try await smaranda.get(step)
            let form = try #require(world.office.content.service("notificare-zona-interes")).form
            let others = form.typing(page.questions(of: step).filter { $0 != "zona" })
            func send(_ shape: String, file: String = "") async throws -> DeskAnswer {
                try await smaranda.upload(
                    Array(file.utf8), named: "zona.geojson", as: "zona.fisier", to: step, on: page, and: others + [("zona", shape)])
            }
            #expect(try await send(line(1_900)).status == .seeOther)
            for count in [2_100, 8_000] {
                let answer = try await send(line(count))
                #expect(answer.status == .unprocessableContent && answer.says("forma are prea multe puncte"), "\(count)")
                #expect(answer.says("[23.\(10_000_000_000_000 + count - 1),46.70000000000001]]}"), "\(count)")
            }
            // More than is looked at, pasted or as a file: the form comes back all the same, with the answers beside it.
            for (shape, file) in [(line(40_000), ""), ("586000 392000", line(40_000))] {
                let answer = try await send(shape, file: file)
                #expect(answer.status == .unprocessableContent && answer.says("forma are prea multe puncte"))
                #expect(answer.questions(of: step).contains("zona") && (file.isEmpty || answer.says("586000 392000")))
            }
        }
    }

    @Test("Broken UTF-8 is a broken request: 400; a body of another kind 415; a form beyond all bounds 413")
    func unreadable() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let form = "application/x-www-form-urlencoded"
            #expect(try await smaranda.send(ByteBuffer(string: "jeton=%FF%FE"), as: form, to: "/limba").status == .badRequest)
            #expect(try await smaranda.send(ByteBuffer(string: "{}"), as: "application/json", to: "/limba").status == .unsupportedMediaType)
            let body = ByteBuffer(repeating: UInt8(ascii: "a"), count: 400_000)
            #expect(try await smaranda.send(body, as: form, to: "/limba").status == .contentTooLarge)
            let torn = ByteBuffer(string: "--g\r\nno header\r\n\r\nx\r\n--g--\r\n")
            #expect(try await smaranda.send(torn, as: "multipart/form-data; boundary=g", to: "/verificare").status == .badRequest)
        }
    }

    @Test("What a dossier's stage does not allow is a conflict, with a sentence")
    func wrongStage() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let step = "/dosare/\(id)/cerere/scop"
            let page = try await smaranda.get(step)
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            let answer = try await smaranda.send(step, on: page, [("descriere_scop", "Altceva decât am depus")])
            #expect(answer.status == .conflict && answer.says("nu mai este posibil"))
        }
    }
}
