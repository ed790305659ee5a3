import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// A message that was refused, as it was typed.
struct MessageAttempt: Sendable {
    let text: String
    let problems: [Problem]
    let status: HTTPResponse.Status
}

/// The names of the fields that messages are sent with.
enum MessageField {
    static let text = "mesaj"
    static let files = "fisiere"
    static let fileCount = OfficeLimits.messageFiles
}

/// What applicant and office write to each other, on the applicant's own page.
extension Website {
    func messages(
        _ file: CaseFile, _ correspondence: Correspondence, _ attempt: MessageAttempt?, _ context: WebContext, _ h: HTML, _ say: Speech
    ) {
        h.section(Phrase(say("messages.title")), id: "mesaje") {
            if correspondence.messages.isEmpty {
                h.p(say("messages.none"), class: "muted")
            } else {
                h.thread(thread(correspondence, of: file.dossier.id, reader: context.signedIn?.visitor.id, say))
            }
            guard correspondence.canWrite else { return h.p(say("messages.closed"), class: "small muted") }
            h.p(say("messages.lead"), class: "small")
            messageForm(Place.messages(file.dossier.id).link, attempt, say("messages.text"), say("messages.send"), context, h, say)
        }
    }

    func messageForm(
        _ link: Link, _ attempt: MessageAttempt?, _ label: String, _ send: String, _ context: WebContext, _ h: HTML, _ say: Speech
    ) {
        let limits: [String: TraceValue] = [
            "n": .number(OfficeLimits.messageFiles), "limit": .number(OfficeLimits.messageFileMegabytes),
        ]
        let problems = attempt?.problems ?? []
        h.form(post: link, context.formToken, files: true, class: "measure noprint", .novalidate()) {
            h.field(
                Field(
                    MessageField.text, label, .area(value: attempt?.text ?? "", rows: 4, maxLength: OfficeLimits.messageLength),
                    error: problems[MessageField.text]))
            h.field(
                Field(
                    MessageField.files, say("messages.files"),
                    .files(accept: ".pdf,.jpg,.jpeg,.png", limit: OfficeLimits.messageFileMegabytes * 1_000_000),
                    hint: Phrase(say("messages.files-hint", limits)), error: problems[MessageField.files], need: .optional))
            h.actions { h.submit(Phrase(send)) }
        }
    }

    /// - Parameter reader: whose own messages stand to the side.
    func thread(_ correspondence: Correspondence, of id: DossierID, reader: PersonID?, _ say: Speech) -> [Message] {
        correspondence.messages.map { message in
            let name = correspondence.names[message.author] ?? "–"
            return Message(
                message.author == reader ? "\(say("messages.you")) (\(name))" : name, .init(say.moment(message.sentAt), message.sentAt.iso),
                message.side == correspondence.side ? .mine : .theirs, message.body,
                files: message.files.map { .init($0.name, size: office.fileSize($0.size), Place.messageFile(id, $0.id).link) })
        }
    }

    func showMessages(_ request: Request, _ context: WebContext) async throws -> Response {
        seeOther(Place.dossier(try context.part("id")).link.at("mesaje"))
    }

    func sendMessage(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        // Nothing is received for a dossier that is not one's own.
        _ = try await ownFile(id, of: visitor)
        if let attempt = try await write(request, on: id, by: visitor, context, speech(context)) {
            if attempt.status == .conflict {
                let typed = [TypedText(speech(context)("messages.text"), attempt.text)]
                return try await ownConflict(.correspondenceClosed, of: "message", on: id, by: visitor, typed: typed, context)
            }
            let correspondence = try await office.correspondence(on: id, seenBy: visitor)
            return dossierPage(try await ownFile(id, of: visitor), correspondence, attempt: attempt, context)
        }
        return seeOther(Place.dossier(id).link.at("mesaje"))
    }

    /// - Returns: what was refused; nil where it was sent.
    func write(
        _ request: Request, on id: DossierID, by visitor: Visitor, called label: String = "messages.text", _ context: WebContext,
        _ say: Speech
    ) async throws -> MessageAttempt? {
        let form = try await form(request, context, files: .keep(megabytes: OfficeLimits.messageFileMegabytes))
        let files = form.files[MessageField.files] ?? []
        func refused(_ field: String, _ message: String, _ status: HTTPResponse.Status = .unprocessableContent) -> MessageAttempt {
            MessageAttempt(text: form.text(MessageField.text), problems: [Problem(field: field, message)], status: status)
        }
        guard files.count <= OfficeLimits.messageFiles else {
            return refused(MessageField.files, say("messages.too-many-files", ["n": .number(OfficeLimits.messageFiles)]))
        }
        if let empty = form.empty[MessageField.files]?.first {
            return refused(MessageField.files, say("messages.empty-file", ["name": .text(empty)]))
        }
        do {
            try await office.write(form.text(MessageField.text), files: files, on: id, by: visitor, called: label, language: say.language)
            return nil
        } catch Refusal.invalid(let problems) {
            return refused(MessageField.text, problems.first?.message ?? "")
        } catch let refusal as Refusal {
            guard let notice = RefusalNotice(refusal) else { throw refusal }
            switch refusal {
            case .wrongFormat, .tooLarge: return refused(MessageField.files, say(notice.sentence, notice.values), notice.status)
            case .tooMany, .correspondenceClosed: return refused(MessageField.text, say(notice.sentence, notice.values), notice.status)
            default: throw refusal
            }
        }
    }

    /// A file of a message, to both sides.
    func messageFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let (file, bytes) = try await office.messageFile(
            try context.part("file"), of: try context.part("id"), seenBy: try context.visitor())
        return try await download(bytes, as: file.mediaType, named: file.name, request)
    }
}
