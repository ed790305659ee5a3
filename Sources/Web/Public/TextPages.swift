import Hummingbird
import Office
import Rulebook

/// Pages that only say something: their paragraphs stand in the locales, numbered.
extension Website {
    func accessibility(_ request: Request, _ context: WebContext) -> Response { textPage("public.accessibility", context) }
    func privacy(_ request: Request, _ context: WebContext) -> Response { textPage("public.privacy", context) }
    func about(_ request: Request, _ context: WebContext) -> Response { textPage("public.about", context) }

    /// `<key>.title`, `<key>.lead`, then sections `<key>.1.title` and `<key>.1.text`, as many as there are.
    private func textPage(_ key: String, _ context: WebContext) -> Response {
        let say = speech(context)
        let institution = office.content.institution(office.content.house.institution)
        let values: [String: TraceValue] = [
            "institution": .text(institution.map { say($0.name) } ?? ""), "email": .text(institution?.email ?? ""),
            "phone": .text(institution?.phone ?? ""), "address": .text(institution?.address ?? ""),
            "place": .text(say(office.content.house.place)),
        ]
        return page(context, title: say("\(key).title"), description: say("\(key).lead", values)) { h in
            h.div(class: "measure") {
                h.h1(say("\(key).title"))
                h.p(say("\(key).lead", values), class: "lead")
                for number in (1...).prefix(while: { say.phrases.has("\(key).\($0).title") }) {
                    h.section(Phrase(say("\(key).\(number).title")), id: "p\(number)") {
                        h.paragraphs(say("\(key).\(number).text", values))
                    }
                }
            }
        }
    }
}
