import Foundation
import HTTPTypes
import Office
import Rulebook
import Store
import TestKit
import Testing

@testable import Web

@Suite("Files that people take with them")
struct DownloadTests {
    @Test("A file comes whole, in parts, or not again when the browser has it", arguments: FileStoreKind.allCases)
    func parts(kind: FileStoreKind) async throws {
        try await atTheDesk(files: kind) { world, client in
            let (path, text) = try await Self.attached(world)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let whole = try await smaranda.get(path)
            let tag = try #require(whole.headers[.eTag])
            #expect(whole.status == .ok && whole.text == text && whole.headers[.contentLength] == "\(text.utf8.count)")
            #expect(whole.headers[.acceptRanges] == "bytes" && whole.headers[.cacheControl] == "private, no-store")
            #expect(whole.headers[.contentType] == "application/pdf")
            for (range, part, from) in [("0-3", text.prefix(4), 0), ("5-", text.dropFirst(5), 5), ("-6", text.suffix(6), text.count - 6)] {
                let answer = try await smaranda.get(path, [.range: "bytes=\(range)"])
                #expect(answer.status == .partialContent && answer.text == String(part))
                #expect(answer.headers[.contentRange] == "bytes \(from)-\(from + part.count - 1)/\(text.count)")
            }
            let beyond = try await smaranda.get(path, [.range: "bytes=9000-"])
            #expect(beyond.status == .rangeNotSatisfiable && beyond.headers[.contentRange] == "bytes */\(text.count)")
            for odd in ["bytes=0-1,3-4", "bytes=4-1", "lines=1-2", "bytes=-", "bytes=x-"] {
                #expect(try await smaranda.get(path, [.range: odd]).text == text)
            }
            let stale = try await smaranda.get(path, [.range: "bytes=0-3", .ifRange: "\"another\""])
            #expect(stale.status == .ok && stale.text == text)
            #expect(try await smaranda.get(path, [.range: "bytes=0-3", .ifRange: tag]).status == .partialContent)
            let known = try await smaranda.get(path, [.ifNoneMatch: tag])
            #expect(known.status == .notModified && known.text.isEmpty)
        }
    }

    @Test("A file that is not where it should be is our fault, not the person's", arguments: FileStoreKind.allCases)
    func lost(kind: FileStoreKind) async throws {
        try await atTheDesk(files: kind) { world, client in
            let (path, _) = try await Self.attached(world)
            for file in try await world.office.store.files.files() {
                _ = try await world.office.store.files.remove(file.sha256, unlessKeptAfter: .distantFuture)
            }
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            for range in ["", "bytes=0-3"] {
                let answer = try await smaranda.get(path, [.range: range])
                #expect(answer.status == .internalServerError && answer.says("Ceva nu a mers la noi"))
            }
        }
    }

    @Test("An upload by the form is kept on S3, and comes back as it was sent")
    func upload() async throws {
        try await atTheDesk(files: .s3) { world, client in
            let id = try await world.filled(.smaranda)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let documents = "/dosare/\(id)/documente"
            let text = "%PDF-1.7\n" + String(repeating: "plan ", count: 200_000)
            let sent = try await smaranda.upload(
                Array(text.utf8), named: "plan.pdf", as: "A-PIZ", to: documents, on: smaranda.get(documents))
            #expect(sent.status == .seeOther)
            let attached = try await world.office.form(id, by: world[.smaranda], in: .ro).attachments
            let plan = try #require(attached.first { $0.name == "plan.pdf" })
            #expect(try await smaranda.get("/dosare/\(id)/fisiere/\(plan.id)").text == text)
            let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.appending(path: "files/incoming").path)
            #expect(left.isEmpty)
        }
    }

    /// A dossier's attachment: its address and its text.
    private static func attached(_ world: World) async throws -> (path: String, text: String) {
        let id = try await world.filled(.smaranda)
        let form = try await world.office.form(id, by: world[.smaranda], in: .ro)
        let file = try #require(form.attachments.first)
        let data = try await world.office.store.files.read(file.sha256)
        return ("/dosare/\(id)/fisiere/\(file.id)", String(decoding: data, as: UTF8.self))
    }
}
