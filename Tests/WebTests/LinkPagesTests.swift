import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Pages of linked acts, of immovables and of absences")
struct LinkPagesTests {
    @Test("One's own acts are offered; another's counts by number and code; a wrong one is told beside the question")
    func choosing() async throws {
        try await atTheDesk(services: ContentFolder.chain) { world, client in
            let certificate = try await world.issued("proba-certificat", ["scop": "foișor"])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let id = try await world.office.open("proba-permis", key: "k", by: world[.smaranda])
            let step = "/dosare/\(id)/cerere/loc"
            let page = try await smaranda.get(step)
            #expect(page.says("value=\"PC 1/2026\"") && page.says("valabil până 23 noiembrie 2027") && page.says("Alt act"))
            let wrong = try await smaranda.send(
                step, on: page, [("act_anterior", "alt-act"), ("act_anterior.numar", "PC 7/2026"), ("act_anterior.cod", "")])
            #expect(wrong.status == .unprocessableContent && wrong.says("Nu am găsit PC 7/2026 printre actele tale."))
            let chosen = try await smaranda.send(step, on: try await smaranda.get(step), [("act_anterior", "PC 1/2026")])
            #expect(chosen.status == .ok || chosen.status == .seeOther || chosen.status == .unprocessableContent)
            #expect(try await smaranda.get(step).says("value=\"foișor\""))
            #expect(try await smaranda.get(step).says("PC 1/2026 este valabil până"))

            let aron = try await DeskBrowser(client, world, as: .aron)
            let foreign = try await world.office.open("proba-permis", key: "k", by: world[.aron])
            let his = "/dosare/\(foreign)/cerere/loc"
            let typed = [("act_anterior.numar", "PC 1/2026"), ("act_anterior.cod", certificate.code)]
            _ = try await aron.send(his, on: try await aron.get(his), typed)
            let again = try await aron.get(his)
            #expect(again.says("value=\"PC 1/2026\"") && again.says("value=\"\(certificate.code)\"") && again.says("value=\"foișor\""))
        }
    }

    @Test("An act for other land is chosen with a warning beside the question, which the handler reads beside the link")
    func otherLand() async throws {
        try await atTheDesk(services: ContentFolder.chain) { world, client in
            let certificate = try await world.issued("proba-certificat", ["imobil.numere_cadastrale": "77001"])
            let id = try await world.draft(
                "proba-permis", ["act_anterior": certificate.number, "imobil.numere_cadastrale": "77002"])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let form = try await smaranda.get("/dosare/\(id)/cerere/loc")
            #expect(form.says("PC 1/2026 este valabil până") && form.says("PC 1/2026 este pentru alt imobil"))
            #expect(try await smaranda.get("/dosare/\(id)/verifica").says("PC 1/2026 este pentru alt imobil"))
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            #expect(try await smaranda.get("/dosare/\(id)").says("PC 1/2026 este pentru alt imobil"))
            // Kept as data, it is told in the reader's language.
            for (language, words) in [("hu", "más ingatlanra szól"), ("en", "is for other land")] {
                let reader = DeskBrowser(client, cookie: "\(smaranda.cookie); limba=\(language)")
                #expect(try await reader.get("/dosare/\(id)").says(words))
            }
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(id)").says("PC 1/2026 este pentru alt imobil"))
        }
    }

    @Test("Both dossiers show the link, and the immovable's page shows each who looks their own")
    func links() async throws {
        try await atTheDesk(services: ContentFolder.chain) { world, client in
            let certificate = try await world.issued("proba-certificat")
            let permit = try await world.issued("proba-permis", ["act_anterior": certificate.number])
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let child = try await smaranda.get("/dosare/\(permit.dossier)")
            #expect(child.says("href=\"/dosare/\(certificate.dossier)\"") && child.says("Certificat de probă, PC 1/2026"))
            let parent = try await smaranda.get("/dosare/\(certificate.dossier)")
            #expect(parent.says("href=\"/dosare/\(permit.dossier)\"") && parent.says("valabil până 23 noiembrie 2027"))
            let land = try #require(child.text.firstMatch(of: /\/imobile\/\d+\/54312/)).0
            let history = try await smaranda.get(String(land))
            #expect(history.status == .ok && history.says("PC 1/2026") && history.says("PP 1/2026"))
            let aron = try await DeskBrowser(client, world, as: .aron)
            #expect(try await aron.get(String(land)).status == .notFound)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let desk = try await tiberiu.get("/birou/cj-cluj\(land)")
            #expect(desk.status == .ok && desk.says("/birou/cj-cluj/dosare/\(permit.dossier)"))
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(permit.dossier)").says("/birou/cj-cluj\(land)"))
            let doina = try await DeskBrowser(client, world, as: .doina)
            #expect(try await doina.get("/birou/cj-cluj\(land)").status == .notFound)
            #expect(try await doina.get("/birou/isu-cluj\(land)").status == .notFound)
            let verified = try await client.execute(uri: "/verificare/\(certificate.code)", method: .get) { DeskAnswer($0) }
            #expect(verified.says("23 noiembrie 2027"))
            let key = try await world.office.makeAccessKey(named: "Program", by: world[.smaranda])
            let state = try await client.execute(
                uri: "/api/v1/dossiers/\(permit.dossier)", method: .get, headers: [.authorization: "Bearer \(key)"]
            ) { DeskAnswer($0) }
            #expect(state.says("\"act\":\"PC 1/2026\",\"field\":\"act_anterior\",\"validUntil\":\"2027-11-23\""))
        }
    }

