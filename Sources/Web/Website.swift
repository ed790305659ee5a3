package import Foundation
package import Hummingbird
package import Office

/// The counter's web side: its pages, its forms and its API, over one office. No rule lives here.
package struct Website: Sendable {
    package let office: Office
    package let configuration: WebConfiguration
    let assets: StaticAssets
    let limits: RateLimits
    let measures = Measures()
    let faces = CatalogueFaces()
    let catalogue = KeptCatalogue()

    /// Reads the static files of the content folder into memory, under names that carry their content's hash.
    /// - Throws: when a file that is listed cannot be read.
    package init(office: Office, configuration: WebConfiguration) throws {
        self.office = office
        self.configuration = configuration
        assets = try StaticAssets(folder: configuration.contentFolder.appending(path: "static"))
        limits = RateLimits(now: office.settings.now)
    }

    /// All addresses with everything around them, ready to be served.
    package func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        addRoutes(to: router)
        return router
    }
}

/// How this installation is reached, and what it shows.
package struct WebConfiguration: Sendable {
    /// The sign-in page lists the demo accounts, and every page says that this is a demonstration.
    package var isDemo: Bool
    /// Browsers reach us over TLS, ours or a proxy's: cookies are `__Host-`, and HSTS is sent.
    package var isSecure: Bool
    /// Proxies whose forwarded headers are believed; from anyone else they are ignored.
    package var trustedProxies: [CIDR]
    /// `Content`, for its `static` folder.
    package var contentFolder: URL
    package var demoAccounts: [DemoAccount]

    package init(
        isDemo: Bool = false, isSecure: Bool = false, trustedProxies: [CIDR] = [], contentFolder: URL, demoAccounts: [DemoAccount] = []
    ) {
        self.isDemo = isDemo
        self.isSecure = isSecure
        self.trustedProxies = trustedProxies
        self.contentFolder = contentFolder
        self.demoAccounts = demoAccounts
    }
}

/// An account that anybody may try in a demonstration.
package struct DemoAccount: Hashable, Sendable {
    package let name: String
    package let email: String
    package let password: String
    /// What this person is there: „inspector la urbanism”.
    package let what: String
    /// Whose it is, for those that are listed folded; nil: listed openly.
    package let group: String?

    package init(name: String, email: String, password: String, what: String, group: String? = nil) {
        self.group = group
        self.name = name
        self.email = email
        self.password = password
        self.what = what
    }
}
