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
