import Hummingbird
import Office
import Rulebook

/// A new account, and the link that confirms its address.
extension Website {
    func showSignUp(_ request: Request, _ context: WebContext) -> Response { signUpPage(context, FormFields(), []) }

    func signUp(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        do {
            try await limits.count(.signUp, by: context.client)
            try await office.signUp(
                email: form.text("email"), name: form.text("name"), password: form.text("password"), language: context.language)
            return lookIntoMail(context, "page.sign-up")
        } catch Refusal.invalid(let problems) {
            return signUpPage(context, form, problems)
        }
    }

    /// Mail programs open links by themselves to look at them; so the link shows a button, and the button confirms.
    func showConfirmation(_ request: Request, _ context: WebContext) -> Response {
        let say = speech(context)
        let token = Urlencoded.value("jeton", in: request.uri.query) ?? ""
        return page(context, title: say("page.confirm.title")) { h in
            h.h1(say("page.confirm.title"))
            h.p(say("page.confirm.text"), class: "lead")
            h.form(post: Place.confirmation.link, context.formToken) {
                h.hidden("cod", token)
                h.actions { h.submit(Phrase(say("page.confirm.do"))) }
            }
        }
    }

    func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        try await office.confirm(token: form.text("cod"))
        let say = speech(context)
        return page(context, title: say("page.confirm.done")) { h in
            h.h1(say("page.confirm.done"))
            h.p(say("page.confirm.done-text"), class: "lead")
            h.p { h.a(say("page.sign-in.do"), to: Place.signIn(back: nil).link, class: "btn") }
        }
    }

    /// The same words whether there is such an account or not.
    func lookIntoMail(_ context: WebContext, _ key: String) -> Response {
        let say = speech(context)
        return page(context, title: say("page.mail-sent.title")) { h in
            h.h1(say("page.mail-sent.title"))
            h.p(say("\(key).sent"), class: "lead")
            h.p(say("page.mail-sent.text"))
            if configuration.isDemo { h.note(.info, Phrase(say("page.mail-sent.demo"))) }
        }
    }

    private func signUpPage(_ context: WebContext, _ form: FormFields, _ refused: [Rulebook.Problem]) -> Response {
        let say = speech(context)
        let problems = refused.map { Problem(field: $0.field, $0.message) }
        let title = say("page.sign-up.title")
        return page(context, title: title, status: problems.isEmpty ? .ok : .unprocessableContent, failed: !problems.isEmpty) { h in
            h.errorSummary(problems)
            h.h1(title)
            h.form(post: Place.signUp.link, context.formToken, class: "measure", .novalidate()) {
                h.field(
                    Field(
                        "name", say("page.account.name"),
                        .text(value: form.text("name"), width: .large, autocomplete: "name", maxLength: 200),
                        hint: Phrase(say("page.account.name-hint")), error: problems["name"]))
                h.field(
                    Field(
                        "email", say("page.account.email"),
                        .text(value: form.text("email"), type: .email, width: .large, autocomplete: "email", maxLength: 254),
                        hint: Phrase(say("page.account.email-hint")), error: problems["email"]))
                newPasswordField(h, say, problems)
                h.p("\(say("page.sign-up.privacy")) \(link: say("page.frame.privacy"), to: Place.privacy.link).", class: "small")
                h.actions {
                    h.submit(Phrase(say("page.sign-up.do")))
                    h.a(say("page.sign-up.have"), to: Place.signIn(back: nil).link)
                }
            }
        }
    }

    func newPasswordField(_ h: HTML, _ say: Speech, _ problems: [Problem]) {
        h.field(
            Field(
                "password", say("page.account.new-password"),
                .text(type: .password, width: .large, autocomplete: "new-password", maxLength: OfficeLimits.passwordLength.upperBound),
                hint: Phrase(say("page.account.password-hint", ["n": .number(OfficeLimits.passwordLength.lowerBound)])),
                error: problems["password"]))
    }
}
