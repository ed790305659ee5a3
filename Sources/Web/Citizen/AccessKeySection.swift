import Hummingbird
import Office
import Rulebook
import Store

/// Keys for a person's programs, on the page of the account.
extension Website {
    func makeAccessKey(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let form = try await form(request, context)
        do {
            let key = try await office.makeAccessKey(named: form.text("key-name"), by: visitor, language: context.language)
            return try await accountPage(context, newKey: key)
        } catch Refusal.invalid(let problems) {
            return try await accountPage(context, typed: form.text("key-name"), refused: problems)
        }
    }

    func removeAccessKey(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        _ = try await form(request, context)
        try await office.removeAccessKey(try context.part("id"), by: visitor)
        return seeOther(.account)
    }

    func accessKeys(
        _ keys: [AccessKey], newKey: String?, typed: String, _ problems: [Problem], _ h: HTML, _ say: Speech, _ context: WebContext
    ) {
        h.section(Phrase(say("page.account.keys.title")), id: "chei") {
            h.p(say("page.account.keys.text"))
            if let newKey {
                h.note(.ok) {
                    h.p(say("page.account.keys.made"))
                    h.p { h.code(newKey) }
                }
            }
            if !keys.isEmpty {
                h.ul(class: "list") {
                    for key in keys { h.li { line(key, h, say, context) } }
                }
            }
            h.form(post: Place.accessKeys.link, context.formToken, class: "measure", .novalidate()) {
                let error = problems["key-name"]
                h.field(
                    Field(
                        "key-name", say("page.account.keys.name"), .text(value: typed, width: .large, maxLength: 100), error: error))
                h.actions { h.submit(Phrase(say("page.account.keys.make")), class: "btn second") }
            }
        }
    }

    private func line(_ key: AccessKey, _ h: HTML, _ say: Speech, _ context: WebContext) {
        let day = Day(key.expiresAt, in: office.content.house.timeZone)
        let holds = key.expiresAt > office.settings.now()
        h.text("\(key.name) · \(say(holds ? "page.account.keys.until" : "page.account.keys.over", ["day": .day(day)]))")
        h.form(post: Place.removeAccessKey(key.id).link, context.formToken) {
            let words = say("page.account.keys.remove")
            h.submit(Phrase(words), class: "btn second", .label("\(words): \(key.name)"))
        }
    }
}
