import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// What the desk writes on a dossier: to the applicant, and for itself.
extension Website {
    @Sendable func deskMessages(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        return try await messages(try await caseFile(context, seat), nil, context, seat)
    }

    @Sendable func deskWrite(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let file = try await caseFile(context, seat)
        if let attempt = try await write(
            request, on: file.dossier.id, by: seat.visitor, called: "desk.messages.text", context, seat.voice.speech)
        {
            if attempt.status == .conflict {
                let typed = [TypedText(seat.voice("messages.text"), attempt.text)]
                try await office.noteRefusal(.correspondenceClosed, of: "message", on: file.dossier, by: seat.visitor)
                return conflict(.correspondenceClosed, try await caseFile(context, seat), context, seat, typed: typed)
            }
            return try await messages(file, attempt, context, seat)
        }
        return seeOther(seat.desk.dossier(file.dossier.id, .messages))
    }

    private func messages(_ file: CaseFile, _ attempt: MessageAttempt?, _ context: WebContext, _ seat: Seat) async throws -> Response {
        let (voice, say) = (seat.voice, seat.voice.speech)
        let head = CaseHead(file, .messages, desk: seat.desk, voice: voice)
        let correspondence = try await office.correspondence(on: file.dossier.id, seenBy: seat.visitor)
        return deskPage(context, seat, title: head.number, status: attempt?.status ?? .ok, failed: attempt != nil) { h in
            h.errorSummary(attempt?.problems ?? [])
            h.caseHead(head)
            h.h2(voice("messages.title"))
            h.p(voice("messages.lead"), class: "small muted measure")
            if correspondence.messages.isEmpty {
                h.empty(.mail, voice("messages.none"), Phrase(voice("messages.none-text", ["name": .text(file.dossier.applicant)])))
            } else {
                h.thread(thread(correspondence, of: file.dossier.id, reader: seat.visitor.id, say))
            }
            guard correspondence.canWrite else { return h.p(voice("messages.closed"), class: "small muted") }
            let link = seat.desk.dossier(file.dossier.id, .messages)
            messageForm(link, attempt, voice("messages.text"), voice("messages.send"), context, h, say)
        }
    }

    @Sendable func deskNotes(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        return try await notes(try await caseFile(context, seat), nil, context, seat)
    }

    @Sendable func deskNote(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        let file = try await caseFile(context, seat)
        do {
            try await office.note(fields.text(MessageField.text), on: file.dossier.id, by: seat.visitor)
        } catch Refusal.invalid(let problems) {
            let problem = Problem(field: MessageField.text, problems.first?.message ?? "")
            let attempt = MessageAttempt(text: fields.text(MessageField.text), problems: [problem], status: .unprocessableContent)
            return try await notes(file, attempt, context, seat)
        }
        return seeOther(seat.desk.dossier(file.dossier.id, .notes))
    }

    private func notes(_ file: CaseFile, _ attempt: MessageAttempt?, _ context: WebContext, _ seat: Seat) async throws -> Response {
        let voice = seat.voice
        let head = CaseHead(file, .notes, desk: seat.desk, voice: voice)
        let (notes, names) = try await office.internalNotes(on: file.dossier.id, seenBy: seat.visitor)
        let link = seat.desk.dossier(file.dossier.id, .notes)
        return deskPage(context, seat, title: head.number, status: attempt?.status ?? .ok, failed: attempt != nil) { h in
            h.errorSummary(attempt?.problems ?? [])
            h.caseHead(head)
            h.h2(voice("notes.title"))
            h.p(voice("notes.lead"), class: "small muted measure")
            if notes.isEmpty {
                h.p(voice("notes.none"), class: "muted")
            } else {
                h.thread(notes.map { Message(names[$0.author] ?? "–", voice.moment($0.writtenAt), .memo, $0.body) })
            }
            guard !file.roles.subtracting([.auditor, .administrator, .cashier]).isEmpty else { return }
            h.form(post: link, context.formToken, class: "measure noprint", .novalidate()) {
                h.field(
                    Field(
                        MessageField.text, voice("notes.text"),
                        .area(value: attempt?.text ?? "", rows: 4, maxLength: OfficeLimits.messageLength),
                        error: attempt?.problems[MessageField.text]))
                h.actions { h.submit(Phrase(voice("notes.send"))) }
            }
        }
    }
}
