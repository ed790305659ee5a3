import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    @Sendable func deskWebhooks(_ request: Request, _ context: WebContext) async throws -> Response {
        try await webhooks(context, try seat(context), isSaved: Urlencoded.value("facut", in: request.uri.query) != nil)
    }

    private func webhooks(
        _ context: WebContext, _ seat: Seat, attempt: (typed: FormFields, problems: [Problem])? = nil, isSaved: Bool = false
    ) async throws -> Response {
        let webhooks = try await office.webhooks(of: seat.desk.institution, seenBy: seat.visitor)
        let shown = WebhooksPage(webhooks, attempt: attempt, isSaved: isSaved, desk: seat.desk, voice: seat.voice)
        let hasFailed = attempt != nil
        return deskPage(
            context, seat, title: shown.title, status: hasFailed ? .unprocessableContent : .ok, failed: hasFailed,
            current: seat.desk.webhooks
        ) { $0.webhooksPage(shown, context.formToken) }
    }

    /// Adds a webhook, answering with its secret, or removes one.
    @Sendable func deskWebhooksChange(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        let institution = seat.desk.institution
        switch WebhooksPage.Deed(rawValue: fields.text(WebhooksPage.deed)) {
        case .add:
            do {
                let webhook = try await office.addWebhook(
                    fields.text(WebhooksPage.address), events: Set(fields.all(WebhooksPage.events)), of: institution, by: seat.visitor)
                let shown = WebhookSecretPage(webhook, desk: seat.desk, voice: seat.voice)
                return deskPage(context, seat, title: shown.title, status: .created, current: seat.desk.webhooks) {
                    $0.webhookSecretPage(shown)
                }
            } catch Refusal.invalid(let problems) {
                return try await webhooks(
                    context, seat, attempt: (typed: fields, problems: problems.map { Problem(field: $0.field, $0.message) }))
            }
        case .remove:
            try await office.remove(webhook: fields.text(WebhooksPage.webhook), of: institution, by: seat.visitor)
            return seeOther(seat.desk.webhooks.with("facut", "1"))
        case nil: throw Refusal.notFound
        }
    }
}
