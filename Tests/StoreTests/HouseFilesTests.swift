import Foundation
import TestKit
import Testing

@testable import Store

@Suite("Copying a house's files")
struct HouseFilesTests {
    @Test(
        "The files go from either place to either, several at once; one that is damaged there is taken anew",
        arguments: FileStoreKind.allCases, FileStoreKind.allCases)
    func places(from: FileStoreKind, to: FileStoreKind) async throws {
        try await Bench.on(.sqlite) { origin in
            try await Bench.on(.sqlite) { destination in
                let source = try Store(folder: origin.folder, files: from.store(in: origin.folder))
                let target = try Store(folder: destination.folder, files: to.store(in: destination.folder))
                try await HouseCopyTests.fill(source)
                let papers = (1...20).map { Data.noise(50_000 * $0, seed: UInt64($0)) }
                for (number, paper) in papers.enumerated() {
                    let sha256 = try await source.files.keep(paper)
                    try await source.write { books in
                        try books.add(
                            Attachment(
                                id: "p\(number)", dossier: "d2", code: "A-CI", name: "?", mediaType: "application/pdf", size: paper.count,
                                sha256: sha256, addedAt: Cast.noon, addedBy: "ana"))
                    }
                }
                for paper in papers.prefix(2) { _ = try await target.files.keep(paper) }
                let bench = FileBench(kind: to, folder: destination.folder, files: target.files)
                try await bench.damage(papers[0].digest, Data("damage".utf8))
                #expect(try await HouseCopy(from: source, to: target).run().files == 21)
                for paper in papers { #expect(try await target.files.read(paper.digest) == paper) }
                #expect(try bench.incoming().isEmpty)
                try await source.close()
                try await target.close()
            }
        }
    }

    @Test("The files that are named come in pages, each once, without those that were taken out", arguments: EngineKind.allCases)
    func pages(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let names = (0..<7).map { Data("\($0)".utf8).digest }.sorted()
            try await store.write { books in
                try books.open(Cast.dossier("d1"), key: "d1", at: Cast.noon)
                for (number, name) in (names + names.prefix(3)).enumerated() {
                    try books.add(
                        Attachment(
                            id: "a\(number)", dossier: "d1", code: "A-CI", name: "?", mediaType: "application/pdf", size: 1, sha256: name,
                            addedAt: Cast.noon, addedBy: "ana"))
                }
                _ = try books.remove(attachment: "a6", of: "d1", at: Cast.noon)
                _ = try books.remove(attachment: "a0", of: "d1", at: Cast.noon)
            }
            let pages = try await store.read { books in
                var pages = [try books.namedFiles(after: "", limit: 4)]
                while let last = pages.last?.last { pages.append(try books.namedFiles(after: last, limit: 4)) }
                return pages
            }
            #expect(pages == [Array(names[0..<4]), Array(names[4..<6]), []])
            #expect(try await store.read { try $0.namedFileCount() } == 6)
            // What asks the other way round knows the same tables.
            let naming = try await store.read { try $0.tables().filter { $0.columns.contains("sha256") }.map(\.name) }
            #expect(Set(naming) == ["attachment", "act", "message_file", "scan", "scan_picture", "correction", "proposal_file"])
        }
    }
}
