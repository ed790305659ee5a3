import Foundation
import Office
import Rulebook
import Store

/// Asking once for all that is missing: every document and field can be ticked, each with its reason.
struct CompletionRequestPage: Sendable {
    struct Item: Sendable {
        /// As the office knows it: a field's key, or `attachment:` and a document's code.
        let key: String
        let label: String
        /// What the applicant gave, if anything.
        let now: String
        let isAsked: Bool
        let reason: String
        let error: String?
    }

    struct Part: Sendable {
        let title: String
        let items: [Item]

        var isOpen: Bool { items.contains { $0.isAsked || !$0.reason.isEmpty } }
    }

    let crumbs: [(text: String, link: Link)]
    let title: String
    let lead: String
    let warning: String
    let documents: Part
    let steps: [Part]
    /// The service's usual reasons, offered while one types.
    let usual: [String]
    let message: Field
    let version: Int
    let link: Link
    let back: Link
    let problems: [Problem]
    let words: (ask: String, reason: String, now: String, send: String, cancel: String, confirm: (title: String, text: String, yes: String))

    init(_ file: CaseFile, attempt: DeedAttempt?, office: Office, desk: Desk) {
        let voice = DeskVoice(content: office.content)
        let (dossier, form) = (file.dossier, file.service.form)
        let number = dossier.number.map { "\($0)" } ?? "–"
        crumbs = [(voice("worklist.title"), desk.worklist), (number, desk.dossier(dossier.id))]
        title = voice.deed(.requestCompletion, in: file.service.workflow, at: dossier.stage)
        lead = voice("completion.lead", ["n": .number(file.service.completion.days)])
        let target = file.service.workflow.moves(from: dossier.stage).first { $0.deed == .requestCompletion }.flatMap {
            file.service.workflow.target(of: $0, from: dossier.stage)
        }
        warning = voice(target?.clock == .suspended ? "explain.completion" : "explain.completion-running")
        func item(_ key: String, _ label: String, _ now: String) -> Item {
            Item(
                key: key, label: label, now: now, isAsked: attempt?.typed[DeskField.item(key)] != nil,
                reason: attempt?.typed.text(DeskField.reason(for: key)) ?? "", error: attempt?.problems[DeskField.reason(for: key)])
        }
        let context = office.checking()
        // What these answers call for first; the rest is there to be asked for all the same, and says that it was not.
        let called = Set(file.checked(by: office).attachments.map(\.rule.kind.code))
        let papers = form.attachments.filter { called.contains($0.kind.code) } + form.attachments.filter { !called.contains($0.kind.code) }
        documents = Part(
            title: voice("completion.documents"),
            items: papers.map { rule in
                // What an act of this counter stands for lies here already.
                let names = file.acts(standingFor: rule.kind.code) + file.attachments.filter { $0.code == rule.kind.code }.map(\.name)
                let none = voice(called.contains(rule.kind.code) ? "completion.not-given" : "completion.not-called")
                return item("attachment:\(rule.kind.code)", rule.kind.title.ro, names.isEmpty ? none : names.joined(separator: ", "))
            })
        // An endorser asks for papers and explanations; what the request says is changed where it was filed.
        steps =
            file.asking != nil
            ? []
            : form.steps.map { step in
                Part(
                    title: step.title.ro,
                    items: step.fields.filter {
                        $0.derived == nil && $0.kind != .declaration && !file.service.urgencyQuestions.contains($0.key)
                    }.map { field in
                        let now = dossier.answers[field.key].map { field.masked($0, in: context) } ?? voice("completion.not-given")
                        return item(field.key, field.label.ro, now.count > 160 ? "\(now.prefix(157))…" : now)
                    })
            }
        usual = file.service.completion.reasons
        message = Field(
            DeskField.message, voice("completion.message"),
            .area(value: attempt?.typed.text(DeskField.message) ?? "", rows: 5, maxLength: 4_000),
            hint: Phrase(voice("completion.message-hint")), error: attempt?.problems[DeskField.message], need: .optional)
        version = dossier.version
        link = desk.deed(.requestCompletion, on: dossier.id)
        back = desk.dossier(dossier.id)
        problems = attempt?.problems ?? []
        words = (
            voice("completion.ask"), voice("completion.reason"), voice("completion.now"), voice("completion.send"),
            voice("completion.cancel"),
            (voice("confirm.completion.title"), voice("confirm.completion.text"), voice("confirm.completion.yes"))
        )
    }

    /// What a sent form speaks of: what is ticked, and what has a reason though it is not.
    static func items(_ fields: FormFields, of form: Form) -> [Completion.Item] {
        let keys = form.attachments.map { "attachment:\($0.kind.code)" } + form.fields.map(\.key)
        return keys.compactMap { key in
            let reason = fields.text(DeskField.reason(for: key)).trimmingCharacters(in: .whitespaces)
            guard isTicked(key, fields) || !reason.isEmpty else { return nil }
            return Completion.Item(field: key, reason: reason)
        }
    }

    static func isTicked(_ key: String, _ fields: FormFields) -> Bool { fields[DeskField.item(key)] != nil }
}

extension CaseFile {
    /// The numbers of the acts of this counter that stand for a document: those that the request builds on, or at an endorser's those that
    /// who asks builds on.
    fileprivate func acts(standingFor document: String) -> [String] {
        let rules = service.parents.filter { $0.standsFor == document }
        let own = links.parents.filter { parent in rules.contains { $0.field == parent.link.field } }.map(\.link.act.number)
        return own + (asking?.acts ?? []).filter { $0.document == document }.compactMap(\.act.reference)
    }
}
