import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Terms in hours, through HTTP")
struct HourTermTests {
    @Test("A child in danger has its 24 hours by the clock, over days off; the lists and the letter call it late from the minute after")
    func danger() async throws {
        try await atTheDesk { world, client in
            // Sunday, the 29th of November, 15:26: Saint Andrew's is the day after.
            world.clock.turn(by: 6 * 86_400 + 5 * 3_600 + 11 * 60)
            let key = try await world.office.makeAccessKey(named: "Un program", by: world[.smaranda])
            var answers = try #require(world.office.content.service("dgaspc-sesizare-abuz")).form.examples
            answers["pericol_iminent"] = .text("true")
            var headers: HTTPFields = [.contentType: "application/json", .authorization: "Bearer \(key)"]
            headers[try #require(HTTPField.Name("Idempotency-Key"))] = "una"
            let body = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
            let filed = try await client.execute(
                uri: "/api/v1/services/dgaspc-sesizare-abuz/dossiers", method: .post, headers: headers, body: ByteBuffer(string: body)
            ) { DeskAnswer($0) }
            #expect(filed.status == .created)
            let id = try #require(filed.location?.split(separator: "/").last.map(String.init))
            let crew = try await world.crew(of: "dgaspc-cluj")
            try await world.office.assign(id, to: crew.clerks[0].id, version: try await world.version(id), by: crew.registry)
            func browser() async throws -> DeskBrowser {
                let session = try await world.office.signIn(email: crew.clerks[0].person.email, password: World.password)
                return DeskBrowser(client, cookie: "sesiune=\(session)")
            }
            let list = "/birou/dgaspc-cluj/lucrari"
            var page = try await browser().get("/birou/dgaspc-cluj/dosare/\(id)")
            #expect(page.says("luni, 30 noiembrie") && page.says("15:26") && !page.says("miercuri, 2 decembrie"))
            // Ten minutes before its end it is due soon, ten minutes after it is late.
            world.clock.turn(by: 86_400 - 600)
            let soon = try await browser()
            #expect(try await !soon.get("\(list)?vedere=depasite").says(id))
            #expect(try await soon.get("\(list)?vedere=curand").says(id))
            world.clock.turn(by: 1_200)
            let late = try await browser()
            page = try await late.get("\(list)?vedere=depasite")
            #expect(page.says(id) && page.says("1\u{a0}oră peste") && page.says("15:26"))
            #expect(try await !late.get("\(list)?vedere=curand").says(id))
            #expect(try await late.get("/birou/dgaspc-cluj/dosare/\(id)").says("depășit"))
            #expect(try await DeskBrowser(client, world, as: .smaranda).get("/dosare/\(id)").says("ora 15:26"))
            // The calendar's reckoning keeps the minute, and the next working morning's letter counts it.
            try await world.office.reckonTerms()
            #expect(try await world.office.store.read { try $0.due(of: id) }?.time?.description == "15:26")
            world.later(days: 2)
            try await world.office.sendDigests()
            try await world.work()
            #expect(try world.mails().contains { $0.contains(crew.clerks[0].person.email) && $0.contains("peste termen") })
        }
    }
}
