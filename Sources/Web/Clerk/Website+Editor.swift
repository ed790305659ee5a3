import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    @Sendable func deskEditor(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let file = try await caseFile(context, seat)
        guard let act = file.act, act.number == nil, file.isEditable else { return seeOther(seat.desk.dossier(file.dossier.id)) }
        let isSaved = Urlencoded.value("facut", in: request.uri.query) == DeskDeed.edit.rawValue
        let editor = ActEditor(file, act, remark: isSaved ? .saved : nil, office: office, desk: seat.desk)
        return deskPage(context, seat, title: editor.title) { $0.actEditor(editor, context.formToken) }
    }

    /// Keeps the sections, and sends the act on where that button was pressed.
    @Sendable func deskEdit(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        let file = try await caseFile(context, seat)
        guard let act = file.act else { throw Refusal.notFound }
        let id = file.dossier.id
        let sections = act.sections.compactMap { section in fields[DeskField.section(section.name)].map { (section.name, $0) } }
        do {
            try await office.edit(
                Dictionary(sections) { first, _ in first }, ofActFor: id, version: Int(fields.text(DeskField.actVersion)) ?? 0,
                by: seat.visitor)
            guard fields.text(DeskField.then) == DeskDeed.sendForApproval.rawValue else {
                return seeOther(seat.desk.deed(.edit, on: id).with("facut", DeskDeed.edit.rawValue))
            }
            try await office.sendForApproval(id, version: fields.version, by: seat.visitor)
            return seeOther(seat.desk.dossier(id).with("facut", DeskDeed.sendForApproval.rawValue))
        } catch let refusal as Refusal {
            try await office.noteRefusal(refusal, of: DeskDeed.edit.rawValue, on: file.dossier, by: seat.visitor)
            let now = try await caseFile(context, seat)
            if case .unfinished(let sections) = refusal, let act = now.act, now.isEditable {
                let editor = ActEditor(now, act, remark: .unfinished(sections), office: office, desk: seat.desk)
                return deskPage(context, seat, title: editor.title, status: .conflict, failed: true) {
                    $0.actEditor(editor, context.formToken)
                }
            }
            guard refusal == .stale, let current = now.act, now.isEditable else {
                let typed = DeskDeed.edit.typed(fields, on: file, office.checking(), seat.voice)
                return conflict(refusal, now, context, seat, typed: typed)
            }
            // A colleague saved meanwhile: what was typed here stays in sight, to be saved over it or not.
            let drafter = now.dossier.draft.flatMap { now.names[$0.drafter] } ?? "–"
            let editor = ActEditor(now, current, typed: fields, remark: .overtaken(by: drafter), office: office, desk: seat.desk)
            return deskPage(context, seat, title: editor.title, status: .conflict, failed: true) { $0.actEditor(editor, context.formToken) }
        }
    }

    @Sendable func deskPreview(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let file = try await caseFile(context, seat)
        let number = file.dossier.number.map { "\($0.number)" } ?? ""
        return download(
            try await office.actPreview(of: file.dossier.id, by: seat.visitor), as: "application/pdf", named: "proiect-\(number).pdf")
    }
}

extension CaseFile {
    /// Whether the sections may be changed now: while the act waits to be sent on.
    var isEditable: Bool {
        switch standing(of: .sendForApproval) {
        case .open: true
        case .refused(let refusal): refusal.isWaiting
        }
    }
}
