import Hummingbird
import Office
import Rulebook

/// What a browser remembers about its visitor: the language and the colours of pages.
extension Website {
    func chooseLanguage(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        guard let language = Language(rawValue: form.text("limba")) else { throw Turn.unreadable }
        // Mails follow the person, not the browser.
        if let visitor = context.signedIn?.visitor { try await office.setLanguage(language, of: visitor) }
        return remembering(CookieJar.language, language.rawValue, form, context)
    }

    func chooseTheme(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context)
        guard let theme = Frame.Theme(rawValue: form.text("tema")) else { throw Turn.unreadable }
        return remembering(CookieJar.theme, theme.rawValue, form, context)
    }

    private func remembering(_ name: String, _ value: String, _ form: FormFields, _ context: WebContext) -> Response {
        var response = seeOther(localLink(form[Frame.Chooser.backName]) ?? Place.home.link)
        response.setCookie(CookieJar.cookie(name, value, maxAge: CookieJar.year, isSecure: context.isSecure))
        return response
    }

    /// An address to come back to: of this site only.
    func localLink(_ address: String?) -> Link? {
        guard let address, address.hasPrefix("/"), address.utf8.count <= 1_000 else { return nil }
        return Link(address)
    }
}
