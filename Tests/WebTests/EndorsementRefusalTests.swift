import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import TestKit
import Testing

@testable import Store

@Suite("Endorsements, used wrongly")
struct EndorsementRefusalTests {
    /// A page drawn while the leg was open, and its form sent when it no longer is.
    private func lateAnswer(
        after change: @escaping @Sendable (World, DossierID, DossierID) async throws -> Void
    ) async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            try await world.take(leg, .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let drawn = try await doina.get(page)
            try await change(world, id, leg)
            let (version, outcome) = (try await world.version(leg), try await world.outcome(of: leg))
            // By now the visit may be over: she signs in anew, and sends what the page that she had open says.
            let again = try await DeskBrowser(client, world, as: .doina)
            let token = try await again.get(page).text.firstMatch(of: /name="jeton" value="([^"]*)"/).map { String($0.1) } ?? ""
            let hidden = (drawn.hiddenInputs(of: "\(page)/avizeaza") ?? []).map { $0.0 == "jeton" ? ("jeton", token) : $0 }
            let answer = try await again.post("\(page)/avizeaza", hidden + [("rezultat", "unfavourable"), ("text-aviz", "Prea târziu.")])
            #expect(answer.status == .conflict && answer.says("nu are efect"))
            #expect(try await world.version(leg) == version)
            #expect(try await world.outcome(of: leg) == outcome)
            let last = try #require(try await world.office.store.read { try $0.events(of: leg) }.last)
            #expect(last.kind == "late-answer" && last.actor == world[.doina].id && last.details["reason"] == "Prea târziu.")
            #expect(try await world.office.store.read { try $0.events(of: id) }.last?.kind == "endorsement-late")
            let told = try await again.get("\(page)/jurnal")
            #expect(told.says("Răspuns după încheiere, fără efect") && told.says("nefavorabil") && told.says("Prea târziu."))
            let asker = try await DeskBrowser(client, world, as: .tiberiu)
            // It is in the journal, with whose it was, and no part of the way.
            let journal = try await asker.get("/birou/cj-cluj/dosare/\(id)/jurnal")
            #expect(journal.says("nefavorabil") && journal.says(">Inspectoratul pentru Situații de Urgență"))
            #expect(try await !asker.get("/birou/cj-cluj/dosare/\(id)").says("Un avizator a răspuns după încheiere"))
            // A clerk seals nothing, late or not.
            await #expect(throws: Refusal.notYours(.seal)) {
                try await world.office.seal(leg, version: version, by: world[.doina])
            }
            #expect(try await world.office.store.read { try $0.events(of: leg) }.last?.details["deed"] != "seal")
        }
    }

    @Test("An endorser answering twice is told so; the second answer is written down and has no effect")
    func twice() async throws {
        try await lateAnswer { world, _, leg in
            try await world.office.endorse(leg, as: .favourable, "", version: try await world.version(leg), by: world[.doina])
            try await world.office.approve(leg, version: try await world.version(leg), by: world[.sever])
            try await world.office.seal(leg, version: try await world.version(leg), by: world[.traian])
        }
    }

    @Test("What is not paid is not approved by silence; once the payment is confirmed, it is, and the page says so")
    func unpaidSilence() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.filled(.smaranda, service: "proba-tacit-cu-taxa")
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            world.later(days: 40)
            try await world.office.lapseDossiers()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            #expect(own.says("Cererea este înregistrată"))
            #expect(own.says("tăcerea instituției nu înseamnă aprobare cât timp taxa nu este plătită"))
            #expect(try await smaranda.get("/servicii/proba-tacit-cu-taxa").says("Tăcerea înseamnă aprobare, dacă taxa este plătită."))
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).act == nil)
            let dan = try await DeskBrowser(client, world, as: .dan)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let confirmed = try await dan.send("\(page)/confirma-plata", on: try await dan.get("\(page)/plati"))
            let told = try await dan.get(try #require(confirmed.location))
            #expect(told.says("Plata este confirmată.") && told.says(">Total<") && !told.says(">De plată<"))
            try await world.office.lapseDossiers()
            #expect(try await smaranda.get("/dosare/\(id)").says("Aprobat tacit"))
            #expect(try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.register == "AT")
        }
    }

    @Test("A proof of payment that the silent institution did not look at keeps silence from nothing")
    func unseenProof() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.filled(.smaranda, service: "proba-tacit-cu-taxa")
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            try await world.office.givePaymentProof(try await world.paper(), for: id, by: world[.smaranda])
            world.later(days: 40)
            try await world.office.lapseDossiers()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/dosare/\(id)").says("Aprobat tacit"))
        }
    }

    @Test("An answer after the term of a tacit leg is written down and has no effect")
    func afterTheTerm() async throws {
        try await lateAnswer { world, _, leg in
            world.later(days: 16)
            try await world.office.lapseLegs()
            #expect(try await world.outcome(of: leg) == .tacit)
        }
    }

    @Test("An answer to a leg that was taken back is written down and has no effect")
    func withdrawn() async throws {
        try await lateAnswer { world, id, leg in
            try await world.office.withdrawLeg(
                leg, of: id, reason: "Nu mai este de folos.", version: try await world.version(id), by: world[.tiberiu])
        }
    }

    @Test("A second request for completion is refused with the law, changes nothing, and is in the log")
    func secondCompletion() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            try await world.take(leg, .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let form = try await doina.get("\(page)/cere-completare")
            let typed = [("cer.attachment:A-SCENARIU", "da"), ("motiv.attachment:A-SCENARIU", "Lipsește.")]
            #expect(try await doina.send("\(page)/cere-completare", on: form, typed).status == .seeOther)
            let citizen = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await citizen.get("/dosare/\(id)").says("/dosare/\(leg)/completeaza"))
            #expect(try await citizen.get("/dosare/\(leg)/completeaza").says("Lipsește."))
            let asked = try await doina.get(page)
            #expect(asked.says("cerut 23 noiembrie 2026 de Consiliul Județean Cluj, pentru Smaranda Vălureanu"))
            let land = try #require(asked.text.firstMatch(of: /\/birou\/isu-cluj\/imobile\/\d+\/[\d-]+/)).0
            let history = try await doina.get(String(land))
            #expect(history.says("la completat") && history.says("<span class=\"small\">Smaranda Vălureanu"))
            let own = try await citizen.get(String(land).replacing("/birou/isu-cluj", with: ""))
            #expect(own.says("Dosarele tale") && !own.says("<span class=\"small\">Smaranda Vălureanu"))
            try await world.office.complete(leg, by: world[.smaranda], language: .ro)
            let version = try await world.version(leg)
            let fields = (form.hiddenInputs(of: "\(page)/cere-completare") ?? []).map {
                $0.0 == "versiune" ? ("versiune", "\(version)") : $0
            }
            let again = try await doina.post("\(page)/cere-completare", fields + typed)
            #expect(again.status == .conflict && again.says("OUG 31/2025"))
            #expect(try await world.version(leg) == version)
            let last = try #require(try await world.office.store.read { try $0.events(of: leg) }.last)
            #expect(last.kind == "refused" && last.details["why"] == "first-completion" && last.actor == world[.doina].id)
        }
    }

    @Test("When the days of a completion are over both sides read that the endorser goes on without it, each in its language")
    func completionOver() async throws {
        try await atTheDesk { world, client in
            let leg = try await world.leg(of: try await world.asked(["isu"]), at: .isu)
            try await world.take(leg, .isu)
            try await world.office.requestCompletion(
                of: leg, items: [], message: "Lipsește scenariul.", version: try await world.version(leg), by: world[.doina])
            let until = try #require(try await world.office.store.read { try $0.completion(of: leg) }).until
            world.later(days: Double(world.office.today().days(until: until) + 1))
            try await world.office.expireDossiers()
            let doina = try await DeskBrowser(client, world, as: .doina)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            #expect(try await doina.get("\(page)/jurnal").says("Zilele de completare au trecut, avizatorul merge mai departe fără ea"))
            let overview = try await doina.get(page)
            #expect(overview.says("action=\"\(page)/avizeaza\"") && overview.says("nu a venit") && !overview.says("așteptată"))
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            for (language, sentence) in [
                ("ro", "Zilele de completare au trecut, avizatorul merge mai departe fără ea"),
                ("hu", "A kiegészítés napjai leteltek, a jóváhagyó nélküle folytatja"),
                ("en", "The days for completing have passed, the endorser goes on without it"),
            ] {
                let mine = try await DeskBrowser(client, cookie: "\(smaranda.cookie); limba=\(language)").get("/dosare/\(leg)")
                #expect(mine.says(sentence) && !mine.says("/dosare/\(leg)/completeaza"), "\(language)")
            }
        }
    }

    @Test("A town hall that opens another's leg by its address finds nothing, and its own log says who tried")
    func strangers() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["primar", "isu"])
            let leg = try await world.leg(of: id, at: .mayor)
            let vasile = try await DeskBrowser(client, world, as: .vasile)
            let version = try await world.version(leg)
            for address in ["", "/cerere", "/documente", "/jurnal", "/proiect.pdf", "/avize/\(leg).pdf"] {
                #expect(try await vasile.get("/birou/primaria-turda/dosare/\(leg)\(address)").status == .notFound)
            }
            for address in [
                "/birou/primaria-ciurila/dosare/\(leg)", "/birou/primaria-turda/dosare/\(id)", "/dosare/\(leg)", "/dosare/\(id)",
            ] {
                #expect(try await vasile.get(address).status == .notFound)
            }
            let own = try await vasile.get("/birou/primaria-turda/lucrari")
            #expect(own.status == .ok && !own.says(leg))
            let token = own.text.firstMatch(of: /name="jeton" value="([^"]*)"/).map { String($0.1) } ?? ""
            let posted = try await vasile.post(
                "/birou/primaria-turda/dosare/\(leg)/avizeaza", [("jeton", token), ("versiune", "\(version)"), ("rezultat", "favourable")])
            #expect(posted.status == .notFound)
            #expect(try await world.version(leg) == version)
            let denied = try await world.office.store.read { books in
                try books.rows("SELECT 1 FROM event WHERE institution = 'primaria-turda' AND kind = 'denied'").count
            }
            #expect(denied == 2, "the leg and the dossier that asks, each once that day")
            // The asker sees the leg's paper and state, never the leg; the endorser sees the leg, never the dossier that asked.
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(leg)").status == .notFound)
            let nuta = try await DeskBrowser(client, world, as: .nuta)
            #expect(try await nuta.get("/birou/primaria-ciurila/dosare/\(leg)").status == .ok)
            #expect(try await nuta.get("/birou/primaria-ciurila/dosare/\(id)").status == .notFound)
            #expect(try await nuta.get("/birou/primaria-ciurila/dosare/\(id)/avize/\(leg).pdf").status == .notFound)
        }
    }

    @Test("Staff who ask at another institution's desk for what is not theirs find nothing, and the log of their own says who tried")
    func strangersAtOtherDesks() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["primar", "isu"])
            let (isu, own) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .mayor))
            /// Who was turned away, and from which dossier, as the log of the town hall has it.
            func denied() async throws -> [[String?]] {
                try await world.office.store.read { books in
                    try books.rows(
                        "SELECT actor, details FROM event WHERE institution = 'primaria-ciurila' AND kind = 'denied' ORDER BY sequence"
                    ).map { row in
                        let details: [String: String] = try row.json(1)
                        return [row.optionalText(0), details["dossier"]]
                    }
                }
            }
            let nuta = try await DeskBrowser(client, world, as: .nuta)
            let tried = [
                ("/birou/isu-cluj/dosare/\(isu)", isu), ("/birou/isu-cluj/dosare/\(isu)/jurnal", isu),
                ("/birou/cj-cluj/dosare/\(id)/avize/\(isu).pdf", id), ("/birou/cj-cluj/dosare/\(id)/act", id),
            ]
            for (address, _) in tried { #expect(try await nuta.get(address).status == .notFound) }
            let token = try await nuta.get("/birou/primaria-ciurila/lucrari").text.firstMatch(of: /name="jeton" value="([^"]*)"/)
                .map { String($0.1) }
            let posted = try await nuta.post(
                "/birou/isu-cluj/dosare/\(isu)/avizeaza", [("jeton", token ?? ""), ("rezultat", "favourable")])
            #expect(posted.status == .notFound)
            // Once a day for each dossier, however often.
            #expect(try await denied() == [isu, id].map { [world[.nuta].id, $0] })
            // Her own leg under a wrong address is a slip; an address that leads nowhere, and a visitor without a desk, leave no trace.
            for address in ["/birou/isu-cluj/dosare/\(own)", "/birou/isu-cluj/dosare/nimic"] {
                #expect(try await nuta.get(address).status == .notFound)
            }
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/birou/isu-cluj/dosare/\(isu)").status == .notFound)
            #expect(try await denied().count == 2)
            // The citizen's addresses and the API say it too, on the next day.
            world.later(days: 1)
            let tomorrow = try await DeskBrowser(client, world, as: .nuta)
            for address in ["", "/documente", "/acte/nimic.pdf", "/fisiere/nimic"] {
                #expect(try await tomorrow.get("/dosare/\(isu)\(address)").status == .notFound)
            }
            #expect(try await denied().count == 3)
            let key = try await world.office.makeAccessKey(named: "Un program", by: world[.nuta])
            for _ in 1...2 {
                let status = try await client.execute(
                    uri: "/api/v1/dossiers/\(id)", method: .get, headers: [.authorization: "Bearer \(key)"]
                ) { $0.status }
                #expect(status == .notFound)
            }
            #expect(try await denied().count == 4)
            // Her own leg at the citizen's address is a slip.
            #expect(try await tomorrow.get("/dosare/\(own)").status == .notFound)
            #expect(try await denied().count == 4)
        }
    }
}
