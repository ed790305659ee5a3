import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("What a notice does to the permit that it rests on")
struct ProlongingTests {
    private typealias Permit = (dossier: DossierID, number: String, code: String, last: Day)

    private static let notice = "comunicare-incepere-lucrari"

    private func permit(_ world: World, _ service: String = "ac-construire") async throws -> Permit {
        let id = try await world.walkWithParents(service)
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        return (id, try #require(try await world.actNumber(of: id)), try #require(act.code), try #require(act.validUntil))
    }

    private func lastDay(of permit: Permit, _ world: World) async throws -> Day? {
        try await world.office.caseFile(permit.dossier, seenBy: world[.smaranda]).act?.validUntil
    }

    /// A notice that works begin, with its papers, not handed in yet.
    private func draft(_ act: String, from day: Day, by member: Cast = .smaranda, _ world: World) async throws -> DossierID {
        let id = try await world.draft(
            Self.notice, ["ac.emis": "ghiseu", "ac.act": act, "data_incepere": "\(day)", "durata_luni": "36"], by: member)
        for (rule, required) in try await world.office.form(id, by: world[member], in: .ro).checked.attachments where required {
            try await world.office.attach(try await world.paper(rule.kind.code), as: rule.kind.code, to: id, by: world[member])
        }
        return id
    }

    private func notice(_ act: String, from day: Day, by member: Cast = .smaranda, _ world: World) async throws -> DossierID {
        let id = try await draft(act, from: day, by: member, world)
        _ = try await world.office.submit(id, by: world[member], language: .ro)
        return id
    }

    @Test("The holder's notice gives the permit its own duration; withdrawn, refused or sent on, it gives the former day back")
    func givingBack() async throws {
        try await atTheDesk { world, client in
            let permit = try await permit(world)
            let start = world.office.today().adding(days: 10)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)

            let first = try await notice(permit.number, from: start, world)
            // 18 months, as the permit says; not the 36 of whoever writes the notice.
            #expect(try await lastDay(of: permit, world) == start.adding(months: 18))
            let code = try #require(try await world.office.caseFile(first, seenBy: world[.smaranda]).act?.code)
            #expect(try await smaranda.get("/verificare/\(code)").says("Document emis de noi"))
            let page = try await smaranda.get("/dosare/\(first)")
            #expect(try await smaranda.send("/dosare/\(first)/retrage", on: page).status == .seeOther)
            #expect(try await lastDay(of: permit, world) == permit.last)
            let told = try await world.office.caseFile(permit.dossier, seenBy: world[.tiberiu]).events.last
            #expect(told?.kind == "validity-returned" && told?.details["until"] == "\(permit.last)")
            let verified = try await smaranda.get("/verificare/\(code)")
            #expect(verified.says("nu mai are efect") && verified.says("Cererea a fost retrasă după ce documentul a fost emis."))

            // What was withdrawn is not the one time that counts; what is open is.
            let second = try await notice(permit.number, from: start.adding(days: 5), world)
            #expect(try await lastDay(of: permit, world) == start.adding(days: 5).adding(months: 18))
            let again = try await draft(permit.number, from: start, world)
            await #expect(throws: Refusal.self) { _ = try await world.office.submit(again, by: world[.smaranda], language: .ro) }
            try await world.office.assign(second, to: world[.tiberiu].id, version: try await world.version(second), by: world[.otilia])
            try await world.refuse(second, "Autorizația nu este pentru aceste lucrări.", draftedBy: world[.tiberiu], by: world[.ligia])
            #expect(try await lastDay(of: permit, world) == permit.last)
        }
    }

    @Test("What an extension gave after a notice stays when the notice is withdrawn, counted from the day before it")
    func extensionStays() async throws {
        try await atTheDesk { world, client in
            let permit = try await permit(world)
            let start = world.office.today().adding(days: 10)
            let begun = try await notice(permit.number, from: start, world)
            let extended = try await world.walkWithParents(
                "ac-prelungire", ["ac.emis": "ghiseu", "ac.act": permit.number, "perioada_luni": "12"])
            #expect(try await world.office.caseFile(extended, seenBy: world[.smaranda]).stage.kind == .solved)
            let given = start.adding(months: 18).adding(months: 12)
            #expect(try await lastDay(of: permit, world) == given)
            let paper = try #require(try await world.office.caseFile(extended, seenBy: world[.smaranda]).act?.data)
            let written = "\"until\":\"\(world.office.content.phrases.date(given, in: .ro))\""
            #expect(paper.contains(written), "the paper names the new last day")
            let number = try #require(try await world.actNumber(of: extended))
            let journal = try await DeskBrowser(client, world, as: .tiberiu).get("/birou/cj-cluj/dosare/\(permit.dossier)/jurnal")
            let day = world.office.content.phrases.date(given, in: .ro)
            #expect(journal.says("\(permit.number) · până \(day) · prin \(number)"))
            try await world.office.withdraw(begun, version: try await world.version(begun), by: world[.smaranda])
            #expect(try await lastDay(of: permit, world) == permit.last.adding(months: 12))
        }
    }