    @Test(
        "From certificate to permit, completion, real value and the certificate that the house stands: each begins with what was said before"
    )
    func house() async throws {
        try await atTheDesk { world, client in
            func walked(_ slug: String, _ answers: [String: String]) async throws -> String {
                try #require(try await world.actNumber(of: try await world.walkWithParents(slug, answers)))
            }
            let certificate = try await walked("cu-construire", ["descriere_scop": "Construire casă cu pridvor"])
            let works = ["lucrari": "Casă cu pridvor, împrejmuire și fântână"]
            let permit = try await walked("ac-construire", works.merging(["cu.emis": "ghiseu", "cu.act": certificate]) { $1 })
            let of = works.merging(["ac.emis": "ghiseu", "ac.act": permit]) { $1 }
            _ = try await walked("comunicare-incepere-lucrari", of)
            let completion = try await walked("comunicare-finalizare-lucrari", of)
            let settlement = try await walked("declaratie-valoare-reala", of)

            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let id = try await world.office.open("certificat-edificare", key: "k", by: world[.smaranda])
            let (step, next) = ("/dosare/\(id)/cerere/terminare", "/dosare/\(id)/cerere/autorizatie")
            let here = [("terminare_cum", "ghiseu"), ("regularizare_cum", "ghiseu")]
            _ = try await smaranda.send(step, on: try await smaranda.get(step), here)
            let unfolded = try await smaranda.get(step)
            #expect(unfolded.says("value=\"\(completion)\"") && unfolded.says("value=\"\(settlement)\""))
            let wrong = try await smaranda.send(
                step, on: unfolded,
                here + [("terminare_act", settlement), ("regularizare_act", "alt-act"), ("regularizare_act.numar", "DRT 9/2026")])
            #expect(wrong.status == .unprocessableContent && wrong.says("Nu am găsit DRT 9/2026 printre actele tale."))
            let chosen = try await smaranda.send(
                step, on: try await smaranda.get(step), here + [("terminare_act", completion), ("regularizare_act", settlement)])
            #expect(chosen.status == .seeOther, "\(chosen.problems)")
            let begun = try await smaranda.get(next)
            #expect(begun.text.contains(/value="AC 1\/2026"[^>]* checked/) && permit == "AC 1/2026")
            #expect(try await smaranda.get("/dosare/\(id)/cerere/constructie").says("Casă cu pridvor, împrejmuire și fântână"))

            let own = [
                "terminare_cum": "ghiseu", "terminare_act": completion, "regularizare_cum": "ghiseu", "regularizare_act": settlement,
            ]
            let ended = try await world.walkWithParents("certificat-edificare", own.merging(of) { $1 })
            let page = try await smaranda.get("/dosare/\(ended)")
            for act in [permit, completion, settlement] { #expect(page.says(act), "\(act)") }
            let act = try #require(try await world.office.caseFile(ended, seenBy: world[.smaranda]).act?.data)
            #expect(act.contains(completion) && act.contains(settlement) && act.contains(permit))
        }
    }

    @Test("An absence is entered, shown, used and called off by forms; a wrong one comes back as it was typed")
    func absences() async throws {
        try await atTheDesk { world, client in
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let page = try await ligia.get("/birou/cj-cluj/absente")
            #expect(page.status == .ok && page.says("Nimeni nu lipsește"))
            let days = [
                ("persoana", world[.ligia].id), ("de-la.zi", "23"), ("de-la.luna", "11"), ("de-la.an", "2026"), ("pana-la.zi", "27"),
                ("pana-la.luna", "11"), ("pana-la.an", "2026"),
            ]
            let alone = try await ligia.send("/birou/cj-cluj/absente", on: page, days + [("inlocuitor", "")])
            #expect(alone.status == .unprocessableContent && alone.says("Alege un înlocuitor") && alone.says("value=\"27\""))
            let entered = try await ligia.send("/birou/cj-cluj/absente", on: page, days + [("inlocuitor", world[.tiberiu].id)])
            #expect(entered.status == .seeOther)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let list = try await tiberiu.get("/birou/cj-cluj/lucrari")
            #expect(list.says("Îi ții locul lui Ligia Sândulaș până vineri, 27 noiembrie 2026"))
            let shown = try await ligia.get("/birou/cj-cluj/absente")
            #expect(shown.says("Tiberiu Ostrovel"))
            #expect(try await tiberiu.get("/birou/cj-cluj/absente").says("/anuleaza") == false)
            let off = try #require(shown.text.firstMatch(of: /\/birou\/cj-cluj\/absente\/[0-9a-z]+\/anuleaza/)).0
            #expect(try await ligia.send(String(off), on: shown).status == .seeOther)
            #expect(try await ligia.post(String(off), [("jeton", shown.token(of: "/birou/cj-cluj/absente"))]).status != .seeOther)
            #expect(try await tiberiu.get("/birou/cj-cluj/lucrari").says("Îi ții locul") == false)
        }
    }

    @Test("A list of which nothing can be given away asks for no ticks; whoever posts what is not theirs is written down")
    func nothingToGive() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda, paid: true)
            try await world.office.assign(id, to: world[.mirela].id, version: try await world.version(id), by: world[.otilia])
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            #expect(try await ligia.get("/birou/cj-cluj/lucrari?vedere=toate").says("Dă dosarele alese"))
            try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.mirela])
            try await world.endorseOnPaper(id, by: world[.mirela])
            try await world.sendForApproval(id, by: world[.mirela])
            let list = try await ligia.get("/birou/cj-cluj/lucrari")
            #expect(list.says(id) && !list.says("Dă dosarele alese"))

            let sever = try await DeskBrowser(client, world, as: .sever)
            let shown = try await sever.get("/birou/isu-cluj/lucrari").text
            let token = try #require(try /name="jeton" value="([^"]*)"/.firstMatch(in: shown)?.1)
            let refused = try await sever.post(
                "/birou/isu-cluj/lucrari/repartizeaza", [("jeton", String(token)), ("dosar", id), ("inspector", world[.doina].id)])
            #expect(refused.status == .conflict)
            let denied = try await world.office.store.read { try $0.lastDenial(of: id, to: world[.sever].id, in: "isu-cluj") }
            #expect(denied != nil)
        }
    }

    @Test("Ticked lines of the worklist go to a colleague; what could not go is listed with its reason")
    func reassigning() async throws {
        try await atTheDesk { world, client in
            var ids: [DossierID] = []
            for _ in 1...2 { ids.append(try await world.submitted(.smaranda).0) }
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let list = "/birou/cj-cluj/lucrari?vedere=toate"
            let action = "/birou/cj-cluj/lucrari/repartizeaza"
            let page = try await ligia.get(list)
            #expect(page.text.matches(of: /type="checkbox"[^>]* form="repartizare"/).count == 2)
            let none = try await ligia.send(action, on: page, [("inspector", world[.mirela].id)])
            #expect(none.status == .unprocessableContent && none.says("Bifează cel puțin un dosar."))
            // Not yet taken: the head does not hand out what the registry still has.
            let first = try await ligia.send(action, on: page, ids.map { ("dosar", $0) } + [("inspector", world[.mirela].id)])
            #expect(first.status == .seeOther && first.location?.hasPrefix("/birou/cj-cluj/lucrari?mutate=2") == true)
            #expect(try await ligia.get(first.location ?? "").says("2\u{a0}dosare au ajuns la Mirela Stănilă."))
            try await world.office.draftAct(for: ids[0], version: try await world.version(ids[0]), by: world[.mirela])
            try await world.endorseOnPaper(ids[0], by: world[.mirela])
            try await world.sendForApproval(ids[0], by: world[.mirela])
            let mixed = try await ligia.send(
                action, on: try await ligia.get(list), ids.map { ("dosar", $0) } + [("inspector", world[.tiberiu].id)])
            #expect(mixed.status == .conflict && mixed.says("a rămas") && mixed.says("repartizat"))
            #expect(try await world.office.caseFile(ids[1], seenBy: world[.ligia]).dossier.assignee == world[.tiberiu].id)
            let mirela = try await DeskBrowser(client, world, as: .mirela)
            #expect(try await mirela.get(list).says("form=\"repartizare\"") == false)
        }
    }
}
