import Foundation
package import Hummingbird
import NIOCore
package import Office
package import Rulebook

/// What is known about one request besides what it asks: who asks, in which language, from where.
///
/// ``Reception`` fills it in before any page is reached.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Nil for a browser that is not signed in.
    package var signedIn: SignedIn?
    package var language = Language.ro
    package var theme = Frame.Theme.device
    /// The address that the request came from, by a trusted proxy's word where there is one; for limits only.
    package var client = "?"
    package var isSecure = false
    /// What the forms of this answer carry; different in every answer, though the secret behind it stays.
    package var formToken = FormToken("")
    /// The secret that form tokens of this browser are made of: of its session, or of its visit.
    var formSecret = ""
    /// Path and query as asked for, always local.
    var address = "/"
    var acceptsGzip = false
    /// The address of the other end of the connection.
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }

    /// Who is signed in.
    /// - Throws: ``Turn/signIn``, which leads to the sign-in page and back.
    package func visitor() throws -> Visitor {
        guard let signedIn else { throw Turn.signIn }
        return signedIn.visitor
    }

    /// A part of the address that is in braces in its route.
    func part(_ name: String) throws -> String {
        guard let value = parameters.get(name), let plain = value.removingPercentEncoding else { throw Refusal.notFound }
        return plain
    }
}
