import Foundation
import Logging
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The watched folder of scans")
struct ScanFolderTests {
    private func withFolder(_ body: (World, URL, ScanFolder) async throws -> Void) async throws {
        let world = try await World(reader: .unasked)
        let folder = world.folder.appending(path: "scans")
        try FileManager.default.createDirectory(at: folder.appending(path: "isu-cluj"), withIntermediateDirectories: true)
        try await body(world, folder, ScanFolder(office: world.office, folder: folder, logger: Logger(label: "test")))
        try await world.close()
    }

    /// A file that was last changed so many seconds ago.
    private func put(_ text: String, at file: URL, age: TimeInterval = 60) throws {
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.modificationDate: Date() - age], ofItemAtPath: file.path)
    }

    private func names(_ folder: URL) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

    @Test("A file that stands still is taken once and leaves the folder, each to its institution; one that grows is left alone")
    func taken() async throws {
        try await withFolder { world, folder, watch in
            try put("%PDF-1.4 a", at: folder.appending(path: "a.pdf"))
            try put("%PDF-1.4 b", at: folder.appending(path: "isu-cluj/b.pdf"))
            try put("%PDF-1.4 c", at: folder.appending(path: "creste.pdf"))
            // So new that it stays new however slow the machine is.
            try put("%PDF-1.4 d", at: folder.appending(path: "nou.pdf"), age: -3600)
            try put("%PDF-1.4 e", at: folder.appending(path: "e.pdf.part"))
            var seen: [URL: ScanFolder.Stamp] = [:]
            try await watch.lookThrough(&seen)
            #expect(try names(folder) == ["a.pdf", "creste.pdf", "e.pdf.part", "isu-cluj", "nou.pdf"])
            try put("%PDF-1.4 cc", at: folder.appending(path: "creste.pdf"))
            try await watch.lookThrough(&seen)
            #expect(try names(folder) == ["creste.pdf", "e.pdf.part", "isu-cluj", "nou.pdf"])
            #expect(try names(folder.appending(path: "isu-cluj")).isEmpty)
            func waiting(_ institution: String) async throws -> [String] {
                try await world.office.store.read { try $0.scans(of: institution, in: .waiting, limit: 9).map(\.name) }
            }
            #expect(try await waiting("cj-cluj") == ["a.pdf"])
            #expect(try await waiting("isu-cluj") == ["b.pdf"])
        }
    }

    @Test("A file that was taken when the program was killed before deleting it is deleted, and not taken twice")
    func killed() async throws {
        try await withFolder { world, folder, watch in
            let (file, stamp) = (folder.appending(path: "a.pdf"), Date() - 60)
            for _ in 1...2 {
                try Data("%PDF-1.4 a".utf8).write(to: file)
                try FileManager.default.setAttributes([.modificationDate: stamp], ofItemAtPath: file.path)
                var seen: [URL: ScanFolder.Stamp] = [:]
                for _ in 1...2 { try await watch.lookThrough(&seen) }
            }
            #expect(!FileManager.default.fileExists(atPath: file.path))
            #expect(try await world.office.store.read { try $0.scans(of: "cj-cluj", in: .waiting, limit: 9).count } == 1)
        }
    }

    @Test("What cannot be read at all goes aside, and stands in the tray with its reason")
    func refused() async throws {
        try await withFolder { world, folder, watch in
            try put("PK\u{3}\u{4}", at: folder.appending(path: "arhiva.zip"))
            var seen: [URL: ScanFolder.Stamp] = [:]
            for _ in 1...3 { try await watch.lookThrough(&seen) }
            let tray = try await world.office.paperTray(of: "cj-cluj", seenBy: world[.otilia])
            #expect(tray.refused.map(\.name) == ["arhiva.zip"] && tray.refused.map(\.reason) == ["unsupported"])
            #expect(try names(folder) == ["isu-cluj", ScanFolder.refused])
            #expect(try names(folder.appending(path: ScanFolder.refused)).count == 1)
        }
    }
}
