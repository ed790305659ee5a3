import Foundation
import Hummingbird
import Office
import Rulebook

/// Finding a service: all of them, those of a group, those that fit some words.
extension Website {
    func services(_ request: Request, _ context: WebContext) -> Response {
        let say = speech(context)
        let query = (Urlencoded.value("q", in: request.uri.query) ?? "").trimmingCharacters(in: .whitespaces)
        return query.isEmpty ? allServices(context, say) : results(String(query.prefix(200)), context, say)
    }

    func group(_ request: Request, _ context: WebContext) throws -> Response {
        let say = speech(context)
        let slug = try context.part("group")
        guard let group = office.content.groups.first(where: { $0.slug == slug }) else { throw Refusal.notFound }
        let services = office.content.services(in: slug)
        return page(context, title: say(group.title), description: say(group.summary), around: .under(.services)) { h in
            h.crumbs([(say("page.frame.services"), Place.services.link)], current: say(group.title))
            h.h1(say.marked(group.title))
            h.p(say.marked(group.summary, after: group.title), class: "lead")
            if services.isEmpty {
                h.empty(
                    .search, say("public.group.empty"), Phrase(say("public.group.empty-text")),
                    action: (say("public.results.all"), Place.services.link))
            } else {
                h.section(Phrase(say("public.home.services")), id: "cereri") { h.cards(services.map { card($0, say) }) }
            }
        }
    }

    private func allServices(_ context: WebContext, _ say: Speech) -> Response {
        page(context, title: say("page.frame.services"), description: say("public.services.lead"), around: .under(.services)) { h in
            h.h1(say("page.frame.services"))
            h.p(say("public.services.lead"), class: "lead")
            h.search(Place.services.link, label: say("public.home.search"), placeholder: say("public.home.placeholder"))
            h.text(
                catalogue.list(in: say.language, edition: office.edition, on: office.today()) { h in
                    h.words = Words(say)
                    let content = office.content
                    for group in content.groups {
                        let services = content.services(in: group.slug)
                        if !services.isEmpty {
                            h.section(say.marked(group.title), id: "grup-\(group.slug)") { h.cards(services.map { card($0, say) }) }
                        }
                    }
                })
        }
    }

    private func results(_ query: String, _ context: WebContext, _ say: Speech) -> Response {
        let found = office.content.lexicon.find(query).compactMap(office.content.service)
        let title = say("public.results.title", ["query": .text(query)])
        return page(context, title: title, around: .under(.services)) { h in
            h.h1(title)
            h.search(Place.services.link, label: say("public.home.search"), query: query)
            if found.isEmpty {
                h.empty(
                    .search, say("public.results.empty"), Phrase(say("public.results.empty-text")),
                    action: (say("public.results.all"), Place.services.link))
                h.section(Phrase(say("public.home.groups")), id: "domenii") { groupList(h, say) }
            } else {
                h.section(Phrase(say("public.results.count", ["n": .number(found.count)])), id: "gasite") {
                    h.cards(found.map { card($0, say) })
                }
            }
        }
    }
}
