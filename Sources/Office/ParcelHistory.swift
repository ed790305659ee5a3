import Foundation
import Rulebook
package import Store

/// A parcel's history as one person may see it.
package struct ParcelHistory: Sendable {
    package let parcel: Parcel
    package let lines: [ParcelLine]
    /// Where the next page begins; nil on the last one.
    package let next: ParcelCursor?
}

extension Office {
    /// What an institution has about a parcel, to its staff.
    /// - Throws: `Refusal.notFound`, also where there is nothing to see.
    package func history(
        of parcel: Parcel, in institution: String, before cursor: ParcelCursor?, limit: Int, seenBy visitor: Visitor
    ) async throws -> ParcelHistory {
        guard let view = visitor.view(of: institution) else { throw Refusal.notFound }
        return try await history(parcel, cursor, limit) { try $0.history(of: parcel, seenBy: view, before: cursor, limit: limit + 1) }
    }

    /// One's own dossiers about a parcel.
    package func history(
        of parcel: Parcel, before cursor: ParcelCursor?, limit: Int, seenBy visitor: Visitor
    ) async throws -> ParcelHistory {
        try await history(parcel, cursor, limit) {
            try $0.history(of: parcel, openedBy: visitor.id, before: cursor, limit: limit + 1)
        }
    }

    private func history(
        _ parcel: Parcel, _ cursor: ParcelCursor?, _ limit: Int, _ look: @escaping @Sendable (Books) throws -> [ParcelLine]
    ) async throws -> ParcelHistory {
        let lines = try await store.read { try look($0) }
        guard !lines.isEmpty || cursor != nil else { throw Refusal.notFound }
        let shown = Array(lines.prefix(limit))
        let next = lines.count > limit ? shown.last.map { ParcelCursor(registeredAt: $0.registeredAt, dossier: $0.line.id) } : nil
        return ParcelHistory(parcel: parcel, lines: shown, next: next)
    }
}

extension Dossier {
    /// Parcels that one dossier is filed under at most.
    private static let most = 60

    /// The land that the answers name: every cadastral number, with the commune or town asked beside it.
    func parcels(_ service: PublicService) -> Set<Parcel> {
        var parcels: Set<Parcel> = []
        let fields = service.form.fields
        for field in fields {
            let numbers = numbers(of: field)
            if numbers.isEmpty { continue }
            let group = field.key.lastIndex(of: ".").map { field.key[...$0] } ?? ""
            let beside = fields.first { $0.kind == .uat && $0.key.hasPrefix(group) }
            guard let uat = beside.flatMap({ answers.text($0.key) }) ?? place else { continue }
            for number in numbers where parcels.count < Self.most { parcels.insert(Parcel(uat: uat, number: number)) }
        }
        return parcels
    }

    private func numbers(of field: Field) -> [String] {
        switch (field.kind, answers[field.key]) {
        case (.cadastral, .text(let number)?): [number]
        case (.cadastral, .list(let numbers)?): numbers
        case (.rows, .rows(let rows)?):
            field.columns.filter { $0.kind == .cadastral }.flatMap { column in rows.compactMap { $0[column.key] } }
        default: []
        }
    }
}
