import Rulebook
import Store

/// Applicants who chose to stay unnamed. Their account stays in the books, because the dossier is theirs to follow and the history
/// has to say who acted; but nobody else is ever told its name.
extension Office {
    /// What the event of the submission keeps where the applicant chose so: the choice stands, whatever is completed later.
    static let unnamedMark = "unnamed"

    /// Names of people on one dossier, as this person may read them.
    func names(
        of people: Set<PersonID>, on dossier: Dossier, _ service: PublicService, seenBy visitor: Visitor, _ books: Books
    ) throws -> [PersonID: String] {
        var names = try books.names(of: people)
        if dossier.opener != visitor.id, names[dossier.opener] != nil, try isUnnamed(dossier, service, books) {
            names[dossier.opener] = unnamed
        }
        return names
    }

    /// How registers and pages call somebody who chose to stay unnamed.
    var unnamed: String { content.phrases("desk.case.unnamed", in: .ro) }

    /// Whether the applicant chose to stay unnamed; of a leg, on the dossier that asked for it.
    func isUnnamed(_ dossier: Dossier, _ service: PublicService, _ books: Books) throws -> Bool {
        if let asking = try books.endorsement(of: dossier.id) {
            guard let parent = try books.dossier(forJob: asking.parent) else { return true }
            return try isUnnamed(parent, try shelf.service(of: parent, books), books)
        }
        if service.anonymity == nil { return false }
        return try service.isAnonymous(dossier.answers, in: checking(.ro))
            || books.events(of: dossier.id).contains { $0.details[Self.unnamedMark] != nil }
    }
}