    @Test("A stranger who has the code gives notice, is told that it moves no day, and takes nothing from the holder")
    func stranger() async throws {
        try await atTheDesk { world, client in
            let permit = try await permit(world)
            let start = world.office.today().adding(days: 10)
            let foreign = try await draft("\(permit.number) \(permit.code)", from: start, by: .aron, world)
            let aron = try await DeskBrowser(client, world, as: .aron)
            #expect(try await aron.get("/dosare/\(foreign)/cerere/autorizatie").says("Cererea ta nu îi schimbă valabilitatea"))
            _ = try await world.office.submit(foreign, by: world[.aron], language: .ro)
            #expect(try await lastDay(of: permit, world) == permit.last)
            // By its last day the works begin; begun, the permit is good until then.
            let verified = try await aron.get("/verificare/\(permit.code)")
            #expect(verified.says("Lucrările încep cel târziu") && !verified.says("Valabil până pe"))
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            #expect(try await smaranda.get("/dosare/\(permit.dossier)").says("lucrările încep cel târziu pe"))
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            #expect(try await tiberiu.get("/birou/cj-cluj/dosare/\(foreign)").says("nu îi schimbă valabilitatea"))
            _ = try await notice(permit.number, from: start, world)
            #expect(try await lastDay(of: permit, world) == start.adding(months: 18))
            #expect(try await aron.get("/verificare/\(permit.code)").says("Valabil până pe"))
            #expect(try await smaranda.get("/dosare/\(permit.dossier)").says("valabil până"))
        }
    }

    @Test("Works begin while the permit is good: a day before it was issued, or after its last, is refused beside the question")
    func beginning() async throws {
        try await atTheDesk { world, client in
            let permit = try await permit(world)
            let issued = world.office.today()
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            for day in [issued.adding(days: -1), permit.last.adding(days: 1), try #require(Day("2045-01-01"))] {
                let id = try await draft(permit.number, from: day, world)
                let problems = try await world.office.form(id, by: world[.smaranda], in: .ro).checked.problems
                #expect(problems.map(\.field) == ["data_incepere"], "\(day)")
                #expect(problems.allSatisfy { $0.message.contains("scrie o zi în care \(permit.number) este valabil") })
                #expect(try await smaranda.get("/dosare/\(id)/verifica").says("este valabil: din"))
                await #expect(throws: Refusal.self) { _ = try await world.office.submit(id, by: world[.smaranda], language: .ro) }
            }
            _ = try await notice(permit.number, from: permit.last, world)
            #expect(try await lastDay(of: permit, world) == permit.last.adding(months: 18))
        }
    }

    @Test("A permit that says a period instead of months is good until the period ends")
    func period() async throws {
        try await atTheDesk { world, _ in
            let permit = try await permit(world, "ac-organizare-executie")
            let answers = try await world.office.caseFile(permit.dossier, seenBy: world[.smaranda]).dossier.answers
            let end = try #require(answers.text("pana_la").flatMap { Day($0) })
            _ = try await notice(permit.number, from: world.office.today().adding(days: 1), world)
            #expect(try await lastDay(of: permit, world) == max(permit.last, end))
        }
    }

