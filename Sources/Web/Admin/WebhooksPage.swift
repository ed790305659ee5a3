import Office
import Rulebook
import Store

/// The programs that an institution lets know of events, for its administrators.
struct WebhooksPage: Sendable {
    struct Line: Sendable {
        let id: String
        let address: String
        let events: String
        let last: String
    }

    /// What the page posts; raw values are the values of `fapta`.
    enum Deed: String { case add = "adauga", remove = "scoate" }

    static let deed = "fapta"
    static let webhook = "legatura"
    static let address = "address"
    static let events = "events"

    let title: String
    let lead: String
    let lines: [Line]
    let columns: [String]
    let link: Link
    let fields: [Field]
    let formTitle: String
    let problems: [Problem]
    let words: (add: String, remove: String)
    let empty: (title: String, text: String)
    let remark: String?

    init(_ webhooks: [Webhook], attempt: (typed: FormFields, problems: [Problem])?, isSaved: Bool, desk: Desk, voice: DeskVoice) {
        title = voice("webhooks.title")
        lead = voice("webhooks.lead")
        link = desk.webhooks
        columns = ["address", "events", "last", "actions"].map { voice("webhooks.\($0)") }
        words = (voice("webhooks.add"), voice("webhooks.remove"))
        empty = (voice("webhooks.none"), voice("webhooks.none-text"))
        formTitle = voice("webhooks.form-title")
        remark = isSaved ? voice("webhooks.saved") : nil
        problems = attempt?.problems ?? []
        lines = webhooks.map { hook in
            let last = hook.answeredAt.map { "\(voice.moment($0).text): \(hook.answer ?? "")" }
            return Line(
                id: hook.id, address: hook.address,
                events: WebhookEvent.all.filter(hook.events.contains).map { voice("event.\($0)") }.joined(separator: "; "),
                last: last ?? voice("webhooks.never"))
        }
        fields = [
            Field(
                Self.address, voice("webhooks.address"),
                .text(value: attempt?.typed.text(Self.address) ?? "", autocomplete: "off", maxLength: 2000),
                hint: Phrase(voice("webhooks.address-hint")), error: problems[Self.address]),
            Field(
                Self.events, voice("webhooks.events"),
                .checks(
                    WebhookEvent.all.map { .init($0, voice("event.\($0)")) }, values: Set(attempt?.typed.all(Self.events) ?? [])),
                error: problems[Self.events]),
        ]
    }
}

/// The secret of a webhook that was just added. It answers the form itself, since it is shown this once.
struct WebhookSecretPage: Sendable {
    let title: String
    let text: String
    let secret: String
    let back: (text: String, link: Link)

    init(_ webhook: Webhook, desk: Desk, voice: DeskVoice) {
        title = voice("webhooks.secret")
        text = voice("webhooks.secret-text")
        secret = webhook.secret
        back = (voice("webhooks.back"), desk.webhooks)
    }
}

extension HTML {
    func webhooksPage(_ page: WebhooksPage, _ token: FormToken) {
        errorSummary(page.problems)
        h1(page.title)
        p(page.lead, class: "lead")
        if let remark = page.remark { note(.ok, Phrase(remark)) }
        split(sideLabel: page.formTitle) {
            if page.lines.isEmpty {
                empty(.info, page.empty.title, Phrase(page.empty.text))
            } else {
                table(class: "table") {
                    caption(page.title, class: "vh")
                    thead { tr { for head in page.columns { th(head, .col) } } }
                    tbody { for line in page.lines { webhookRow(line, page, token) } }
                }
            }
        } side: {
            box(Phrase(page.formTitle)) {
                form(post: page.link, token, .novalidate()) {
                    hidden(WebhooksPage.deed, WebhooksPage.Deed.add.rawValue)
                    for field in page.fields { self.field(field) }
                    submit(Phrase(page.words.add))
                }
            }
        }
    }

    private func webhookRow(_ line: WebhooksPage.Line, _ page: WebhooksPage, _ token: FormToken) {
        tr {
            th(line.address, .row)
            td(line.events)
            td(line.last)
            td {
                form(post: page.link, token) {
                    hidden(WebhooksPage.deed, WebhooksPage.Deed.remove.rawValue)
                    hidden(WebhooksPage.webhook, line.id)
                    submit("\(page.words.remove)\(hidden: ": \(line.address)")", class: "btn link flush")
                }
            }
        }
    }

    func webhookSecretPage(_ page: WebhookSecretPage) {
        h1(page.title)
        p(page.text, class: "lead")
        p { code(page.secret) }
        p("\(link: page.back.text, to: page.back.link)")
    }
}
