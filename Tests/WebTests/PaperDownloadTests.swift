import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import TestKit
import Testing

@testable import Web

@Suite("Forms on paper, for anybody to take")
struct PaperDownloadTests {
    @Test("A service's page leads to its form, which is sent once and whose map is kept")
    func download() async throws {
        try await atTheDesk { world, client in
            let visit = DeskBrowser(client, cookie: DeskBrowser.visit)
            #expect(try await visit.get("/servicii/petitie").says("/servicii/petitie/formular.pdf"))
            let tag = try await client.execute(uri: "/servicii/petitie/formular.pdf", method: .get) { answer in
                #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf")
                #expect(String(buffer: answer.body).hasPrefix("%PDF-"))
                #expect(answer.headers[.contentDisposition]?.contains("formular-petitie.pdf") == true)
                return try #require(answer.headers[.eTag])
            }
            try await client.execute(uri: "/servicii/petitie/formular.pdf", method: .get, headers: [.ifNoneMatch: tag]) { answer in
                #expect(answer.status == .notModified && answer.body.readableBytes == 0)
            }
            let revision = tag.trimmingCharacters(in: ["\""])
            let map = try await world.office.paperMap(of: "petitie", revision: revision)
            #expect(map?.revision == revision && map?.fields.isEmpty == false)
            #expect(try await world.office.paperMap(of: "petitie", revision: "0000000000") == nil)
        }
    }

    @Test("A form comes in the language that is asked for, where there is one", arguments: [("hu", "Kérelem"), ("xx", "Cerere")])
    func language(_ asked: String, _ word: String) async throws {
        try await atTheDesk { world, client in
            try await client.execute(uri: "/servicii/petitie/formular.pdf?limba=\(asked)", method: .get) { answer in
                #expect(answer.status == .ok)
                let name = answer.headers[.contentDisposition] ?? ""
                #expect(name.contains("formular-petitie-hu.pdf") == (asked == "hu"), "\(word): \(name)")
            }
        }
    }

    @Test("The code on a print leads to the service; an unknown service has no form")
    func code() async throws {
        try await atTheDesk { _, client in
            try await client.execute(uri: "/formular/petitie/0123456789/1", method: .get) { answer in
                #expect(answer.status == .seeOther && answer.headers[.location] == "/servicii/petitie")
            }
            for path in ["/servicii/nu-exista/formular.pdf", "/formular/nu-exista/0123456789/1"] {
                try await client.execute(uri: path, method: .get) { #expect($0.status == .notFound) }
            }
        }
    }
}
