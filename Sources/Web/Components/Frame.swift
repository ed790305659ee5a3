/// What is the same around every page of one visitor: who runs the site, where one is, who is signed in.
package struct Frame: Sendable {
    package enum Audience: Sendable {
        /// 17 px type and 44 px targets.
        case citizen
        /// Denser, for those who work here all day: `body.desk`.
        case desk
    }

    package enum Theme: String, Sendable, CaseIterable {
        /// As the visitor's device is set.
        case device
        case light, dark
    }

    /// A link with its words, and whether it is the page one is on.
    package struct Item: Sendable {
        package var text: String
        package var link: Link
        package var isCurrent: Bool

        package init(_ text: String, _ link: Link, isCurrent: Bool = false) {
            self.text = text
            self.link = link
            self.isCurrent = isCurrent
        }
    }

    /// A choice that is kept for the visitor, made by a button each: the language, the theme.
    package struct Chooser: Sendable {
        package struct Option: Sendable {
            package var value: String
            package var text: String

            package init(_ value: String, _ text: String) {
                self.value = value
                self.text = text
            }
        }

        /// Where the choice is posted.
        package var link: Link
        package var token: FormToken
        /// The buttons' name.
        package var name: String
        package var options: [Option]
        package var current: String
        /// The page to come back to.
        package var back: String

        package init(
            post link: Link, _ token: FormToken, name: String, options: [Option], current: String, back: String
        ) {
            self.link = link
            self.token = token
            self.name = name
            self.options = options
            self.current = current
            self.back = back
        }

        /// The name of the hidden input with the page to come back to.
        package static let backName = "inapoi"
    }

    /// Who is signed in.
    package struct Account: Sendable {
        package var name: String
        package var items: [Item]
        package var signOut: Link
        package var token: FormToken

        package init(_ name: String, items: [Item], signOut: Link, token: FormToken) {
            self.name = name
            self.items = items
            self.signOut = signOut
            self.token = token
        }
    }

    package struct Footer: Sendable {
        /// A group of links under an invisible name.
        package struct Column: Sendable {
            package var label: String
            package var items: [Item]

            package init(_ label: String, _ items: [Item]) {
                self.label = label
                self.items = items
            }
        }

        package var owner: Phrase
        package var columns: [Column]

        package init(owner: Phrase, columns: [Column]) {
            self.owner = owner
            self.columns = columns
        }
    }

    /// The static files that a page asks for, under their names with content hash.
    package struct Assets: Sendable {
        package var styles: [Link]
        package var scripts: [Link]
        package var icon: Link?

        package init(styles: [Link], scripts: [Link] = [], icon: Link? = nil) {
            self.styles = styles
            self.scripts = scripts
            self.icon = icon
        }
    }

    package var audience: Audience
    package var language: String
    package var words: Words
    package var theme: Theme
    /// In the bar at the very top: whose service this is, or in whose name a clerk works.
    package var institution: String
    /// Under the brand.
    package var place: String
    package var home: Link
    /// In the bar at the top: the other languages.
    package var languages: Chooser?
    /// In the footer.
    package var themes: Chooser?
    /// At most four, so that it never needs a menu button.
    package var navigation: [Item]
    package var account: Account?
    /// Offered to those who are not signed in; `nil` where there is nothing to sign in to.
    package var signIn: Link?
    /// Something that every page must say, such as that the seals are only a test.
    package var banner: Phrase?
    package var footer: Footer
    package var assets: Assets

    /// As many as a phone shows beside each other.
    package static let navigationLimit = 4

    package init(
        audience: Audience = .citizen, language: String = "ro", words: Words = .romanian, theme: Theme = .device,
        institution: String, place: String, home: Link, languages: Chooser? = nil, themes: Chooser? = nil, navigation: [Item],
        account: Account? = nil, signIn: Link? = nil, banner: Phrase? = nil, footer: Footer, assets: Assets
    ) {
        precondition(navigation.count <= Self.navigationLimit, "the navigation holds at most four items")
        self.audience = audience
        self.language = language
        self.words = words
        self.theme = theme
        self.institution = institution
        self.place = place
        self.home = home
        self.languages = languages
        self.themes = themes
        self.navigation = navigation
        self.account = account
        self.signIn = signIn
        self.banner = banner
        self.footer = footer
        self.assets = assets
    }
}
