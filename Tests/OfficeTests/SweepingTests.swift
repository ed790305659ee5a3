import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("The sweep of files that no row names")
struct SweepingTests {
    @Test("It deletes what was refused or taken out, a day later, and nothing that a row names", arguments: FileStoreKind.allCases)
    func sweeping(kind: FileStoreKind) async throws {
        let world = try await World(files: kind)
        let (office, files) = (world.office, world.office.store.files)
        let (id, _) = try await world.submitted(.smaranda)
        try await world.work()
        let draft = try await world.filled(.aron)
        let taken = try await world.paper("luat înapoi")
        try await office.attach(taken, as: "A-PIZ", to: draft, by: world[.aron])
        let form = try await office.form(draft, by: world[.aron], in: .ro)
        let attached = try #require(form.attachments.first { $0.sha256 == taken.sha256 })
        try await office.detach(attached.id, from: draft, by: world[.aron])
        let refused = try await world.paper("refuzat")
        let named = try await office.store.read { books in
            try (books.attachments(of: id) + books.attachments(of: draft)).map(\.sha256) + books.acts(of: id).compactMap(\.sha256)
        }
        #expect(named.count > 5)
        try Data(repeating: 1, count: 100).write(to: world.folder.appending(path: "files/incoming/left-by-a-crash"))

        let today = office.at { Date() }
        #expect(try await today.sweepFiles() == 0)
        let later = office.at { Date() + 2 * 86_400 }
        #expect(try await later.sweepFiles() == taken.size + refused.size + 100)
        #expect(try await later.sweepFiles() == 0)
        for sha256 in named { _ = try await files.read(sha256) }
        #expect(try await Set(files.files().map(\.sha256)) == Set(named))
        for gone in [taken, refused] { await #expect(throws: StoreFault.self) { try await files.read(gone.sha256) } }
        try await world.close()
    }
}
