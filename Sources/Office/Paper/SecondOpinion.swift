import Foundation
import Rulebook
import Store

/// What a reader outside the house says of fields: a reason to have a person look, and another reading to choose. It changes no value.
extension Office {
    func withSecondOpinion(_ answer: ReadingAnswer, in pictures: URL) async -> ReadingAnswer {
        guard let vision = reader?.vision, var reading = answer.reading else { return answer }
        var asked = 0
        for index in reading.documents.indices {
            guard let service = reading.documents[index].service.flatMap({ content.service($0) }),
                vision.settings.services.contains(service.slug)
            else { continue }
            let pages = reading.documents[index].pages
            for place in reading.documents[index].fields.indices where asked < OfficeLimits.secondOpinions {
                let field = reading.documents[index].fields[place]
                guard field.mayBeReadOutside, field.outcome != .unreadable, pages.indices.contains(field.page - 1) else { continue }
                let file = pictures.appending(path: field.cropName(source: pages[field.page - 1].source))
                guard let crop = try? Data(contentsOf: file), crop.count <= OfficeLimits.cropBytes else { continue }
                asked += 1
                guard let said = await vision.read(crop, kind: field.kind) else { continue }
                reading.documents[index].fields[place].hear(
                    said, from: vision.settings.model, isValid: { isAnswer($0, to: field, service) })
            }
            reading.readers["vision"] = vision.settings.model
        }
        return ReadingAnswer(reading: reading)
    }

    /// Whether the form takes this as an answer, whatever the other answers are.
    private func isAnswer(_ text: String, to field: PaperReading.Field, _ service: PublicService) -> Bool {
        if let cell = field.cell {
            guard let column = service.form.field(cell.table)?.columns.first(where: { $0.key == cell.column }) else { return false }
            return !text.isEmpty && text.count <= 200 && column.options.isEmpty
        }
        guard let question = service.form.field(field.key) else { return false }
        let answers = Answers([field.key: question.answer(written: text)])
        return !text.isEmpty && !service.form.check(answers, attached: [], in: checking(.ro)).problems.contains { $0.field == field.key }
    }
}

extension PaperReading.Field {
    /// Takes in another reader's word: where it differs, the field is to be looked at, and the other text may be chosen.
    mutating func hear(_ said: String, from name: String, isValid: (String) -> Bool) {
        let said = said.trimmed
        readings[name] = said
        guard said.split(whereSeparator: \.isWhitespace) != value.split(whereSeparator: \.isWhitespace) else { return }
        if outcome == .accepted { outcome = .check }
        guard isValid(said), !alternatives.contains(said) else { return }
        alternatives = Array(alternatives.prefix(2)) + [said]
    }
}

extension OfficeLimits {
    /// Fields of one file that a reader outside is asked about.
    static let secondOpinions = 60
    /// The ink of one field.
    static let cropBytes = 1_000_000
}
