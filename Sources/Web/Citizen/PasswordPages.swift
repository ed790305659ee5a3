import Hummingbird
import Office
import Rulebook

/// A forgotten password, and its new one.
extension Website {
    func showForgotten(_ request: Request, _ context: WebContext) -> Response {
        let say = speech(context)
        return page(context, title: say("page.forgotten.title")) { h in
            h.h1(say("page.forgotten.title"))
            h.p(say("page.forgotten.text"), class: "lead")
            h.form(post: Place.forgotten.link, context.formToken, class: "measure", .novalidate()) {
                h.field(
                    Field("email", say("page.account.email"), .text(type: .email, width: .large, autocomplete: "email", maxLength: 254)))
                h.actions { h.submit(Phrase(say("page.forgotten.do"))) }
            }
        }
    }

    func forgotten(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        try await limits.count(.reset, by: context.client, on: form.text("email"))
        try await office.requestReset(email: form.text("email"))
        return lookIntoMail(context, "page.forgotten")
    }

    func showNewPassword(_ request: Request, _ context: WebContext) -> Response {
        newPasswordPage(context, token: Urlencoded.value("jeton", in: request.uri.query) ?? "", [])
    }

    func newPassword(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        do {
            try await limits.count(.reset, by: context.client)
            try await office.reset(token: form.text("cod"), password: form.text("password"))
        } catch Refusal.invalid(let problems) {
            return newPasswordPage(context, token: form.text("cod"), problems)
        }
        let say = speech(context)
        return page(context, title: say("page.new-password.done")) { h in
            h.h1(say("page.new-password.done"))
            h.p(say("page.new-password.done-text"), class: "lead")
            h.p { h.a(say("page.sign-in.do"), to: Place.signIn(back: nil).link, class: "btn") }
        }
    }

    private func newPasswordPage(_ context: WebContext, token: String, _ refused: [Rulebook.Problem]) -> Response {
        let say = speech(context)
        let problems = refused.map { Problem(field: $0.field, $0.message) }
        let title = say("page.new-password.title")
        return page(context, title: title, status: problems.isEmpty ? .ok : .unprocessableContent, failed: !problems.isEmpty) { h in
            h.errorSummary(problems)
            h.h1(title)
            h.form(post: Place.newPassword(token: nil).link, context.formToken, class: "measure", .novalidate()) {
                h.hidden("cod", token)
                newPasswordField(h, say, problems)
                h.actions { h.submit(Phrase(say("page.new-password.do"))) }
            }
        }
    }
}
