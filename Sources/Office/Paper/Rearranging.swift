import Rulebook
import Store

/// Where a page of a proposal goes.
package enum PagePlace: Hashable, Sendable {
    /// Into a request of its own.
    case alone
    /// Into another request that the same scan holds.
    case proposal(String)
}

/// Pages that the reader put together otherwise than people do.
extension Office {
    /// Moves pages of a proposal elsewhere, and pages of the tray into it. A proposal whose last page went into another is no more.
    /// - Parameters:
    ///   - pages: by their place in the proposal, from 1.
    ///   - strays: pages of the scan's file, from the tray.
    /// - Returns: the proposal to go on with.
    /// - Throws: `Refusal.notFound`; `.held`, also where another has the target open; `.stale`.
    package func rearrange(
        _ id: String, pages: [Int: PagePlace], taking strays: Set<Int> = [], in institution: String, by visitor: Visitor
    ) async throws -> String {
        let now = settings.now()
        return try await store.write { books in
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            let scan = proposal.scan
            var others: [String: Proposal] = [:]
            for place in pages.values {
                guard case .proposal(let other) = place, others[other] == nil else { continue }
                let target = try ownProposal(other, in: institution, by: visitor, at: now, books)
                guard target.scan == scan, target.id != id else { throw Refusal.notFound }
                others[other] = target
            }
            for stray in try books.strays(of: scan) where strays.contains(stray.source) {
                proposal.reading.add(
                    PaperReading.Page(source: stray.source, number: nil, turned: 0, alignment: .none, image: stray.image), [])
                try books.clear(stray: stray.source, of: scan, at: now)
            }
            var last = try books.proposals(of: scan).map(\.ordinal).max() ?? 0
            // From the last page on, so that those before keep their places.
            var alone: [Proposal] = []
            for (number, place) in pages.sorted(by: { $0.key > $1.key }) {
                if place == .alone, proposal.reading.pages.count == 1 { continue }
                guard let (page, fields) = proposal.reading.removePage(number) else { throw Refusal.notFound }
                let gone = Set(fields.map { $0.cell?.table ?? $0.key })
                if let typed = proposal.typed?.answers {
                    proposal.typed?.answers = Answers(typed.byKey.filter { !gone.contains($0.key) })
                }
                switch place {
                case .proposal(let other):
                    guard var target = others[other] else { continue }
                    give(page, fields, to: &target)
                    others[other] = target
                case .alone:
                    var document = proposal.reading
                    (document.pages, document.fields) = ([], [])
                    document.add(page, fields)
                    alone.append(
                        Proposal(
                            id: settings.newID(), scan: scan, ordinal: 0, institution: institution, service: proposal.service,
                            reading: document, arrivedAt: proposal.arrivedAt))
                }
            }
            for found in alone.reversed() {
                last += 1
                var added = Proposal(
                    id: found.id, scan: scan, ordinal: last, institution: institution, service: found.service, reading: found.reading,
                    arrivedAt: found.arrivedAt)
                try complete(&added, books)
                try books.add(added)
            }
            for var other in others.values {
                try complete(&other, books)
                try books.save(other)
            }
            try books.record("paper-rearranged", of: nil, in: institution, by: visitor.id, at: now, ["proposal": id, "scan": scan])
            guard proposal.reading.pages.isEmpty, let target = others.values.min(by: { $0.ordinal < $1.ordinal }) else {
                try complete(&proposal, books)
                try books.save(proposal)
                return id
            }
            try books.moveFiles(from: id, to: target.id)
            try books.delete(proposal: id)
            return target.id
        }
    }

    /// What is typed of a proposal stays; what came with the page stands where nothing was typed.
    private func give(_ page: PaperReading.Page, _ fields: [PaperReading.Field], to proposal: inout Proposal) {
        proposal.reading.add(page, fields)
        guard let typed = proposal.typed?.answers, let form = proposal.service.flatMap({ content.service($0) })?.form else { return }
        proposal.typed?.answers = proposal.reading.answers(to: form).merging(Answers(typed.byKey.filter { !$0.value.isBlank }))
    }

    /// Says anew what a document lacks.
    private func complete(_ proposal: inout Proposal, _ books: Books) throws {
        var document = proposal.reading
        var map: PaperMap?
        if let service = document.service, service == proposal.service, let revision = document.revision {
            map = try books.paperMap(of: service, revision: revision)?.map
        }
        document.service = proposal.service
        proposal.reading.missing = content.missing(from: document, printedAs: map, on: today())
    }
}
