import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What was typed is shown where somebody was faster")
struct TypingSurvivesTests {
    /// A form as it was drawn before somebody moved the dossier.
    private static func stale(_ page: DeskAnswer) -> [(String, String)] { [("jeton", page.token ?? ""), ("versiune", "1")] }

    @Test("Whatever a clerk typed stands on the page that refuses it, under its field's name, and who moved the dossier is named")
    func clerk() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let form = try await tiberiu.get(page)
            let tries: [(deed: String, typed: [(String, String)], says: [String])] = [
                (
                    "cere-completare",
                    [
                        ("cer.attachment:A-CF30", "da"), ("motiv.attachment:A-CF30", "Extrasul este vechi."),
                        ("mesaj", "Rândul unu.\r\nRândul doi."),
                    ],
                    ["Extrasul este vechi.", "Rândul unu.<br>Rândul doi.", "Mesaj pentru solicitant"]
                ),
                (
                    "cere-avize", [("avize", "apa-canal"), ("mesaj", "Accesul se face din DJ 107R.")],
                    ["Accesul se face din DJ 107R.", "<h3>De la cine</h3>"]
                ),
                (
                    "aviz-pe-hartie",
                    [
                        ("avizul", "apa-canal"), ("nr-data", "nr. 12/03.11.2026"), ("rezultat-pe-hartie", "conditional"),
                        ("text-pe-hartie", "Un cămin la limita proprietății."),
                    ], ["nr. 12/03.11.2026", "Un cămin la limita proprietății.", "Aviz favorabil cu condiții"]
                ),
                ("propune-respingerea", [("motiv.propune-respingerea", "Lipsește acordul vecinilor.")], ["Lipsește acordul vecinilor."]),
                (
                    "redirectioneaza", [("institutie", "primaria-dej"), ("motiv.redirectioneaza", "Ține de oraș.")],
                    ["Ține de oraș.", "Primăria Municipiului Dej"]
                ),
            ]
            for (deed, typed, says) in tries {
                let answer = try await tiberiu.post("\(page)/\(deed)", Self.stale(form) + typed)
                #expect(answer.status == .conflict && answer.says("Ce ai scris"), "\(deed)")
                for words in says { #expect(answer.says(words), "\(deed): \(words)") }
                // One's own try is in the log, and no step.
                #expect(answer.says("Tiberiu Ostrovel") && !answer.says("Încercare refuzată"), "\(deed)")
            }
        }
    }

    @Test("Where an endorsement came meanwhile, or was taken back, that is the last step, and not what was done before it")
    func endorsements() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            func tried() async throws -> DeskAnswer {
                let form = try await tiberiu.get(page)
                return try await tiberiu.post(
                    "\(page)/propune-respingerea", Self.stale(form) + [("motiv.propune-respingerea", "Lipsește acordul vecinilor.")])
            }
            try await world.office.record(
                .favourable, of: "apa-canal", "", reference: "nr. 8 din 20.11.2026", for: id, version: try await world.version(id),
                by: world[.mirela])
            let came = try await tried()
            #expect(came.status == .conflict && came.says("Mirela Stănilă") && came.says("Un aviz venit pe hârtie a fost consemnat"))
            let leg = try await world.leg(of: id, at: .isu)
            try await world.office.withdrawLeg(
                leg, of: id, reason: "Nu mai este nevoie.", version: try await world.version(id), by: world[.mirela])
            #expect(try await tried().says("Un aviz a fost retras"))
        }
    }

    @Test("An endorser's conditions, its outcome and its ticked reasons too")
    func endorser() async throws {
        try await atTheDesk { world, client in
            let leg = try await world.leg(of: try await world.asked(["isu"]), at: .isu)
            try await world.take(leg, .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let form = try await doina.get(page)
            let answer = try await doina.post(
                "\(page)/avizeaza",
                Self.stale(form) + [
                    ("rezultat", "unfavourable"), ("motive", "Accesul autospecialelor nu este asigurat."),
                    ("text-aviz", "Un hidrant <lipsește>."),
                ])
            #expect(answer.status == .conflict && answer.says("Aviz nefavorabil") && answer.says("Un hidrant &lt;lipsește&gt;."))
            #expect(answer.says("Accesul autospecialelor nu este asigurat."))
        }
    }

    @Test("A named step's answers, and an act's sections where the dossier left drafting meanwhile")
    func stepsAndSections() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda, service: "isu-aviz-securitate-incendiu")
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            try await world.take(id, .isu)
            let page = "/birou/isu-cluj/dosare/\(id)"
            let doina = try await DeskBrowser(client, world, as: .doina)
            let form = try await doina.get(page)
            let step = try await doina.post(
                "\(page)/pas",
                Self.stale(form) + [
                    ("pas", "control"), ("control.ziua.zi", "23"), ("control.ziua.luna", "11"), ("control.ziua.an", "2026"),
                    ("control.constatari", "Hidranții nu au apă."),
                ])
            #expect(step.status == .conflict && step.says("Ce s-a constatat") && step.says("Hidranții nu au apă."))
            try await world.office.endorse(id, as: .favourable, "", version: try await world.version(id), by: world[.doina])
            let editor = try await doina.get("\(page)/act")
            try await world.sendForApproval(id, by: world[.doina])
            let late = try await doina.send("\(page)/act", on: editor, [("sectiune.obiect", "Un text lung, scris o oră.")])
            #expect(late.status == .conflict && late.says("<h3>Obiectul avizului</h3>") && late.says("Un text lung, scris o oră."))
        }
    }

    @Test("A citizen who answers an offer too late reads what they wrote and finds the way back to the dossier, in each language")
    func citizen() async throws {
        try await atTheDesk(sampling: true) { world, client in
            let id = try await world.walk("proba-inchiriere", until: "registered")
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let offer = Answers(["ce": .text("Sala mică, vineri la 10."), "garantie": .text("500,00")])
            try await world.office.take("oferta", offer, on: id, version: try await world.version(id), by: world[.tiberiu])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            let step = "/dosare/\(id)/pas/alta-oferta"
            #expect(try await smaranda.send(step, on: own, [("alta-oferta.ce", "Vineri la 16.")]).status == .seeOther)
            let back = ["ro": "Deschide dosarul cum este acum", "hu": "Az ügy megnyitása", "en": "Open the file as it is now"]
            for (language, words) in back {
                let inputs = try #require(own.hiddenInputs(of: step))
                let browser = DeskBrowser(client, cookie: "\(smaranda.cookie); limba=\(language)")
                let late = try await browser.post(step, inputs + [("alta-oferta.ce", "Sâmbătă la 9.")])
                #expect(late.status == .conflict && late.says("Sâmbătă la 9.") && late.says(words), "\(language)")
                #expect(late.says("href=\"/dosare/\(id)\" class=\"btn\""), "\(language)")
            }
            let left = try await smaranda.post("/dosare/\(id)/retrage", Self.stale(own))
            #expect(left.status == .conflict && left.says("href=\"/dosare/\(id)\" class=\"btn\""))
        }
    }

    @Test("A message to a dossier that has ended meanwhile is shown again, to either side")
    func message() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let own = try await smaranda.get("/dosare/\(id)")
            try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
            let late = try await smaranda.upload(
                [], named: "", as: "fisiere", to: "/dosare/\(id)/mesaje", on: own, and: [("mesaj", "Am găsit schița.")])
            #expect(late.status == .conflict && late.says("Am găsit schița.") && late.says("href=\"/dosare/\(id)\" class=\"btn\""))
        }
    }
}
