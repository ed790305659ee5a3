extension HTML {
    /// The `id` of the page's content, to which the skip link leads.
    private static let contentID = "continut"

    /// A whole document: head, frame, content, footer and the shapes of the icons that were used.
    ///
    /// - Parameters:
    ///   - title: the page's own name; the site's name is added.
    ///   - failed: true when the form on this page was refused: the title then begins with „Eroare: ”.
    ///   - description: for search engines; personal pages leave it out.
    ///   - hero: content over the full width, above the rest.
    ///   - content: what stands in `main`, within the page's margins.
    package static func page(
        _ frame: Frame, title: String, failed: Bool = false, description: String? = nil,
        hero: ((HTML) -> Void)? = nil, content: (HTML) -> Void
    ) -> HTML {
        let h = HTML(capacity: 32_768)
        h.words = frame.words
        h.markup("<!doctype html>\n<html")
        h.attribute(" lang=\"", frame.language)
        if frame.theme != .device { h.attribute(" data-theme=\"", frame.theme.rawValue) }
        h.markup(">\n")
        h.head(frame, title: failed ? "\(frame.words.error): \(title)" : title, description: description)
        h.markup(frame.audience == .desk ? "<body class=\"desk\">\n" : "<body>\n")
        h.a(frame.words.skip, to: .fragment(contentID), class: "skip")
        h.masthead(frame)
        h.main(id: contentID, .tabindex(-1)) {
            if let hero { h.div(class: "hero") { h.div(class: "wrap") { hero(h) } } }
            h.div(class: "wrap") {
                content(h)
                if h.isBorrowing { h.p("\(borrowed: frame.words.borrowed)", class: "small muted") }
            }
        }
        h.footer(frame)
        h.sprite()
        h.markup("\n</body>\n</html>\n")
        return h
    }

    private func head(_ frame: Frame, title: String, description: String?) {
        markup("<head>\n<meta charset=\"utf-8\">\n<title>")
        text(title)
        markup(" – Ghișeu</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        if let description {
            markup("<meta name=\"description\"")
            attribute(" content=\"", description)
            markup(">\n")
        }
        for style in frame.assets.styles {
            markup("<link rel=\"stylesheet\"")
            attribute(" href=\"", style.description)
            markup(">\n")
        }
        if let icon = frame.assets.icon {
            markup("<link rel=\"icon\" type=\"image/svg+xml\"")
            attribute(" href=\"", icon.description)
            markup(">\n")
        }
        for script in frame.assets.scripts {
            markup("<script defer")
            attribute(" src=\"", script.description)
            markup("></script>\n")
        }
        markup("</head>\n")
    }

    private func masthead(_ frame: Frame) {
        header(class: "top") {
            div(class: "inst") {
                div(class: "wrap") {
                    p(frame.institution)
                    if let languages = frame.languages { self.languages(languages) }
                }
            }
            if let banner = frame.banner { div(class: "banner") { div(class: "wrap") { p(banner) } } }
            div(class: "wrap mast") {
                a(to: frame.home, class: "brand") {
                    markup(Self.portal)
                    span {
                        text("Ghișeu")
                        small(frame.place)
                    }
                }
                if !frame.navigation.isEmpty {
                    nav(class: "nav", .label(words.mainNavigation)) {
                        ul { for item in frame.navigation { li { link(item) } } }
                    }
                }
                if let account = frame.account {
                    accountMenu(account)
                } else if let signIn = frame.signIn {
                    div(class: "me") {
                        a(to: signIn) {
                            icon(.user)
                            text(words.signIn)
                        }
                    }
                }
            }
        }
    }

    private func accountMenu(_ account: Frame.Account) {
        div(class: "me") {
            details {
                summary {
                    icon(.user)
                    span("\(words.account): ", class: "vh")
                    span(account.name, class: "name")
                }
                div {
                    for item in account.items { link(item) }
                    form(post: account.signOut, account.token) { submit(Phrase(words.signOut), class: "btn link") }
                }
            }
        }
    }

    private func languages(_ chooser: Frame.Chooser) {
        form(post: chooser.link, chooser.token, class: "choose", .label(words.language)) {
            hidden(Frame.Chooser.backName, chooser.back)
            for option in chooser.options where option.value != chooser.current {
                submit(Phrase(option.text), class: "plain", name: chooser.name, value: option.value, .lang(option.value))
            }
        }
    }

    private func themes(_ chooser: Frame.Chooser) {
        form(post: chooser.link, chooser.token, class: "choose") {
            hidden(Frame.Chooser.backName, chooser.back)
            span("\(words.theme):")
            for option in chooser.options {
                submit(
                    Phrase(option.text), class: "plain", name: chooser.name, value: option.value,
                    .attr("aria-pressed", option.value == chooser.current ? "true" : "false"))
            }
        }
    }

    private func footer(_ frame: Frame) {
        footer(class: "foot") {
            div(class: "wrap") {
                p(frame.footer.owner)
                for column in frame.footer.columns {
                    nav(.label(column.label)) {
                        ul { for item in column.items { li { link(item) } } }
                    }
                }
                if let themes = frame.themes { self.themes(themes) }
            }
        }
    }

    func link(_ item: Frame.Item) {
        a(item.text, to: item.link, .current("page", if: item.isCurrent))
    }

    /// The brand: a counter's window in a portal. Drawn for this project.
    private static let portal: StaticString = #"""
        <svg viewBox="0 0 32 36" aria-hidden="true"\#
         fill="none" stroke="currentColor" stroke-width="2.4">\#
        <path d="M4 31V15a12 12 0 0 1 24 0v16"/>\#
        <path d="M1 31h30" stroke="#ffc01e" stroke-width="3.4"/>\#
        <path d="M10 31v-9h12v9M10 16h12"/></svg>
        """#
}
