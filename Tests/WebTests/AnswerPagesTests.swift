import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What pages say of a commission's no, of an exemption and of ways to contest")
struct AnswerPagesTests {
    @Test("Whom a commission rejects reads on the page that it is a no, why, and where to contest it; not that all is solved")
    func rejected() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("dgaspc-handicap-adult", until: "scheduled")
            let crew = try await world.crew(of: "dgaspc-cluj")
            let answers = Answers([
                "ziua": .text("\(world.office.today())"), "rezultat": .text("respins"),
                "motivare": .text("Afectarea funcțională nu atinge pragul unui grad."),
            ])
            try await world.office.take("hotarare", answers, on: id, version: try await world.version(id), by: crew.clerks[0])
            try await world.walkOn(id, by: .smaranda)
            try await world.work()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)")
            #expect(page.says("Răspuns nefavorabil") && page.says("Ai primit un răspuns nefavorabil"))
            #expect(!page.says("Soluționat") && page.says("Certificat de neîncadrare în grad de handicap"))
            #expect(page.says("Afectarea funcțională nu atinge pragul unui grad.") && page.says("Respinge"))
            #expect(page.says("Cum poți contesta") && page.says("Legea nr. 448/2006, art. 87"))
        }
    }

    @Test("Who approves reads on the dossier's page that an exemption was asked for, by whom it was granted and why")
    func exemption() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda)
            _ = try await world.office.save(Answers(["scutire.temei": .text("cult")]), in: id, by: world[.smaranda], language: .ro)
            try await world.office.attach(try await world.paper("scutire"), as: "A-SCUTIRE", to: id, by: world[.smaranda])
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let before = try await ligia.get(page)
            #expect(before.says("Scutire cerută") && before.says("nehotărâtă; până atunci actul nu pleacă"))
            let answers = Answers(["hotarare": .text("admisa"), "motiv": .text("Lăcașul este al parohiei.")])
            try await world.office.take("scutire", answers, on: id, version: try await world.version(id), by: world[.tiberiu])
            let after = try await ligia.get(page)
            #expect(after.says("Se admite: Lăcașul este al parohiei. (Tiberiu Ostrovel, ") && !after.says("nehotărâtă"))
            let plain = try await world.filled(.smaranda)
            _ = try await world.office.submit(plain, by: world[.smaranda], language: .ro)
            #expect(try await !ligia.get("/birou/cj-cluj/dosare/\(plain)").says("Scutire cerută"))
        }
    }

    @Test("The applicant of a refusal to inform reads the way of Law 544, and no other; the desk reads by when it has to be refused")
    func refusedToInform() async throws {
        try await atTheDesk { world, client in
            let id = try await world.walk("info-544", until: "review")
            let crew = try await world.crew(of: World.institution)
            let desk = try await DeskBrowser(client, world, as: .ligia)
            #expect(try await desk.get("/birou/cj-cluj/dosare/\(id)").says("Legea nr. 544/2001, art. 7 alin. (2)"))
            try await world.office.proposeRefusal(
                of: id, reason: "Informația este exceptată.", version: try await world.version(id), by: crew.clerks[0])
            try await world.office.refuse(id, version: try await world.version(id), by: crew.head)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/dosare/\(id)")
            #expect(page.says("reclamație administrativă") && page.says("Legea nr. 544/2001, art. 21"))
            #expect(page.says("Plângerea este scutită de taxă de timbru.") && !page.says("Legea nr. 554/2004"))
        }
    }
}
