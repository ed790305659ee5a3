import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    @Sendable func deskAbsences(_ request: Request, _ context: WebContext) async throws -> Response {
        try await absences(context, try seat(context), done: Urlencoded.value("facut", in: request.uri.query))
    }

    private func absences(
        _ context: WebContext, _ seat: Seat, attempt: (typed: FormFields, problems: [Problem])? = nil, done: String? = nil
    ) async throws -> Response {
        let book = try await office.absences(in: seat.desk.institution, seenBy: seat.visitor)
        let shown = AbsencesPage(
            book, attempt: attempt, done: done, viewer: seat.visitor, today: office.today(), desk: seat.desk, voice: seat.voice)
        let hasFailed = attempt != nil
        return deskPage(
            context, seat, title: shown.title, status: hasFailed ? .unprocessableContent : .ok, failed: hasFailed,
            current: seat.desk.absences
        ) { $0.absencesPage(shown, context.formToken) }
    }

    @Sendable func deskAbsence(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        let substitute = fields.text(AbsencesPage.substitute)
        do {
            try await office.enterAbsence(
                of: fields.text(AbsencesPage.person), in: seat.desk.institution, from: fields.day(AbsencesPage.from),
                to: fields.day(AbsencesPage.to), substitute: substitute.isEmpty ? nil : substitute, by: seat.visitor)
        } catch Refusal.invalid(let problems) {
            let names = ["from": AbsencesPage.from, "to": AbsencesPage.to, "substitute": AbsencesPage.substitute]
            let shown = problems.map { Problem(field: names[$0.field] ?? $0.field, $0.message) }
            return try await absences(context, seat, attempt: (fields, shown))
        }
        return seeOther(seat.desk.absences.with("facut", "trecut"))
    }

    @Sendable func deskCallOff(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        _ = try await form(request, context)
        try await office.callOffAbsence(try context.part("absence"), in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.absences.with("facut", "anulat"))
    }
}
