import Rulebook
import Store

/// Who has work from an absence is told of it: who stands in, the heads of the desk, and who is away where somebody else entered it.
extension Office {
    /// What became of an absence, as its letter says it.
    enum AbsenceNews: String {
        case entered, calledOff = "called-off", over
    }

    /// How many days late the end of an absence is still told, where the program was not running.
    private static let endsToldLate = 7

    /// Leaves a letter for each whom it concerns, once of each piece of news; who entered or called it off knows.
    func tell(_ news: AbsenceNews, of absence: Absence, by visitor: PersonID?, _ books: Books) throws {
        guard let absent = try books.person(absence.person) else { return }
        let staff = try books.staff(of: absence.institution)
        let substitute = try absence.substitute.flatMap { try books.person($0) }
        for colleague in concerned(by: absence, staff) where colleague.id != visitor && !colleague.isDisabled {
            try enqueue(
                .absence(news, absence, of: absent.name, substitute: substitute, isYours: colleague.id == substitute?.id), to: colleague,
                once: "absence:\(news.rawValue):\(absence.id):\(colleague.id)", books)
        }
    }

    private func concerned(by absence: Absence, _ staff: [(person: Person, appointments: [Appointment])]) -> [Person] {
        let own = staff.first { $0.person.id == absence.person }?.appointments ?? []
        let restricted = content.institution(absence.institution)?.restrictedDesks ?? []
        return staff.filter { colleague in
            if [absence.person, absence.substitute].contains(colleague.person.id) { return true }
            return colleague.appointments.contains { head in
                head.role == .head
                    && own.contains { $0.desk == head.desk || head.desk == nil && !($0.desk.map(restricted.contains) ?? false) }
            }
        }.map(\.person)
    }

    /// Absences whose last day has passed: the powers are back where they were.
    package func tellEndedAbsences() async throws {
        let today = today()
        for institution in content.institutions.map(\.slug) {
            try Task.checkCancellation()
            let recent = try await store.read {
                try $0.absences(in: institution, endingFrom: today.adding(days: -Self.endsToldLate), limit: 500)
            }
            let ended = recent.filter { $0.to < today }
            if ended.isEmpty { continue }
            try await store.write { books in for absence in ended { try tell(.over, of: absence, by: nil, books) } }
        }
        bell.ring()
    }
}
