import Documents
package import Foundation
package import Rulebook
import Store

/// Forms on paper.
extension Office {
    /// A service's blank form, made once for as long as the content holds. Its map is in the books before anybody has the form,
    /// so that a scan of it can be read for ever, and the print lies where the reader of paper finds it.
    ///
    /// - Parameter language: the form's, where the service is translated; else the form is in Romanian.
    /// - Throws: `Refusal.notFound` for a service that is not in the catalogue.
    package func paper(of slug: String, in language: Language) async throws -> PaperPrint {
        guard let service = content.service(slug) else { throw Refusal.notFound }
        let language = service.title.has(language) ? language : .ro
        return try await papers.print(slug, language, edition: edition) {
            let now = settings.now()
            let form = PaperForm(of: service, in: content, language: language, address: settings.publicAddress)
            let press = PaperPress(typesetter, address: settings.publicAddress)
            let map = try await press.map(of: form, at: now)
            let number = try shelf.revisionInForce(of: slug)
            try await store.write { books in try books.keep(map, ofRevision: number, at: now) }
            let print = PaperPrint(language: language, map: map, pdf: try await press.print(form, map, at: now))
            try reader?.keep(print)
            return print
        }
    }

    /// Where everything stands on a print, by what its code says; nil for a code that is none of ours.
    package func paperMap(of service: String, revision: String) async throws -> PaperMap? {
        try await store.read { books in try books.paperMap(of: service, revision: revision)?.map }
    }
}

/// A form ready to be handed out.
package struct PaperPrint: Sendable {
    package let language: Language
    package let map: PaperMap
    package let pdf: Data
}

/// Prints that were made already. Whoever asks for one in the making waits for it.
actor PaperShelf {
    /// Some 100 kB each.
    static let limit = 150  // prints

    private struct Place: Hashable {
        let service: String
        let language: Language
        /// Of the content that it was made from.
        let edition: Int
    }

    private var prints: [Place: Task<PaperPrint, any Error>] = [:]
    private var order: [Place] = []

    func print(
        _ service: String, _ language: Language, edition: Int, make: @escaping @Sendable () async throws -> PaperPrint
    ) async throws -> PaperPrint {
        let place = Place(service: service, language: language, edition: edition)
        if let known = prints[place] { return try await known.value }
        let task = Task { try await make() }
        prints[place] = task
        do {
            let print = try await task.value
            order.append(place)
            if order.count > Self.limit { prints[order.removeFirst()] = nil }
            return print
        } catch {
            prints[place] = nil
            throw error
        }
    }
}
