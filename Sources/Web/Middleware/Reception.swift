import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// Receives everybody: finds out who comes, in which language and from where, and turns whatever goes wrong behind it
/// into an answer for people.
struct Reception: RouterMiddleware {
    typealias Context = WebContext

    let website: Website

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        // The API's own routes do not pass here: what does is no address of it, and a program cannot read a page.
        if request.uri.path.hasPrefix("/api/") {
            return try APIProblem(.notFound, "Nu există această adresă; toate sunt în /api/v1/openapi.json.").response()
        }
        var context = context
        var cookies: [Cookie] = []
        var response: Response
        do {
            try await website.greet(request, &context, &cookies)
            response = try await next(request, context)
        } catch {
            response = website.answer(to: error, request, context)
        }
        if response.headers[.contentType]?.hasPrefix("text/html") == true { cookies.forEach { response.setCookie($0) } }
        return response
    }
}

extension Website {
    /// Fills the context in from connection, headers and cookies.
    fileprivate func greet(_ request: Request, _ context: inout WebContext, _ cookies: inout [Cookie]) async throws {
        let isProxied = context.peer.map(isTrusted) ?? false
        context.client = isProxied ? forwardedClient(request) ?? context.peer ?? "?" : context.peer ?? "?"
        context.isSecure = configuration.isSecure || (isProxied && request.headers[.xForwardedProto] == "https")
        context.address = request.uri.string.hasPrefix("/") ? request.uri.string : "/"
        context.acceptsGzip = request.headers[.acceptEncoding]?.contains("gzip") ?? false
        context.theme = cookie(CookieJar.theme, request, context).flatMap(Frame.Theme.init) ?? .device
        let chosen = cookie(CookieJar.language, request, context).flatMap(Language.init)
        context.language = chosen ?? Language(accepting: request.headers[.acceptLanguage] ?? "")

        if let secret = cookie(CookieJar.session, request, context) {
            context.signedIn = try await office.visitor(cookie: secret)
            if let person = context.signedIn?.visitor.person, chosen == nil { context.language = person.language }
        }
        context.formSecret = context.signedIn?.formToken ?? visitSecret(request, context, &cookies)
        context.formToken = FormSeal.token(of: context.formSecret, mask: office.settings.random(FormSeal.maskLength))
    }

    private func cookie(_ name: String, _ request: Request, _ context: WebContext) -> String? {
        CookieJar.value(name, in: request, isSecure: context.isSecure)
    }

    private func visitSecret(_ request: Request, _ context: WebContext, _ cookies: inout [Cookie]) -> String {
        if let known = cookie(CookieJar.visit, request, context), known.count == 32, known.utf8.allSatisfy({ $0.hexDigit != nil }) {
            return known
        }
        let fresh = office.settings.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        cookies.append(CookieJar.cookie(CookieJar.visit, fresh, maxAge: nil, isSecure: context.isSecure))
        return fresh
    }

    private func isTrusted(_ address: String) -> Bool { configuration.trustedProxies.contains { $0.contains(address) } }

    /// The last address before our own proxies: those before it may be invented by the client.
    private func forwardedClient(_ request: Request) -> String? {
        let chain = request.headers[values: .xForwardedFor].joined(separator: ",").split(separator: ",")
        return chain.suffix(20).map { $0.trimmingCharacters(in: .whitespaces) }.last { !isTrusted($0) }
    }
}

extension HTTPField.Name {
    static let xForwardedFor = named("X-Forwarded-For")
    static let xForwardedProto = named("X-Forwarded-Proto")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let refresh = named("Refresh")
    static let autosave = named("X-Autosave")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")

    static func named(_ name: String) -> Self {
        guard let parsed = Self(name) else { preconditionFailure("\(name) is no header's name") }
        return parsed
    }
}
