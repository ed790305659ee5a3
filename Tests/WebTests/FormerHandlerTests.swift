import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Work whose handler works here no more")
struct FormerHandlerTests {
    @Test("The page says that nobody works on it, the news go to the registry, the head's list shows it, and the head gives it away")
    func gone() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let page = "/birou/cj-cluj/dosare/\(id)"
            let unhandled = "/birou/cj-cluj/lucrari?vedere=fara-responsabil"
            var ligia = try await DeskBrowser(client, world, as: .ligia)
            #expect(try await !ligia.get(unhandled).says(id))
            try await world.leave(.tiberiu)
            ligia = try await DeskBrowser(client, world, as: .ligia)
            let list = try await ligia.get("/birou/cj-cluj/lucrari")
            #expect(list.says("fără responsabil") && list.says("vedere=fara-responsabil"))
            #expect(try await ligia.get(unhandled).says(id))
            let shown = try await ligia.get(page)
            #expect(shown.says("Tiberiu Ostrovel nu mai lucrează la acest birou") && shown.says("Repartizează-l unui coleg."))
            #expect(!shown.says("inspector, Tiberiu Ostrovel"))
            let mirela = try await DeskBrowser(client, world, as: .mirela)
            #expect(try await mirela.get(page).says("Șeful de serviciu îl repartizează altui coleg"))
            #expect(try await !mirela.get("/birou/cj-cluj/lucrari").says("fara-responsabil"))

            try await world.office.write("Mai am o întrebare.", files: [], on: id, by: world[.smaranda])
            try await world.work()
            let registry = try #require(world.office.content.institution("cj-cluj")).email
            let told = try world.mails().filter { $0.contains("\(page)/mesaje") }
            #expect(told.count == 1 && told.allSatisfy { $0.contains("To: ") && $0.contains(registry) && !$0.contains(Cast.tiberiu.email) })

            #expect(try await ligia.send("\(page)/repartizeaza", on: shown, [("inspector", world[.mirela].id)]).status == .seeOther)
            #expect(try await !ligia.get(unhandled).says(id))
            #expect(try await ligia.get(page).says("inspector, Mirela Stănilă"))
        }
    }

    @Test("Where a desk has no clerk left the head reads whom to ask; a colleague of another desk is refused in words, alone and in bulk")
    func nobody() async throws {
        try await atTheDesk { world, client in
            let (id, _) = try await world.submitted(.smaranda)
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            let ligia = try await DeskBrowser(client, world, as: .ligia)
            let page = "/birou/cj-cluj/dosare/\(id)"
            let list = try await ligia.get("/birou/cj-cluj/lucrari?vedere=toate")
            let bulk = try await ligia.send(
                "/birou/cj-cluj/lucrari/repartizeaza", on: list, [("dosar", id), ("inspector", world[.nuta].id)])
            #expect(bulk.status == .conflict && bulk.says("Colegul ales nu lucrează la biroul acestui dosar"))
            let single = try await ligia.send("\(page)/repartizeaza", on: try await ligia.get(page), [("inspector", world[.nuta].id)])
            #expect(single.status == .unprocessableContent && single.says("Colegul ales nu lucrează la biroul acestui dosar"))
            for member in [Cast.tiberiu, .mirela] { try await world.leave(member) }
            #expect(try await ligia.get(page).says("cere administratorului instituției să numească unul"))
        }
    }
}
