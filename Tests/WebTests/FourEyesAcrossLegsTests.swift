import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Who asks does not answer, and what was answered is not written over")
struct FourEyesAcrossLegsTests {
    @Test("A clerk does not turn an endorser's sealed answer by typing in a paper; the endorser answers anew, or works here no more")
    func sealedAnswer() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu", "primar"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let typed = [("avizul", "isu"), ("nr-data", "nr. 1"), ("rezultat-pe-hartie", "favourable")]
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let drawn = try await tiberiu.get(page)
            try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .unfavourable, "Lipsește accesul.")
            let before = try await world.version(id)
            let answer = try await tiberiu.send("\(page)/aviz-pe-hartie", on: drawn, typed)
            #expect(answer.status == .conflict && answer.says("a răspuns aici, cu act sigilat") && answer.says("cere avizul din nou"))
            #expect(try await world.version(id) == before)
            let last = try #require(try await world.office.store.read { try $0.events(of: id) }.last)
            #expect(last.kind == "refused" && last.details["why"] == "sealed-answer")
            // The form no longer offers it; the question may be asked anew.
            let now = try await tiberiu.get(page)
            #expect(now.hiddenInputs(of: "\(page)/aviz-pe-hartie") == nil || !now.says("<option value=\"isu\">"))
            for (language, sentence) in [("hu", "pecsételt okirattal válaszolt"), ("en", "has answered here with a sealed act")] {
                let phrase = world.office.content.phrases("refusal.sealed-answer", in: try #require(Language(rawValue: language)))
                #expect(phrase.contains(sentence))
            }
            // Where nobody of the endorser's works any more, its paper counts, and the record says over which sealed one.
            for member in [Cast.doina, .sever, .traian] { try await world.leave(member) }
            let alone = try await tiberiu.get(page)
            #expect(try await tiberiu.send("\(page)/aviz-pe-hartie", on: alone, typed).status == .seeOther)
            let recorded = try #require(
                try await world.office.store.read { try $0.events(of: id) }.last { $0.kind == "endorsement-on-paper" })
            #expect(recorded.details["over"]?.isEmpty == false)
        }
    }

    @Test("Who works at two institutions and asks at the one neither drafts, approves nor seals the answer at the other")
    func twoHouses() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let leg = try await world.leg(of: id, at: .isu)
            let page = "/birou/isu-cluj/dosare/\(leg)"
            try await world.office.addStaff(
                email: Cast.tiberiu.email, name: Cast.tiberiu.name, password: nil,
                [.clerk, .head, .signatory].map { Appointment(institution: "isu-cluj", role: $0, desk: nil) }, by: nil)
            let tiberiu = try await world.today(.tiberiu)
            try await world.take(leg, .isu)
            let browser = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await browser.get(page)
            #expect(shown.status == .ok && shown.hiddenInputs(of: "\(page)/avizeaza") == nil)
            #expect(shown.says("Avizul îl ceri chiar tu"))
            let version = try await world.version(leg)
            let answer = try await browser.post(
                "\(page)/avizeaza",
                [("jeton", try #require(shown.token)), ("versiune", "\(version)"), ("rezultat", "favourable")])
            #expect(answer.status == .conflict && answer.says("Răspunsul îl redactează, îl aprobă și îl semnează altcineva."))
            #expect(try await world.office.store.read { try $0.events(of: leg) }.last?.details["why"] == "own-question")
            // Nor once a colleague has drafted it.
            try await world.office.endorse(leg, as: .favourable, "", version: version, by: world[.doina])
            let drafted = try await world.version(leg)
            await #expect(throws: Refusal.ownQuestion) { try await world.office.approve(leg, version: drafted, by: tiberiu) }
            try await world.office.approve(leg, version: drafted, by: world[.sever])
            let approved = try await world.version(leg)
            await #expect(throws: Refusal.ownQuestion) { try await world.office.seal(leg, version: approved, by: tiberiu) }
            try await world.office.seal(leg, version: approved, by: world[.traian])
            #expect(try await world.outcome(of: leg) == .favourable)
        }
    }

    @Test("Who only wrote of the act that asks does not answer either")
    func writers() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        try await world.office.draftAct(for: id, version: try await world.version(id), by: world[.mirela])
        let leg = try await world.leg(of: id, at: .isu)
        try await world.office.addStaff(
            email: Cast.mirela.email, name: Cast.mirela.name, password: nil,
            [Appointment(institution: "isu-cluj", role: .clerk, desk: nil)],
            by: nil)
        let mirela = try await world.today(.mirela)
        try await world.take(leg, .isu)
        let version = try await world.version(leg)
        await #expect(throws: Refusal.ownQuestion) {
            try await world.office.endorse(leg, as: .favourable, "", version: version, by: mirela)
        }
        try await world.close()
    }
}