    @Test("A notice of completion that was withdrawn or refused after its proof went out is no ground for a certificate, nor offered")
    func voidParents() async throws {
        try await atTheDesk { world, client in
            func finished() async throws -> (id: DossierID, number: String, code: String) {
                let id = try await world.filled(.smaranda, service: "comunicare-finalizare-lucrari")
                _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
                let code = try await world.office.caseFile(id, seenBy: world[.smaranda]).act?.code
                return (id, try #require(try await world.actNumber(of: id)), try #require(code))
            }
            func told(_ number: String) async throws -> [String] {
                let id = try await world.draft("certificat-edificare", ["terminare_cum": "ghiseu", "terminare_act": number])
                let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
                #expect(form.parents.allSatisfy { state in state.own.allSatisfy { !$0.isVoid } })
                return form.checked.problems.filter { $0.field == "terminare_act" }.map(\.message)
            }
            let (good, taken, refused) = (try await finished(), try await finished(), try await finished())
            try await world.office.withdraw(taken.id, version: try await world.version(taken.id), by: world[.smaranda])
            try await world.office.assign(
                refused.id, to: world[.tiberiu].id, version: try await world.version(refused.id), by: world[.otilia])
            try await world.refuse(refused.id, "Lucrările nu sunt terminate.", draftedBy: world[.tiberiu], by: world[.ligia])
            #expect(try await told(good.number).isEmpty)
            for number in [taken.number, refused.number] {
                let words = try await told(number)
                #expect(words.count == 1 && words[0].contains("nu se mai poate sprijini nimic"), "\(words)")
            }
            let stranger = try await DeskBrowser(client, world, as: nil)
            #expect(try await stranger.get("/verificare/\(refused.code)").says("Instituția a respins cererea"))
            #expect(try await !stranger.get("/verificare/\(good.code)").says("nu mai are efect"))
            // The paper that refuses is no act that lost its effect.
            let refusal = try await world.office.caseFile(refused.id, seenBy: world[.smaranda]).acts.first { $0.register == "RSP" }
            let code = try #require(refusal?.code)
            #expect(try await !stranger.get("/verificare/\(code)").says("nu mai are efect"))
        }
    }

    @Test("A certificate is neither approved nor sealed on a notice that was withdrawn after the certificate was asked for")
    func voidMeanwhile() async throws {
        try await atTheDesk { world, client in
            let notice = try await world.filled(.smaranda, service: "comunicare-finalizare-lucrari")
            _ = try await world.office.submit(notice, by: world[.smaranda], language: .ro)
            let number = try #require(try await world.actNumber(of: notice))
            var known = try await world.withParents(of: try world.service("certificat-edificare"))
            (known["terminare_cum"], known["terminare_act"]) = (.text("ghiseu"), .text(number))
            let answers = known
            func certificate() async throws -> DossierID {
                let id = try await world.draft("certificat-edificare")
                _ = try await world.office.save(answers, in: id, by: world[.smaranda], language: .ro)
                for (rule, required) in try await world.office.form(id, by: world[.smaranda], in: .ro).checked.attachments where required {
                    try await world.office.attach(try await world.paper(rule.kind.code), as: rule.kind.code, to: id, by: world[.smaranda])
                }
                _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
                return id
            }
            let (drafted, approved) = (try await certificate(), try await certificate())
            try await world.walkOn(drafted, by: .smaranda, until: "approval")
            try await world.walkOn(approved, by: .smaranda, until: "signing")
            try await world.office.withdraw(notice, version: try await world.version(notice), by: world[.smaranda])
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let page = "/birou/cj-cluj/dosare/\(drafted)"
            let answer = try await ligia.send("\(page)/aproba", on: try await ligia.get(page))
            #expect(answer.status == .conflict && answer.says("\(number), actul pe care se sprijină cererea, nu mai are efect"))
            let version = try await world.version(approved)
            await #expect(throws: Refusal.voidParent(number)) {
                try await world.office.seal(approved, version: version, by: world[.horea])
            }
            let tried = try await world.office.caseFile(drafted, seenBy: world[.ligia]).events.last
            #expect(tried?.kind == "refused" && tried?.details["why"] == "void-parent")
        }
    }

    @Test("The register shows as the answer what went out last: of a notice that was refused, the refusal")
    func refusedNotice() async throws {
        try await atTheDesk { world, client in
            let id = try await world.filled(.smaranda, service: "comunicare-finalizare-lucrari")
            let number = try await world.office.submit(id, by: world[.smaranda], language: .ro)
            let proof = try #require(try await world.actNumber(of: id))
            func answer() async throws -> String? {
                try await world.office.register(
                    RegisterName.general, of: World.institution, year: 2026, before: nil, limit: 9, seenBy: world[.otilia]
                ).first { $0.number == number }?.entry?.answer
            }
            #expect(try await answer() == proof)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            world.later(days: 1)
            try await world.refuse(id, "Lucrările nu sunt terminate.", draftedBy: world[.tiberiu], by: world[.ligia])
            #expect(try await answer()?.hasPrefix("RSP ") == true)
        }
    }

    @Test("A certificate of completion does not rest on a settlement that is not paid yet; once the cashier has the money, it does")
    func unsettled() async throws {
        try await atTheDesk { world, _ in
            let id = try await world.walk("declaratie-valoare-reala", until: "settlement")
            let number = try #require(try await world.actNumber(of: id))
            func told(_ payment: Dossier.PaymentState) async throws -> [String] {
                try await world.office.store.write { books in
                    guard var dossier = try books.dossier(forJob: id) else { throw Refusal.notFound }
                    let version = dossier.version
                    dossier.version += 1
                    dossier.payment = payment
                    try books.save(
                        dossier, from: version, StageFacts(kind: .open, holder: .cashier, due: nil, at: nil, isSuspended: false),
                        at: world.now)
                }
                let draft = try await world.draft("certificat-edificare", ["regularizare_cum": "ghiseu", "regularizare_act": number])
                return try await world.office.form(draft, by: world[.smaranda], in: .ro).checked.problems
                    .filter { $0.field == "regularizare_act" }.map(\.message)
            }
            for state in [Dossier.PaymentState.due, .given] {
                let words = try await told(state)
                #expect(words.count == 1 && words[0].contains("o plată neconfirmată"), "\(words)")
            }
            for state in [Dossier.PaymentState.confirmed, .none] { #expect(try await told(state).isEmpty) }
        }
    }
}
