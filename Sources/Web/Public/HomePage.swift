import Foundation
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// How many services the home page shows as cards.
    private static let cardCount = 6

    func home(_ request: Request, _ context: WebContext) async throws -> Response {
        let say = speech(context)
        let drafts = try await drafts(of: context)
        let content = office.content
        return page(
            context, title: say("public.home.page"), description: say("public.home.lead", ["n": .number(content.services.count)]),
            around: .under(.services),
            hero: { h in
                h.h1(say("public.home.title"))
                h.p(say("public.home.lead", ["n": .number(content.services.count)]), class: "lead")
                h.search(Place.services.link, label: say("public.home.search"), placeholder: say("public.home.placeholder"))
            },
            content: { h in
                draftNotes(h, drafts, say)
                h.section(Phrase(say(content.house.often.isEmpty ? "public.home.services" : "public.home.often")), id: "cereri") {
                    h.cards(content.beginning.prefix(Self.cardCount).map { card($0, say) })
                }
                h.split(sideLabel: say("public.home.side")) {
                    h.section(Phrase(say("public.home.groups")), id: "domenii") { groupList(h, say) }
                } side: {
                    h.box(Phrase(say("public.home.verify"))) {
                        h.p(say("public.home.verify-text"), class: "small")
                        codeForm(h, say)
                    }
                    h.box(Phrase(say("public.home.follow"))) {
                        h.p(say("public.home.follow-text"), class: "small")
                        h.p(class: "flush") { h.a(say("page.frame.dossiers"), to: Place.dossiers.link) }
                    }
                }
            })
    }

    func card(_ service: PublicService, _ say: Speech) -> Card {
        var details = [Card.Detail(.card, feeInShort(service, say))]
        if let term = termInShort(service, say) { details.insert(Card.Detail(.clock, term), at: 0) }
        return Card(
            say.marked(service.title, with: [service.summary]), Place.service(service.slug).link, say.unmarked(service.summary),
            details: details)
    }

    /// The groups that have services.
    func groupList(_ h: HTML, _ say: Speech) {
        h.ul(class: "list") {
            for group in office.content.groups {
                let count = office.content.services(in: group.slug).count
                if count > 0 {
                    h.listItem(
                        say.marked(group.title, with: [group.summary]), to: Place.group(group.slug).link, say.unmarked(group.summary),
                        count: say.number(count),
                        of: say("public.home.count"))
                }
            }
        }
    }

    /// One's drafts, newest first.
    func drafts(of context: WebContext) async throws -> [DossierLine] {
        guard let visitor = context.signedIn?.visitor else { return [] }
        return try await office.myDossiers(visitor, limit: 20).filter { $0.kind == .draft }
    }

    func draftNotes(_ h: HTML, _ drafts: [DossierLine], _ say: Speech) {
        for draft in drafts.prefix(2) {
            let service = office.content.service(draft.service).map { say($0.title) } ?? draft.title
            h.note(.info) {
                h.p {
                    h.text(say("public.home.draft", ["service": .text(service), "moment": .moment(draft.changedAt)]) + " ")
                    h.a(say("public.home.continue"), to: Place.dossier(draft.id).link)
                }
            }
        }
    }
}
