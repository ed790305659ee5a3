import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("Maps of printed forms")
struct PaperMapTests {
    private static func map(_ service: String, _ revision: String, height: Double = 7) throws -> PaperMap {
        let text = """
            {"service":"\(service)","revision":"\(revision)","language":"ro",
             "pages":[{"width":210,"height":297,"marks":[[8,8,5,5]],"qr":[172,7,20,20]}],
             "fields":[{"key":"solicitant.cnp","kind":"cnp","page":1,"box":[15,60.5,65,\(height)],"cells":13}]}
            """
        return try JSONDecoder().decode(PaperMap.self, from: Data(text.utf8))
    }

    @Test("The map of an old print is found by its code, and a map is kept once", arguments: EngineKind.allCases)
    func kept(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                let service = try Cast.service().slug
                let first = try Self.map(service, "0123456789")
                try books.keep(first, ofRevision: 1, at: Cast.noon)
                try books.keep(try Self.map(service, "abcdef0123"), ofRevision: 1, at: Cast.noon + 1)
                try books.keep(try Self.map(service, "0123456789", height: 9), ofRevision: 1, at: Cast.noon + 2)
                let found = try books.paperMap(of: service, revision: "0123456789")
                #expect(found?.map == first && found?.number == 1)
                #expect(try books.paperMap(of: service, revision: "ffffffffff") == nil)
                #expect(try books.paperMap(of: "alt-serviciu", revision: "0123456789") == nil)
            }
        }
    }
}
