import Rulebook
import Store

/// The streets of a locality, learned from what people confirm.
extension Office {
    func learnStreets(of form: Form, _ answers: Answers, in institution: String, _ books: Books) throws {
        for (street, localities) in StreetLexicon.fields(of: form) {
            guard let name = answers.text(street)?.trimmed, !name.isEmpty,
                let locality = localities.lazy.compactMap({ answers.text($0) }).first
            else { continue }
            try books.see(street: name, in: locality, of: institution)
        }
    }

    /// What people here have answered before, for the reader: it prefers a street that was confirmed where the letters are the same, and
    /// offers one that is like what it read. Names are none of it.
    func answersBefore(in institution: String, _ books: Books) throws -> [String: [String]]? {
        let streets = try books.streets(of: institution, limit: ReadingRequest.mostWords)
        return streets.isEmpty ? nil : [StreetLexicon.key: streets]
    }

    /// Offers streets that were confirmed before where one was read nearly alike. They are offered only: nothing is changed.
    func offerStreets(to document: inout PaperReading.Document, of form: Form, _ answers: Answers, in institution: String, _ books: Books)
        throws
    {
        for (street, localities) in StreetLexicon.fields(of: form) {
            guard let index = document.fields.firstIndex(where: { $0.key == street }),
                let locality = localities.lazy.compactMap({ answers.text($0) }).first
            else { continue }
            let known = try books.streets(in: locality, of: institution, limit: OfficeLimits.streets)
            let near = StreetLexicon.near(document.fields[index].value, among: known)
            document.fields[index].alternatives = near + document.fields[index].alternatives.filter { !near.contains($0) }
        }
    }
}

extension OfficeLimits {
    /// Of one locality that a read street is compared with.
    static let streets = 500
}
