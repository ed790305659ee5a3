import Foundation
import Office
import Rulebook

/// Asks whoever starts an empty counter in a terminal who administers it.
enum FirstAdministrator {
    /// - Throws: `HouseFault.noAdministrator` where nobody sits at a terminal, or leaves a question unanswered.
    static func ask(for office: Office) async throws {
        guard isatty(STDIN_FILENO) == 1 else { throw HouseFault.noAdministrator }
        print("Nobody administers this counter yet. Who is its first administrator?")
        let email = try answer("E-mail address: ")
        let name = try answer("Name: ")
        // The terminal does not show what is typed.
        guard let typed = getpass("Password (at least \(OfficeLimits.passwordLength.lowerBound) characters): ") else {
            throw HouseFault.noAdministrator
        }
        do {
            try await office.addAdministrator(
                email: email, name: name, password: String(cString: typed), of: office.content.house.institution)
        } catch Refusal.invalid(let problems) {
            for problem in problems { print(problem.message) }
            throw HouseFault.noAdministrator
        }
    }

    private static func answer(_ question: String) throws -> String {
        print(question, terminator: "")
        fflush(nil)
        guard let line = readLine(), !line.isEmpty else { throw HouseFault.noAdministrator }
        return line
    }
}
