import Foundation
import HTTPTypes
import HummingbirdTesting
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("One click too many")
struct DoubleClickTests {
    @Test("The same deed posted twice from one page is done once, and the second answer says that it was done")
    func deeds() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let shown = try await otilia.get(page)
            for _ in 1...2 {
                let answer = try await otilia.send("\(page)/repartizeaza", on: shown, [("inspector", world[.tiberiu].id)])
                #expect(answer.status == .seeOther && answer.location == "\(page)?facut=repartizeaza")
            }
            func assigned() async throws -> Int {
                try await world.office.caseFile(id, seenBy: world[.otilia]).events.count { $0.kind == Deed.assign.rawValue }
            }
            #expect(try await assigned() == 1)
            // To somebody else it is another deed, and so it is after a minute.
            let other = try await otilia.send("\(page)/repartizeaza", on: shown, [("inspector", world[.mirela].id)])
            #expect(other.status == .conflict)
            world.later(days: 2.0 / 1_440)
            let late = try await otilia.send("\(page)/repartizeaza", on: shown, [("inspector", world[.tiberiu].id)])
            #expect(late.status == .conflict && late.says("Dosarul s-a schimbat între timp"))
            #expect(try await assigned() == 1)
            #expect(try await world.office.caseFile(id, seenBy: world[.otilia]).dossier.assignee == world[.tiberiu].id)
        }
    }

    @Test("What somebody else did meanwhile is told as before, though it be the same deed")
    func others() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let (first, second) = (try await otilia.get(page), try await ligia.get(page))
            let typed = [("inspector", world[.tiberiu].id)]
            #expect(try await otilia.send("\(page)/repartizeaza", on: first, typed).status == .seeOther)
            #expect(try await ligia.send("\(page)/repartizeaza", on: second, typed).status == .conflict)
        }
    }

    @Test("Another leg, target or ticked reason is another deed, though the words are the same and it comes from the page before")
    func choices() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu", "apa-canal"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let (isu, aries) = (try await world.leg(of: id, at: .isu), try await world.leg(of: id, at: .aries))
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await tiberiu.get(page)
            let before = try await world.version(id)
            func takeBack(_ leg: DossierID) async throws -> HTTPResponse.Status {
                try await tiberiu.post(
                    "\(page)/retrage-aviz",
                    [
                        ("jeton", try #require(shown.token)), ("versiune", "\(before)"), ("aviz", leg),
                        ("motiv.retrage-aviz", "Nu mai este nevoie."),
                    ]
                ).status
            }
            #expect(try await takeBack(isu) == .seeOther)
            #expect(try await takeBack(isu) == .seeOther)
            #expect(try await takeBack(aries) == .conflict)
            #expect(try await world.outcome(of: aries) == nil)

            let (other, _) = try await world.submitted(.aron, service: "petitie")
            let sent = "/birou/cj-cluj/dosare/\(other)"
            let otilia = try await DeskBrowser(client, world, as: .otilia)
            let drawn = try await otilia.get(sent)
            func sendOn(_ target: String) async throws -> HTTPResponse.Status {
                try await otilia.send(
                    "\(sent)/redirectioneaza", on: drawn,
                    [("institutie", target), ("motiv.redirectioneaza", "Nu ține de județ.")]
                ).status
            }
            #expect(try await sendOn("isu-cluj") == .seeOther)
            #expect(try await sendOn("isu-cluj") == .seeOther)
            #expect(try await sendOn("primaria-turda") == .conflict)
        }
    }

    @Test("A refusal proposed twice from one page for the same ticked reason is one; for another reason it is another deed")
    func refusals() async throws {
        try await atTheDesk { world, client in
            let id = try await world.asked(["isu"])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let reasons = try #require(world.office.content.service("ac-construire")).refusalReasons
            try #require(reasons.count > 1)
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await tiberiu.get(page)
            func propose(_ reason: String) async throws -> HTTPResponse.Status {
                try await tiberiu.send("\(page)/propune-respingerea", on: shown, [("motive", reason)]).status
            }
            #expect(try await propose(reasons[0]) == .seeOther)
            #expect(try await propose(reasons[0]) == .seeOther)
            #expect(try await propose(reasons[1]) == .conflict)
            let proposed = try await world.office.caseFile(id, seenBy: world[.tiberiu]).dossier.proposedRefusal
            #expect(proposed?.answers.text(Dossier.refusalReason) == reasons[0])
        }
    }

    @Test("A note written twice by one click is one note; later, or by somebody else, it is another")
    func notes() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let notes = "/birou/cj-cluj/dosare/\(id)/note"
            func count() async throws -> Int {
                try await world.office.internalNotes(on: id, seenBy: world[.tiberiu]).notes.count
            }
            let tiberiu = try await DeskBrowser(client, world, as: .tiberiu)
            let shown = try await tiberiu.get(notes)
            for _ in 1...2 {
                #expect(try await tiberiu.send(notes, on: shown, [("mesaj", "De verificat planul.")]).status == .seeOther)
            }
            #expect(try await count() == 1)
            try await world.office.note("De verificat planul.", on: id, by: world[.otilia])
            #expect(try await count() == 2)
            world.later(days: 2.0 / 1_440)
            try await world.office.note("De verificat planul.", on: id, by: world[.otilia])
            #expect(try await count() == 3)
        }
    }

    @Test("A proof of payment sent twice is one file and one line of history; another file is another proof")
    func proofs() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            let payment = "/dosare/\(id)/plata"
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get(payment)
            func given() async throws -> [Int] {
                let file = try await world.office.caseFile(id, seenBy: world[.smaranda])
                return [file.events.count { $0.kind == "payment-proof" }, file.attachments.count { $0.code == Attachment.paymentProof }]
            }
            for _ in 1...2 {
                let answer = try await smaranda.upload(Array("%PDF-1.4".utf8), named: "dovada.pdf", as: "dovada", to: payment, on: page)
                #expect(answer.location == payment)
            }
            #expect(try await given() == [1, 1])
            _ = try await smaranda.upload(Array("%PDF-1.5".utf8), named: "dovada.pdf", as: "dovada", to: payment, on: page)
            #expect(try await given() == [2, 2])
        }
    }
}
