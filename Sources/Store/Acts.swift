package import Foundation
package import Rulebook

/// A document that goes out: a draft with its sections, later numbered, typeset and sealed. Receipts are acts of their own kind.
package struct Act: Hashable, Sendable {
    package let id: String
    package let dossier: DossierID
    package let institution: String
    package let kind: Kind
    /// With the title it changes only while it is a draft: a commission that decides again may turn its answer.
    package var template: String
    package var title: String
    package var sections: [Section]
    package var version: Int
    /// "CU" and the like; with `number` once issued.
    package let register: String?
    package var number: Int?
    package var day: Day?
    /// The template's data as it was sealed (JSON): the same document can be drawn again.
    package var data: String?
    /// What the verification page is asked with.
    package var code: String?
    package var issuedAt: Date?
    package var sealedBy: PersonID?
    /// Of the sealed PDF, and its key in the file store.
    package var sha256: String?
    /// The last day on which it is good; nil: without end, or not issued. `Books.setValidity` changes it.
    package internal(set) var validUntil: Day?

    package enum Kind: String, Sendable, CaseIterable { case receipt, act }

    package struct Section: Hashable, Codable, Sendable {
        package let name: String
        package let title: String
        package var text: String

        package init(name: String, title: String, text: String) {
            self.name = name
            self.title = title
            self.text = text
        }
    }

    package init(
        id: String, dossier: DossierID, institution: String, kind: Kind, template: String, title: String, sections: [Section],
        register: String?
    ) {
        self.id = id
        self.dossier = dossier
        self.institution = institution
        self.kind = kind
        self.template = template
        self.title = title
        self.sections = sections
        self.register = register
        version = 1
    }

    /// As papers name it, „CU 12/2026”; nil for a draft, and for what no register holds.
    package var reference: String? {
        guard let register, let number, let day else { return nil }
        return "\(register) \(number)/\(day.year)"
    }
}

extension Books {
    private static let actColumns = """
        id, dossier, institution, kind, template, title, sections, version, register, number, day, data, code, issued_at, sealed_by, sha256,
        valid_until
        """

    package func add(_ act: Act, at now: Date) throws {
        try run(
            """
            INSERT INTO act (id, dossier, institution, kind, template, title, sections, version, changed_at, register, number, day, data,
                code, issued_at, sealed_by, sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(act.id), .text(act.dossier), .text(act.institution), .text(act.kind.rawValue), .text(act.template), .text(act.title),
            .json(act.sections), .integer(act.version), .instant(now), .optional(act.register), .optional(act.number),
            .optional(act.day.map { "\($0)" }), .optional(act.data), .optional(act.code), .optional(act.issuedAt), .optional(act.sealedBy),
            .optional(act.sha256))
    }

    /// Writes a changed act back.
    /// - Throws: `Refusal.stale` when it was changed from another version.
    package func save(_ act: Act, from version: Int, at now: Date) throws {
        let changed = try run(
            """
            UPDATE act SET template = ?, title = ?, sections = ?, version = ?, changed_at = ?, number = ?, day = ?, data = ?, code = ?,
                issued_at = ?, sealed_by = ?, sha256 = ?
            WHERE id = ? AND version = ?
            """,
            .text(act.template), .text(act.title), .json(act.sections), .integer(act.version), .instant(now), .optional(act.number),
            .optional(act.day.map { "\($0)" }), .optional(act.data), .optional(act.code), .optional(act.issuedAt),
            .optional(act.sealedBy), .optional(act.sha256), .text(act.id), .integer(version))
        if changed == 0 { throw Refusal.stale }
    }

    package func acts(of dossier: DossierID) throws -> [Act] {
        try rows("SELECT \(Self.actColumns) FROM act WHERE dossier = ? ORDER BY kind DESC, changed_at", .text(dossier)).map(Self.act)
    }

    package func act(_ id: String) throws -> Act? {
        try rows("SELECT \(Self.actColumns) FROM act WHERE id = ?", .text(id)).first.map(Self.act)
    }

    /// For the public verification page.
    package func act(code: String) throws -> Act? {
        try rows("SELECT \(Self.actColumns) FROM act WHERE code = ?", .text(code)).first.map(Self.act)
    }

    package func act(sha256: String) throws -> Act? {
        try rows("SELECT \(Self.actColumns) FROM act WHERE sha256 = ?", .text(sha256)).first.map(Self.act)
    }

    private static func act(_ row: SQLRow) throws -> Act {
        var act = Act(
            id: try row.text(0), dossier: try row.text(1), institution: try row.text(2), kind: Act.Kind(rawValue: try row.text(3)) ?? .act,
            template: try row.text(4), title: try row.text(5), sections: try row.text(6) == "[]" ? [] : row.json(6),
            register: row.optionalText(8))
        act.version = try row.integer(7)
        act.number = row.optionalInteger(9)
        act.day = row.optionalText(10).flatMap { Day($0) }
        act.data = row.optionalText(11)
        act.code = row.optionalText(12)
        act.issuedAt = row.optionalInstant(13)
        act.sealedBy = row.optionalText(14)
        act.sha256 = row.optionalText(15)
        act.validUntil = row.optionalText(16).flatMap { Day($0) }
        return act
    }
}
