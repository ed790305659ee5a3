import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("What content was read from")
struct ContentSourceTests {
    private static let slug = "petitie"

    /// The content with another title on the petition.
    private func texts(titled title: String? = nil) throws -> [String: String] {
        var files = try ContentFolder.files()
        let path = try #require(files.keys.first { $0.hasSuffix("/\(Self.slug).yaml") })
        let written = try #require(ContentFolder.content.get().service(Self.slug)).title.ro
        if let title { files[path] = files[path]?.replacing(written, with: title) }
        return files
    }

    /// What a start does with the content that it has read.
    private func start(_ world: World, _ content: Content, from source: ContentSource?) async throws {
        try await world.office.keepRevisions(of: content, from: source)
    }

    private func revision(_ world: World) async throws -> Int? {
        try await world.office.store.read { try $0.latestRevisions()[Self.slug]?.number }
    }

    private func title(_ world: World) async throws -> String? {
        let number = try #require(try await revision(world))
        return try await world.office.store.read { try $0.service(Self.slug, revision: number)?.title.ro }
    }

    @Test("The same texts have the same source for the same program; another text, name or program has another")
    func sources() throws {
        let kept = ["a": (number: 1, digest: "x")]
        func mark(_ texts: [String: String], _ program: String = "/proc/self/exe") throws -> String {
            try #require(ContentSource(texts, program: program)).mark(of: kept)
        }
        let texts = ["a.yaml": "one", "b.yaml": "two"]
        #expect(try mark(texts) == mark(texts))
        let copy = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
        try Data("x".utf8).write(to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        let before = try mark(texts, copy.path)
        try Data("yy".utf8).write(to: copy)
        let others = try [
            mark(["a.yaml": "one", "b.yaml": "tw"]), mark(["a.yaml": "two", "b.yaml": "one"]), mark(["a.yaml": "one", "c.yaml": "two"]),
            mark(["a.yaml": "oneb.yaml", "": "two"]), mark(texts, copy.path), before,
            try #require(ContentSource(texts)).mark(of: ["a": (number: 2, digest: "x")]),
        ]
        #expect(Set(others + [try mark(texts)]).count == others.count + 1)
        #expect(ContentSource(texts, program: "/nowhere/at all") == nil)
    }

    @Test("A definition is written down again only where a text, the program or the books have changed")
    func starts() async throws {
        let world = try await World()
        let (old, new) = (try texts(), try texts(titled: "Petiție nouă"))
        let (before, after) = (try Content.read(old, judging: .asTheyStand), try Content.read(new, judging: .asTheyStand))
        let (oldSource, newSource) = (ContentSource(old), ContentSource(new))
        #expect(try await revision(world) == 1)
        try await start(world, before, from: oldSource)
        // What came from the marked source is not looked at: here something else is passed off as it.
        try await start(world, after, from: oldSource)
        #expect(try await revision(world) == 1)
        try await start(world, after, from: newSource)
        #expect(try await revision(world) == 2)
        #expect(try await title(world) == "Petiție nouă")
        // The old texts again: their mark is gone, and so they are a third revision, not the first one.
        try await start(world, before, from: oldSource)
        #expect(try await revision(world) == 3)
        // Somebody who leaves no mark keeps something else meanwhile, as a program of before does: the mark is not believed.
        try await start(world, after, from: nil)
        #expect(try await revision(world) == 4)
        try await start(world, before, from: oldSource)
        #expect(try await revision(world) == 5)
        try await start(world, before, from: oldSource)
        #expect(try await revision(world) == 5)
        #expect(try await title(world) == before.service(Self.slug)?.title.ro)
        try await world.close()
    }

    @Test("Whoever marked the books opens dossiers under the revision that they keep")
    func opening() async throws {
        let world = try await World()
        let (content, source) = (world.office.content, ContentSource(try texts()))
        for _ in 1...2 {
            try await start(world, content, from: source)
            #expect(try content.services.allSatisfy { try world.office.shelf.revisionInForce(of: $0.slug) == 1 })
        }
        try await world.close()
    }
}
