import HTTPTypes
import Hummingbird

/// What every answer tells browsers about itself: nothing from other sites runs, loads or frames our pages.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WebContext

    static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// Of a picture that we draw: it may style itself, and nothing else.
    static let picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

    let isSecure: Bool

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        var response = try await next(request, context)
        // A drawing carries its own style, and says so.
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = Self.contentPolicy }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.resourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(), payment=()"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
