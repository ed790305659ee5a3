import Foundation
import HTTPTypes
import NIOCore
import Office
import TestKit
import Testing

@Suite("Accounts, through the pages")
struct AccountPagesTests {
    @Test("A new account is confirmed by mail, then opens with its password, and leads back where one wanted to go")
    func signsUp() async throws {
        try await atTheDesk { world, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let typed = [("name", "Rareș Codreanu"), ("email", "rares@example.ro"), ("password", "un șir de cuvinte")]
            let short = try await visit.send(
                "/cont/nou", on: try await visit.get("/cont/nou"), [("name", ""), ("email", "rares@"), ("password", "scurt")])
            #expect(short.status == .unprocessableContent && short.says("value=\"rares@\""))
            #expect(try await visit.send("/cont/nou", on: try await visit.get("/cont/nou"), typed).says("Uită-te în poștă"))
            try await world.work()
            let mail = try #require(try world.mails().last)
            let token = try #require(mail.firstMatch(of: /jeton=([0-9a-z]+)/)?.1)
            let page = try await visit.get("/cont/confirmare?jeton=\(token)")
            #expect(try await visit.send("/cont/confirmare", on: page).says("Adresa este confirmată"))
            #expect(try await visit.send("/cont/confirmare", on: page).status == .gone)
            let signIn = try await visit.get("/intra?inapoi=%2Fcont")
            #expect(
                try await visit.send("/intra", on: signIn, [("email", "rares@example.ro"), ("parola", "altceva")]).status
                    == .unprocessableContent)
            let answer = try await visit.send("/intra", on: signIn, [("email", "rares@example.ro"), ("parola", "un șir de cuvinte")])
            #expect(answer.location == "/cont")
        }
    }

    @Test("After signing in nobody is led to another site")
    func staysHere() async throws {
        try await atTheDesk { world, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            for back in ["https://alt.example/", "//alt.example", "/\\alt.example"] {
                let answer = try await visit.send(
                    "/intra", on: try await visit.get("/intra"),
                    [("email", Cast.smaranda.email), ("parola", World.password), ("inapoi", back)])
                #expect(answer.location == "/dosare", "\(back)")
            }
        }
    }

    @Test("Staff who sign in begin at their desk, citizens with their dossiers")
    func beginsAtTheDesk() async throws {
        try await atTheDesk { world, client in
            for (person, first) in [(Cast.otilia, "/birou"), (Cast.smaranda, "/dosare")] {
                let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
                let answer = try await visit.send(
                    "/intra", on: try await visit.get("/intra"), [("email", person.email), ("parola", World.password)])
                #expect(answer.location == first)
            }
        }
    }

    @Test("Guessing a password is stopped after some tries, until the clock has gone on")
    func stopsGuessing() async throws {
        try await atTheDesk { world, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            let page = try await visit.get("/intra")
            let typed = [("email", Cast.aron.email), ("parola", "nu știu")]
            for _ in 0..<10 { #expect(try await visit.send("/intra", on: page, typed).status == .unprocessableContent) }
            #expect(try await visit.send("/intra", on: page, typed).status == .tooManyRequests)
            world.later(days: 1)
            #expect(try await visit.send("/intra", on: page, typed).status == .unprocessableContent)
        }
    }

    @Test("Signing out ends the session itself, not only the cookie")
    func signsOut() async throws {
        try await atTheDesk { world, client in
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let page = try await smaranda.get("/cont")
            #expect(page.says("Smaranda Vălureanu"))
            #expect(try await smaranda.send("/iesi", on: page).location == "/")
            #expect(try await smaranda.get("/cont").status == .seeOther)
        }
    }
}
