import Foundation
import Rulebook
import TestKit
import Testing

@testable import Store

/// Invented people and an invented counter, at a fixed moment.
enum Cast {
    /// 2026-11-24, noon in Romania.
    static let noon = Date(timeIntervalSince1970: 1_795_514_400)
    static let today = day("2026-11-24")

    static let ana = Person(
        new: "ana", email: "ana@example.ro", name: "Ana Ștefănescu", phone: "0712345678", language: .ro, isConfirmed: true)
    static let mihai = Person(new: "mihai", email: "mihai@example.ro", name: "Mihai Crăciun", phone: nil, language: .hu, isConfirmed: false)
    static let council = "cj-cluj"
    static let townHall = "primaria-ciurila"

    static func day(_ text: String) -> Day { Day(text) ?? .earliest }

    /// A real service: dossiers hang on its first revision.
    static func service() throws -> PublicService {
        try #require(try ContentFolder.content.get().services.first)
    }

    static func enter(_ books: Books) throws {
        try books.add(ana, password: "hash-of-ana", at: noon)
        try books.add(mihai, password: nil, at: noon)
        try books.keepRevision(of: service(), digest: "first", definition: "{}", at: noon)
    }

    static func dossier(_ id: DossierID, of opener: Person = ana, in institution: String = council, desk: String = "urbanism") throws
        -> Dossier
    {
        Dossier(
            id: id, institution: institution, service: try service().slug, revision: 1, opener: opener.id, desk: desk, stage: "draft",
            title: "Cerere \(id)", openedAt: noon)
    }

    /// Opens a dossier and submits it: numbered, and open with the term and the clock given.
    @discardableResult
    static func submit(
        _ id: DossierID, number: Int, due: Day?, dueAt time: WallTime? = nil, suspended: Bool = false, of opener: Person = ana,
        in institution: String = council,
        desk: String = "urbanism", at moment: Date = noon, _ books: Books, change: (inout Dossier) -> Void = { _ in }
    ) throws -> Dossier {
        var dossier = try Self.dossier(id, of: opener, in: institution, desk: desk)
        try books.open(dossier, key: "key-\(id)", at: moment)
        dossier.number = RegisterNumber(number: number, day: today)
        dossier.registeredAt = moment
        dossier.stage = "checking"
        dossier.version = 2
        dossier.applicant = opener.name
        change(&dossier)
        try books.save(dossier, from: 1, StageFacts(kind: .open, holder: .clerk, due: due, at: time, isSuspended: suspended), at: moment)
        return dossier
    }
}
