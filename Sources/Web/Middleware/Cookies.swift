import Hummingbird

/// The cookies of this site, and nothing else is kept in browsers. Under TLS their names bind them to this host
/// (`__Host-`, RFC 6265bis 4.1.3.2).
enum CookieJar {
    /// Who is signed in: a secret whose hash the store knows.
    static let session = "sesiune"
    /// The secret that the forms of signed-out browsers are made of.
    static let visit = "vizita"
    static let language = "limba"
    static let theme = "tema"

    static let year = 365 * 86_400

    static func value(_ name: String, in request: Request, isSecure: Bool) -> String? {
        request.cookies[fullName(name, isSecure)]?.value
    }

    /// - Parameter maxAge: in seconds; nil until the browser closes, 0 to take it away.
    static func cookie(_ name: String, _ value: String, maxAge: Int?, isSecure: Bool) -> Cookie {
        Cookie(
            name: fullName(name, isSecure), value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    private static func fullName(_ name: String, _ isSecure: Bool) -> String { isSecure ? "__Host-\(name)" : name }
}
