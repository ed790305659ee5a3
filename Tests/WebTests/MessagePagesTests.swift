import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Messages and notes on the pages")
struct MessagePagesTests {
    @Test("A citizen writes with a file, the clerk reads and answers, and each page shows what is new")
    func both() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)")
            let sent = try await smaranda.upload(
                Array("%PDF-1.7\n%%EOF\n".utf8), named: "schița.pdf", as: "fisiere", to: "/dosare/\(id)/mesaje", on: page,
                and: [("mesaj", "Am găsit schița <veche>.")])
            #expect(sent.status == .seeOther && sent.location == "/dosare/\(id)#mesaje")
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/lucrari?vedere=toate").says("1\u{a0}mesaj nou"))
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(id)").says("1\u{a0}mesaj nou"))
            let messages = "/birou/cj-cluj/dosare/\(id)/mesaje"
            let read = try await tiberiu.get(messages)
            #expect(read.says("Am găsit schița &lt;veche&gt;.") && read.says("schița.pdf"))
            let file = try #require(read.text.firstMatch(of: /\/dosare\/[0-9a-z]+\/mesaje\/[0-9a-z]+/)).0
            #expect(try await tiberiu.get(String(file)).status == .ok)
            #expect(try await tiberiu.get("/birou/cj-cluj/lucrari?vedere=toate").says("mesaj nou") == false)
            world.later(days: 0.01)
            let answered = try await tiberiu.upload([], named: "", as: "fisiere", to: messages, on: read, and: [("mesaj", "Este bună.")])
            #expect(answered.status == .seeOther)
            #expect(try await smaranda.get("/dosare").says("1\u{a0}mesaj nou"))
            let seen = try await smaranda.get("/dosare/\(id)")
            #expect(seen.says("Este bună.") && seen.says("Tiberiu Ostrovel"))
            #expect(try await smaranda.get("/dosare").says("mesaj nou") == false)
            let aron = try await DeskBrowser(client, world, as: .aron)
            #expect(try await aron.get(String(file)).status == .notFound)
            let doina = try await DeskBrowser(client, world, as: .doina)
            #expect(try await doina.get(messages).status == .notFound)
            #expect(try await doina.get("/birou/isu-cluj/dosare/\(id)/mesaje").status == .notFound)
        }
    }

    @Test("The same message with the same file, clicked three times, is one message and one mail; another file is another message")
    func clickedTwice() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let messages = "/birou/cj-cluj/dosare/\(id)/mesaje"
            let page = try await tiberiu.get(messages)
            func send(_ text: String) async throws {
                let bytes = Array("%PDF-1.7\n% \(text)\n%%EOF\n".utf8)
                let sent = try await tiberiu.upload(
                    bytes, named: "plan.pdf", as: "fisiere", to: messages, on: page, and: [("mesaj", "Vezi.")])
                #expect(sent.status == .seeOther)
            }
            for _ in 1...3 { try await send("planul") }
            try await world.work()
            func letters() throws -> Int { try world.mails().count { $0.contains("ți-a scris la un dosar") || $0.contains("Ai un mesaj") } }
            #expect(try await world.office.correspondence(on: id, seenBy: world[.tiberiu]).messages.count == 1)
            #expect(try letters() == 1)
            try await send("alt plan")
            #expect(try await world.office.correspondence(on: id, seenBy: world[.tiberiu]).messages.count == 2)
        }
    }

    @Test("Who books payments sees the dossier, and neither writes in the office's name nor reads what it writes for itself")
    func cashier() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            try await world.office.note("De verificat planul.", on: id, by: world[.tiberiu])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let dan = try await DeskBrowser(client, world, as: .dan)
            let shown = try await dan.get(page)
            #expect(shown.status == .ok && !shown.says("\(page)/note"))
            #expect(try await dan.get("\(page)/mesaje").hiddenInputs(of: "\(page)/mesaje") == nil)
            #expect(try await dan.get("\(page)/note").status == .notFound)
            #expect(try await dan.post("\(page)/note", [("jeton", shown.token ?? ""), ("mesaj", "?")]).status == .notFound)
            let voica = try await DeskBrowser(client, world, as: .voica)
            #expect(try await voica.get("\(page)/note").says("De verificat planul."))
        }
    }

    @Test("A refused message comes back as it was typed: empty, of a wrong kind, one too many")
    func refusals() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            func send(_ text: String, _ bytes: [UInt8] = []) async throws -> DeskAnswer {
                try await smaranda.upload(
                    bytes, named: bytes.isEmpty ? "" : "a.exe", as: "fisiere", to: "/dosare/\(id)/mesaje",
                    on: try await smaranda.get("/dosare/\(id)"),
                    and: [("mesaj", text)])
            }
            #expect(try await send(" ").status == .unprocessableContent)
            let odd = try await send("Vezi programul", Array("MZ\u{0}".utf8))
            #expect(odd.status == .unprocessableContent && odd.says("Vezi programul</textarea>") && odd.says("PDF, JPEG, PNG"))
            for number in 1...10 { #expect(try await send("Mesajul \(number)").status == .seeOther) }
            let many = try await send("Mesajul 11")
            #expect(many.status == .tooManyRequests && many.says("Mesajul 11</textarea>"))
            let forged = try await smaranda.post("/dosare/\(id)/mesaje", [("mesaj", "x")])
            #expect(forged.status == .forbidden)
        }
    }

    @Test("No page, no API and no file of the applicant's or of another institution's tells of internal notes")
    func notes() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let notes = "/birou/cj-cluj/dosare/\(id)/note"
            let written = try await tiberiu.send(notes, on: try await tiberiu.get(notes), [("mesaj", "Bănuim o plăsmuire.")])
            #expect(written.status == .seeOther)
            #expect(try await tiberiu.get(notes).says("Bănuim o plăsmuire."))
            try await world.answer(leg, .isu, as: .favourable)
            try await world.work()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            for path in ["/dosare/\(id)", "/dosare/\(leg)", "/dosare/\(id)?depus=1", "/dosare", "/dosare/\(id)/mesaje"] {
                let page = try await smaranda.get(path)
                #expect(!page.says("plăsmuire") && !page.says("Notă internă") && !page.says("internal-note"), "\(path)")
            }
            #expect(try await smaranda.get(notes).status == .notFound)
            let doina = try await DeskBrowser(client, world, as: .doina)
            for tab in ["", "/jurnal", "/mesaje", "/note", "/documente"] {
                #expect(try await doina.get("/birou/isu-cluj/dosare/\(leg)\(tab)").says("plăsmuire") == false, "\(tab)")
            }
            #expect(try await doina.get(notes).status == .notFound)
            let key = try await world.office.makeAccessKey(named: "Program", by: world[.smaranda])
            let state = try await client.execute(
                uri: "/api/v1/dossiers/\(id)", method: .get, headers: [.authorization: "Bearer \(key)"]
            ) { DeskAnswer($0) }
            #expect(state.status == .ok && !state.says("plăsmuire") && !state.says("note"))
        }
    }
}
