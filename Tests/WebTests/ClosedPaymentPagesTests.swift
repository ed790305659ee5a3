import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Pages of what is over")
struct ClosedPaymentPagesTests {
    @Test("After a withdrawal no page asks for the fee, and what is sent all the same is refused with its sentence, in each language")
    func over() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let (own, desk) = ("/dosare/\(id)", "/birou/cj-cluj/dosare/\(id)")
            let drawn = try await smaranda.get("\(own)/plata")
            let dan = try await DeskBrowser(client, world, as: .dan)
            #expect(try await dan.get("\(desk)/plati").says("Confirmă plata"))
            try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
            let page = try await smaranda.get(own)
            #expect(page.says("nu se mai plătește") && !page.says("\(own)/plata\""))
            let payment = try await smaranda.get("\(own)/plata")
            #expect(payment.status == .ok && payment.says("nu se mai plătește nimic") && !payment.says("Trimite dovada"))
            let sent = try await smaranda.upload(
                Array("%PDF-1.4\n% dovada".utf8), named: "dovada.pdf", as: "dovada", to: "\(own)/plata", on: drawn)
            #expect(sent.status == .conflict && sent.says("poți cere banii înapoi"))
            #expect(try await smaranda.get("\(own)/ordin-de-plata.pdf").status == .conflict)
            let paying = try await dan.get("\(desk)/plati")
            #expect(paying.says("nu se mai plătește") && !paying.says("Confirmă plata"))
            let money = try await dan.post(
                "\(desk)/confirma-plata",
                [("jeton", try #require(paying.token)), ("versiune", "\(try await world.version(id))")])
            #expect(money.status == .conflict && money.says("nu se mai plătește") && money.says("href=\"\(desk)\""))
            #expect(try await world.office.caseFile(id, seenBy: world[.dan]).events.last?.details["why"] == "payment-over")
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).dossier.payment == .due)
            for (language, word) in [(Language.hu, "már nem kell fizetni"), (.en, "not to be paid any more")] {
                let text = world.office.content.phrases("page.payment.state.over", in: language)
                #expect(text == word)
                let (own, other) = (Language.ro, world.office.content.phrases("refusal.payment-over", in: language))
                #expect(other.contains("168") && other != world.office.content.phrases("refusal.payment-over", in: own))
            }
        }
    }

    @Test("Who paid and withdrew is told that the money can be asked back, and by which law")
    func back() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, paid: true)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await !smaranda.get("/dosare/\(id)").says("cere banii înapoi"))
            try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
            for path in ["/dosare/\(id)", "/dosare/\(id)/plata"] {
                let page = try await smaranda.get(path)
                #expect(page.says("Poți cere banii înapoi") && page.says("art. 168"), "\(path)")
            }
            let dan = try await DeskBrowser(client, world, as: .dan)
            #expect(try await dan.get("/birou/cj-cluj/dosare/\(id)/plati").says("poate cere banii înapoi"))
        }
    }

    @Test("A request is not offered to who had it; after its five days the form says that they passed, and both histories how late it was")
    func sentOnLate() async throws {
        try await atTheDesk { world, client in
            _ = try await world.crew(of: "primaria-turda")
            let (first, _) = try await world.submitted(.smaranda, service: "petitie")
            try await world.office.redirect(
                first, to: "primaria-turda", reason: "Strada este a municipiului.", version: try await world.version(first),
                by: world[.otilia])
            let (id, _) = try await world.submitted(.smaranda, service: "petitie")
            var otilia = try await DeskBrowser(client, world, as: .otilia)
            let desk = "/birou/cj-cluj/dosare/\(id)"
            #expect(try await otilia.get(desk).says("Se face până miercuri, 2 decembrie 2026"))
            let there = try #require(
                try await world.office.caseFile(first, seenBy: world[.otilia]).events.last { $0.kind == "redirect" }?.details["dossier"])
            let town = "/birou/primaria-turda/dosare/\(there)"
            let vasile = try await DeskBrowser(client, world, as: .vasile)
            let offered = try await vasile.get(town)
            #expect(offered.says("value=\"primaria-ciurila\"") && !offered.says("value=\"cj-cluj\""))
            let back = try await vasile.send(
                "\(town)/redirectioneaza", on: offered, [("institutie", "cj-cluj"), ("motiv.redirectioneaza", "Nu este a noastră.")])
            #expect(back.status == .unprocessableContent && back.says("Cererea a fost deja acolo: Consiliul Județean Cluj"))
            #expect(back.says("Nu este a noastră."))

            world.later(days: 11)
            otilia = try await DeskBrowser(client, world, as: .otilia)
            let late = try await otilia.get(desk)
            #expect(late.says("Termenul a trecut miercuri, 2 decembrie 2026") && !late.says("în 5 zile"))
            let sent = try await otilia.send(
                "\(desk)/redirectioneaza", on: late,
                [("institutie", "primaria-turda"), ("motiv.redirectioneaza", "Strada este a municipiului.")])
            #expect(sent.status == .seeOther)
            #expect(try await otilia.get("\(desk)/jurnal").says("cu 2\u{A0}zile peste termenul acestui pas"))
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/dosare/\(id)").says("Cu 2\u{A0}zile peste termenul pentru acest pas."))
        }
    }

    @Test("An endorser who seals the day after the term reads that silence has answered, though no round has looked")
    func silence() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            try await world.draft(leg, .isu, as: .unfavourable, "Lipsește accesul.")
            world.later(days: 16)
            let traian = try await DeskBrowser(client, world, as: .traian)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let answer = try await traian.send("\(page)/sigileaza", on: try await traian.get(page))
            #expect(answer.status == .conflict && answer.says("aprobat tacit") && answer.says("nu are efect"))
            #expect(try await world.outcome(of: leg) == .tacit)
        }
    }
}
