import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Messages and internal notes")
struct CorrespondenceTests {
    private func submitted(_ test: (World, DossierID) async throws -> Void) async throws {
        let world = try await World()
        let (id, _) = try await world.submitted(.smaranda)
        try await test(world, id)
        try await world.close()
    }

    private func unread(_ id: DossierID, _ member: Cast, _ world: World) async throws -> Int {
        try await world.office.caseFile(id, seenBy: world[member]).unread
    }

    @Test("Applicant and office write to each other with files; each side has its unread marks, and mails that do not say what")
    func both() async throws {
        try await submitted { world, id in
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let paper = try await world.paper("schița")
            try await world.office.write("Am găsit schița veche.", files: [paper], on: id, by: world[.smaranda])
            #expect(try await unread(id, .tiberiu, world) == 1)
            #expect(try await unread(id, .ligia, world) == 1)
            #expect(try await unread(id, .smaranda, world) == 0)
            let read = try await world.office.correspondence(on: id, seenBy: world[.tiberiu])
            #expect(read.messages.map(\.body) == ["Am găsit schița veche."] && read.messages[0].files.map(\.name) == ["document.pdf"])
            #expect(try await unread(id, .tiberiu, world) == 0)
            #expect(try await unread(id, .ligia, world) == 1)
            world.later(days: 0.01)
            try await world.office.write("Mulțumim, este bună.", files: [], on: id, by: world[.tiberiu])
            #expect(try await unread(id, .smaranda, world) == 1)
            try await world.work()
            let mails = try world.mails()
            #expect(mails.count { $0.contains("tiberiu@example.ro") && $0.contains("/birou/cj-cluj/dosare/\(id)/mesaje") } == 1)
            #expect(
                mails.count { $0.contains("smaranda@example.ro") && $0.contains("Ai un mesaj") || $0.contains("ți-a scris la un dosar") }
                    == 1)
            #expect(!mails.contains { $0.contains("schița veche") || $0.contains("este bună") })
            let (file, _) = try await world.office.messageFile(read.messages[0].files[0].id, of: id, seenBy: world[.smaranda])
            #expect(file.sha256 == paper.sha256)
            for stranger in [Cast.aron, .doina, .ilarie] {
                await #expect(throws: Refusal.notFound) { _ = try await world.office.correspondence(on: id, seenBy: world[stranger]) }
                await #expect(throws: Refusal.notFound) { try await world.office.write("?", files: [], on: id, by: world[stranger]) }
            }
            #expect(try await world.office.store.read { try $0.named(among: [paper.sha256]) } == [paper.sha256])
        }
    }

    @Test("Empty, too long and too many messages, foreign formats, an auditor's and those on a draft or an ended dossier are refused")
    func refusals() async throws {
        try await submitted { world, id in
            func write(_ text: String, _ files: [ReceivedFile] = [], by member: Cast = .smaranda, on id: DossierID) async throws {
                try await world.office.write(text, files: files, on: id, by: world[member])
            }
            await #expect(throws: Refusal.self) { try await write("  \n ", on: id) }
            await #expect(throws: Refusal.self) { try await write(String(repeating: "a", count: 4_001), on: id) }
            let odd = ReceivedFile(name: "a.exe", type: nil, size: 3, sha256: "")
            await #expect(throws: Refusal.wrongFormat(allowed: AttachmentKind.MediaType.allCases)) { try await write("x", [odd], on: id) }
            let huge = ReceivedFile(name: "a.pdf", type: .pdf, size: 20_000_001, sha256: String(repeating: "a", count: 64))
            await #expect(throws: Refusal.tooLarge(megabytes: 20)) { try await write("x", [huge], on: id) }
            await #expect(throws: Refusal.correspondenceClosed) { try await write("x", by: .voica, on: id) }
            try await write("Același mesaj", on: id)
            try await write("Același mesaj", on: id)
            for number in 2...10 { try await write("Mesajul \(number)", on: id) }
            #expect(try await world.office.correspondence(on: id, seenBy: world[.smaranda]).messages.count == 10)
            await #expect(throws: Refusal.self) { try await write("Unul prea mult", on: id) }
            let draft = try await world.filled(.smaranda)
            await #expect(throws: Refusal.correspondenceClosed) { try await write("x", on: draft) }
            try await world.office.withdraw(id, version: try await world.version(id), by: world[.smaranda])
            world.later(days: 2)
            await #expect(throws: Refusal.correspondenceClosed) { try await write("x", on: id) }
            try await write("Te așteptăm cu o cerere nouă.", by: .otilia, on: id)
        }
    }

    @Test("Internal notes are for the institution's own staff: no applicant, no other institution, no act and no mail has them")
    func notes() async throws {
        let world = try await World()
        let id = try await world.asked(["isu"])
        try await world.office.note("Bănuim o plăsmuire în acte.", on: id, by: world[.tiberiu])
        #expect(try await world.office.internalNotes(on: id, seenBy: world[.ligia]).notes.map(\.body) == ["Bănuim o plăsmuire în acte."])
        for stranger in [Cast.smaranda, .doina, .aron, .ilarie] {
            await #expect(throws: Refusal.notFound) { _ = try await world.office.internalNotes(on: id, seenBy: world[stranger]) }
            await #expect(throws: Refusal.notFound) { try await world.office.note("?", on: id, by: world[stranger]) }
        }
        await #expect(throws: Refusal.notFound) { try await world.office.note("?", on: id, by: world[.voica]) }
        try await world.answer(try await world.leg(of: id, at: .isu), .isu, as: .favourable)
        try await world.work()
        let acts = try await world.office.caseFile(id, seenBy: world[.smaranda]).acts
        #expect(!acts.contains { $0.data?.contains("plăsmuire") ?? false })
        #expect(try !world.mails().contains { $0.contains("plăsmuire") })
        let events = try await world.office.store.read { try $0.events(of: id) }
        #expect(!events.contains { event in event.details.values.contains { $0.contains("plăsmuire") } })
        try await world.close()
    }
}
