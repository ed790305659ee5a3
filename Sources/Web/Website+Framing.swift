import Office
import Rulebook
import Store

/// What stands around a page's content, where it is not the citizen's usual frame.
struct Surroundings: Sendable {
    var audience = Frame.Audience.citizen
    /// In the bar at the very top; nil: whose counter this is.
    var institution: String?
    var home = Place.home.link
    /// Nil: the citizen's.
    var navigation: [Frame.Item]?
    /// The navigation's entry that the page belongs to.
    var current: Link?
    /// Whether the page is offered in other languages.
    var hasLanguages = true

    /// A page of the citizen's side under one entry of the navigation.
    static func under(_ place: Place) -> Self { Surroundings(current: place.link) }
}

extension Website {
    func frame(_ context: WebContext, _ surroundings: Surroundings) -> Frame {
        let say = speech(context)
        let content = office.content
        let institution = content.institution(content.house.institution)
        let navigation = (surroundings.navigation ?? citizenNavigation(say)).map { item in
            Frame.Item(item.text, item.link, isCurrent: item.link == surroundings.current)
        }
        return Frame(
            audience: surroundings.audience, language: context.language.rawValue, words: Words(say), theme: context.theme,
            institution: surroundings.institution ?? say("page.frame.institution", ["place": .text(say(content.house.place))]),
            place: say(content.house.place), home: surroundings.home, languages: surroundings.hasLanguages ? languages(context) : nil,
            themes: themes(context, say), navigation: navigation,
            account: account(context, say), signIn: Place.signIn(back: nil).link, banner: banner(say),
            footer: footer(institution, say), assets: assets.assets(for: surroundings.audience))
    }

    private func citizenNavigation(_ say: Speech) -> [Frame.Item] {
        [
            Frame.Item(say("page.frame.services"), Place.services.link), Frame.Item(say("page.frame.dossiers"), Place.dossiers.link),
            Frame.Item(say("page.frame.verification"), Place.verification.link), Frame.Item(say("page.frame.fees"), Place.fees.link),
        ]
    }

    private func languages(_ context: WebContext) -> Frame.Chooser {
        Frame.Chooser(
            post: Place.language.link, context.formToken, name: "limba", options: Language.allCases.map { .init($0.rawValue, $0.ownName) },
            current: context.language.rawValue, back: context.address)
    }

    private func themes(_ context: WebContext, _ say: Speech) -> Frame.Chooser {
        Frame.Chooser(
            post: Place.theme.link, context.formToken, name: "tema",
            options: Frame.Theme.allCases.map { .init($0.rawValue, say("page.theme.\($0.rawValue)")) }, current: context.theme.rawValue,
            back: context.address)
    }

    private func account(_ context: WebContext, _ say: Speech) -> Frame.Account? {
        guard let visitor = context.signedIn?.visitor else { return nil }
        var items = [
            Frame.Item(say("page.frame.dossiers"), Place.dossiers.link), Frame.Item(say("page.frame.account"), Place.account.link),
        ]
        if visitor.isStaff { items.insert(Frame.Item(say("page.frame.desk"), Place.desk.link), at: 0) }
        return Frame.Account(visitor.person.name, items: items, signOut: Place.signOut.link, token: context.formToken)
    }

    private func banner(_ say: Speech) -> Phrase? {
        if configuration.isDemo { return Phrase(say("page.frame.demo")) }
        return office.settings.isTestSeal ? Phrase(say("page.frame.test-seal")) : nil
    }

    private func footer(_ institution: Institution?, _ say: Speech) -> Frame.Footer {
        let owner = Phrase { h in
            h.strong("Ghișeu")
            h.text(", \(say("page.frame.owner", ["place": .text(say(office.content.house.place))]))")
            guard let institution else { return }
            h.br()
            h.text("\(institution.address) · ")
            let phone = institution.phone.filter { $0.isNumber || $0 == "+" }
            h.a(institution.phone, to: "tel:\(phone)")
        }
        return Frame.Footer(
            owner: owner,
            columns: [
                .init(
                    say("page.frame.about-service"),
                    [
                        Frame.Item(say("page.frame.accessibility"), Place.accessibility.link),
                        Frame.Item(say("page.frame.privacy"), Place.privacy.link),
                    ]),
                .init(
                    say("page.frame.more"),
                    [Frame.Item(say("page.frame.about"), Place.about.link), Frame.Item(say("page.frame.verify"), Place.verification.link)]),
            ])
    }
}
