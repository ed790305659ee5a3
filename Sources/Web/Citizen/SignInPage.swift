import Hummingbird
import Office
import Rulebook

/// Signing in and out.
extension Website {
    func showSignIn(_ request: Request, _ context: WebContext) -> Response {
        let back = Urlencoded.value("inapoi", in: request.uri.query)
        if let signedIn = context.signedIn { return seeOther(localLink(back) ?? landing(of: signedIn.visitor)) }
        return signInPage(context, back: back)
    }

    func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        let email = form.text("email")
        do {
            try await limits.count(.signIn, by: context.client, on: email)
            let secret = try await office.signIn(email: email, password: form.text("parola"))
            // The session before this one, if any, ends: a fresh secret at every sign-in.
            if let before = context.signedIn { try await office.signOut(before) }
            let visitor = try await office.visitor(cookie: secret)?.visitor
            var response = seeOther(localLink(form["inapoi"]) ?? landing(of: visitor))
            response.setCookie(
                CookieJar.cookie(CookieJar.session, secret, maxAge: Int(OfficeLimits.sessionIdle), isSecure: context.isSecure))
            return response
        } catch Refusal.wrongCredentials {
            return signInPage(context, back: form["inapoi"], email: email, failed: true)
        }
    }

    /// Where one begins who did not say where to: staff at their desk, everybody else with their own dossiers.
    private func landing(of visitor: Visitor?) -> Link { visitor?.isStaff == true ? Place.desk.link : Place.dossiers.link }

    func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try await form(request, context)
        if let signedIn = context.signedIn { try await office.signOut(signedIn) }
        var response = seeOther(Place.home)
        response.setCookie(CookieJar.cookie(CookieJar.session, "", maxAge: 0, isSecure: context.isSecure))
        return response
    }

    private func signInPage(_ context: WebContext, back: String?, email: String = "", failed: Bool = false) -> Response {
        let say = speech(context)
        let problems = failed ? [Problem(field: "email", say("refusal.wrong-credentials"))] : []
        return page(context, title: say("page.sign-in.title"), status: failed ? .unprocessableContent : .ok, failed: failed) { h in
            h.errorSummary(problems)
            h.split(sideLabel: say("page.sign-in.side")) {
                h.h1(say("page.sign-in.title"))
                h.form(post: Place.signIn(back: nil).link, context.formToken, class: "measure", .novalidate()) {
                    if let back { h.hidden("inapoi", back) }
                    h.field(
                        Field(
                            "email", say("page.account.email"), .text(value: email, type: .email, width: .large, autocomplete: "username"),
                            error: problems["email"]))
                    h.field(
                        Field(
                            "parola", say("page.account.password"),
                            .text(type: .password, width: .large, autocomplete: "current-password")))
                    h.actions { h.submit(Phrase(say("page.sign-in.do"))) }
                    h.p(class: "small") { h.a(say("page.sign-in.forgotten"), to: Place.forgotten.link) }
                }
                if configuration.isDemo { demoAccounts(h, say) }
            } side: {
                h.box(Phrase(say("page.sign-in.new"))) {
                    h.p(say("page.sign-in.new-text"), class: "small")
                    h.p(class: "flush") { h.a(say("page.sign-up.link"), to: Place.signUp.link, class: "btn second") }
                }
                h.box(Phrase(say("page.sign-in.without"))) {
                    h.ul(class: "list flush") {
                        h.li { h.a(say("page.sign-in.without-verify"), to: Place.verification.link) }
                        h.li { h.a(say("page.sign-in.without-fee"), to: Place.fees.link) }
                    }
                }
            }
        }
    }

    /// Who may be tried in a demonstration. Where all have the same password, it is told once.
    private func demoAccounts(_ h: HTML, _ say: Speech) {
        let passwords = Set(configuration.demoAccounts.map(\.password))
        let shared = passwords.count == 1 ? passwords.first : nil
        h.section(Phrase(say("page.sign-in.demo")), id: "demo") {
            h.p(say("page.sign-in.demo-text"))
            if let shared { h.p("\(say("page.sign-in.demo-shared")) \(code: shared)") }
            demoAccounts(h, of: nil, shared)
            let groups: [String] = configuration.demoAccounts.compactMap(\.group).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            for group in groups {
                h.more(group) { demoAccounts(h, of: group, shared) }
            }
        }
    }

    private func demoAccounts(_ h: HTML, of group: String?, _ shared: String?) {
        h.ul(class: "list") {
            for account in configuration.demoAccounts where account.group == group {
                h.li("\(strong: account.name) \(muted: "· \(account.what)")\(.br)\(code: account.email)\(own(account, shared))")
            }
        }
    }

    private func own(_ account: DemoAccount, _ shared: String?) -> Phrase {
        shared == nil ? " · \(code: account.password)" : ""
    }
}
