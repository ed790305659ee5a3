import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// Looking through one proposal, and a person's word on it.
extension Website {
    @Sendable func deskReview(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let review = try await office.review(try context.part("id"), in: seat.desk.institution, by: seat.visitor)
        return reviewPage(review, ReviewAttempt(review.proposal.typed), .ok, context, seat)
    }

    func reviewPage(
        _ review: Review, _ attempt: ReviewAttempt, _ status: HTTPResponse.Status, _ context: WebContext, _ seat: Seat
    ) -> Response {
        let shown = ReviewPage(
            review, enclosed: attempt.enclosed, consents: attempt.consents, problems: attempt.problems, viewer: seat.visitor,
            office: office, desk: seat.desk, voice: seat.voice)
        return deskPage(
            context, seat, title: shown.title, status: status, failed: status != .ok, current: seat.desk.scans
        ) { $0.reviewPage(shown, context.formToken) }
    }

    @Sendable func deskConfirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        let form = try await form(request, context, files: .read(megabytes: 1))
        if form["apoi"] == "citit" {
            try await office.keep(nil, of: id, in: seat.desk.institution, by: seat.visitor)
            return seeOther(seat.desk.proposal(id))
        }
        let before = try await office.review(id, in: seat.desk.institution, by: seat.visitor)
        guard let service = before.service else { return reviewPage(before, ReviewAttempt(), .unprocessableContent, context, seat) }
        var attempt = ReviewAttempt(form)
        var answers = form.answers(to: service.form.fields, drawn: Set(form.text("campuri").split(separator: " ").map(String.init)))
        let isChoosing = form.chooseReading(of: service.form, in: &answers) || service.form.changesRows(of: &answers, by: form)
        if !isChoosing { answers = Answers(answers.byKey.mapValues(\.withoutBlankRows)) }

        let word = PaperConfirmation(answers: answers, enclosed: attempt.enclosed ?? [], consent: attempt.consents)
        switch (form["apoi"], try await keeps(word, id, seat)) {
        case ("pastreaza", let isKept):
            return Response(status: isKept ? .noContent : .conflict, headers: [.cacheControl: "no-store"])
        case ("lasa", _):
            try await office.letGo(id, in: seat.desk.institution, by: seat.visitor)
            return seeOther(seat.desk.scans)
        case ("salveaza", true): return seeOther(seat.desk.proposal(id))
        default: break
        }

        func again(_ status: HTTPResponse.Status) async throws -> Response {
            let review = try await office.review(
                id, typed: answers, attached: attempt.enclosed ?? [], in: seat.desk.institution, by: seat.visitor)
            if form["apoi"] == "verifica", !isChoosing { attempt.problems = review.checked?.problems ?? [] }
            return reviewPage(review, attempt, status, context, seat)
        }
        if isChoosing || form["apoi"] != "confirma" { return try await again(.ok) }
        do {
            let done = try await office.confirm(id, word, in: seat.desk.institution, by: seat.visitor)
            return seeOther(seat.desk.scans.with("facut", "inregistrat").with("numar", "\(done.number)"))
        } catch Refusal.invalid(let problems) {
            attempt.problems = problems
            return try await again(.unprocessableContent)
        } catch let refusal as Refusal {
            // Somebody else has it now, or the service takes nothing today: what was typed stays in sight.
            guard let notice = RefusalNotice(refusal), notice.status == .conflict else { throw refusal }
            if case .stale = refusal { return try await again(.conflict) }
            attempt.problems = [
                Rulebook.Problem(field: ReviewPage.service, code: "refused", message: seat.voice.speech(notice.sentence, notice.values))
            ]
            return try await again(.conflict)
        }
    }

    /// Keeps what was typed, before anything else is done with it.
    /// - Returns: false where somebody else has the proposal by now, or it is settled.
    private func keeps(_ word: PaperConfirmation, _ id: String, _ seat: Seat) async throws -> Bool {
        do {
            try await office.keep(word, of: id, in: seat.desk.institution, by: seat.visitor)
            return true
        } catch let refusal as Refusal {
            guard RefusalNotice(refusal)?.status == .conflict else { throw refusal }
            return false
        }
    }

    @Sendable func deskMoveProposal(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        let form = try await form(request, context)
        let slug = form.text(ReviewPage.service)
        if !slug.isEmpty { try await office.move(id, to: slug, in: seat.desk.institution, by: seat.visitor) }
        return seeOther(seat.desk.proposal(id))
    }

    @Sendable func deskDismissProposal(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let id = try context.part("id")
        let form = try await form(request, context)
        try await office.dismiss(id, reason: form.text("motiv"), in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.scans.with("facut", "inlaturat"))
    }

    /// The page says that its reader is still at it.
    @Sendable func deskHoldProposal(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        _ = try await form(request, context)
        let review = try await office.review(try context.part("id"), in: seat.desk.institution, by: seat.visitor)
        return Response(status: review.holder == nil ? .noContent : .conflict, headers: [.cacheControl: "no-store"])
    }
}

/// What a refused or renewed review shows besides the answers.
struct ReviewAttempt: Sendable {
    /// Nil: as it was read.
    var enclosed: Set<String>?
    var consents = false
    var problems: [Rulebook.Problem] = []

    init() {}

    init(_ typed: PaperConfirmation?) {
        enclosed = typed?.enclosed
        consents = typed?.consent ?? false
    }

    init(_ form: FormFields) {
        enclosed = Set(form.all(ReviewPage.enclosed))
        consents = form[ReviewPage.consent] != nil
    }
}

extension FormFields {
    /// Puts the reading whose button was pressed in the place of what stood there.
    fileprivate func chooseReading(of form: Form, in answers: inout Answers) -> Bool {
        guard let pressed = self[ReviewPage.choose], let cut = pressed.firstIndex(of: ReviewPage.chooseSeparator),
            let field = form.field(String(pressed[..<cut]))
        else { return false }
        answers[field.key] = field.answer(written: String(pressed[pressed.index(after: cut)...]))
        return true
    }
}

extension Form {
    fileprivate func changesRows(of answers: inout Answers, by form: FormFields) -> Bool {
        changeRows(of: &answers, by: form) != nil
    }
}
