import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// What we know of the person who is signed in.
    func account(_ request: Request, _ context: WebContext) async throws -> Response {
        try await accountPage(context)
    }

    /// - Parameters:
    ///   - newKey: a key that was made just now: the only time that it is shown.
    ///   - refused: why the key that was asked for was not made.
    func accountPage(
        _ context: WebContext, newKey: String? = nil, typed: String = "", refused: [Rulebook.Problem] = []
    ) async throws -> Response {
        let visitor = try context.visitor()
        let keys = try await office.accessKeys(of: visitor)
        let say = speech(context)
        let problems = refused.map { Problem(field: $0.field, $0.message) }
        let status: HTTPResponse.Status = problems.isEmpty ? .ok : .unprocessableContent
        return page(context, title: say("page.account.title"), status: status, failed: !problems.isEmpty) { h in
            h.errorSummary(problems)
            h.h1(say("page.account.title"))
            h.facts([
                Fact(say("page.account.name"), Phrase(visitor.person.name)),
                Fact(say("page.account.email"), Phrase(visitor.person.email)),
                Fact(say("page.account.language"), Phrase(visitor.person.language.ownName)),
            ])
            h.p(say("page.account.language-text"), class: "small muted")
            if visitor.isStaff {
                h.section(Phrase(say("page.account.roles")), id: "roluri") {
                    h.ul(class: "list") {
                        for appointment in visitor.appointments {
                            h.li(line(appointment, say))
                        }
                    }
                    h.p { h.a(say("page.frame.desk"), to: Place.desk.link, class: "btn second") }
                }
            }
            accessKeys(keys, newKey: newKey, typed: typed, problems, h, say, context)
            h.p("\(link: say("page.account.change-password"), to: Place.forgotten.link)")
            h.p("\(say("page.account.privacy")) \(link: say("page.frame.privacy"), to: Place.privacy.link).")
        }
    }

    private func line(_ appointment: Appointment, _ say: Speech) -> String {
        let institution = office.content.institution(appointment.institution)
        let desk = appointment.desk.flatMap { institution?.desk($0) }.map { say($0.name) }
        return [say("role.\(appointment.role.rawValue)"), desk, institution.map { say($0.name) }].compactMap { $0 }.joined(separator: " · ")
    }
}
