import Foundation

/// A service as programs read it: the public API's and the command line's JSON.
package struct ServiceDescription: Encodable, Sendable {
    let slug: String
    let group: String
    let title: Localized
    let summary: Localized
    let applicants: Localized
    let institution: String
    let law: [PublicService.LegalBasis]
    let fee: FeeDescription?
    let term: TermPolicy?
    let silence: PublicService.Silence
    let sessions: [PublicService.Session]?
    let steps: [StepDescription]
    let attachments: [AttachmentDescription]
    /// Where the form on paper is, under the counter's address.
    let paper: String
    /// Right answers by field key: what `check` says `valid` to.
    let example: Answers

    struct FeeDescription: Encodable, Sendable {
        let tariff: String
        let inputs: [String: Expression]
    }

    struct StepDescription: Encodable, Sendable {
        let name: String
        let title: Localized
        let fields: [FieldDescription]
    }

    struct FieldDescription: Encodable, Sendable {
        let key: String
        let kind: FieldKind
        let label: Localized
        let hint: Localized?
        /// `true`, `false`, or the condition.
        let required: String
        /// The condition under which it is asked; nil: always.
        let when: String?
        let many: Bool
        let unit: String?
        let options: [Field.Option]
        let columns: [FieldDescription]
        /// What a slot is booked of.
        let resource: String?
        let example: Answer?
    }

    struct AttachmentDescription: Encodable, Sendable {
        let code: String
        let title: Localized
        let required: String
        let when: String?
        let formats: [String]
        let megabytes: Int
    }

    package init(of service: PublicService) {
        slug = service.slug
        group = service.group
        title = service.title
        summary = service.summary
        applicants = service.applicants
        institution = service.institution
        law = service.law
        fee = service.fee.map { FeeDescription(tariff: $0.tariff, inputs: $0.bindings) }
        term = service.term
        silence = service.silence
        sessions = service.sessions
        steps = service.form.steps.map { step in
            StepDescription(name: step.name, title: step.title, fields: step.fields.filter { $0.derived == nil }.map(FieldDescription.init))
        }
        attachments = service.form.attachments.map { rule in
            AttachmentDescription(
                code: rule.kind.code, title: rule.kind.title, required: rule.requiredWhen.written, when: rule.askedWhen?.description,
                formats: rule.kind.formats.map(\.rawValue), megabytes: rule.kind.megabytes)
        }
        paper = "/servicii/\(service.slug)/formular.pdf"
        example = service.form.examples
    }
}

extension ServiceDescription.FieldDescription {
    fileprivate init(_ field: Field) {
        self.init(
            key: field.key, kind: field.kind, label: field.label, hint: field.hint, required: field.requiredWhen.written,
            when: field.askedWhen?.description, many: field.many != nil || field.kind == .choices, unit: field.unit, options: field.options,
            columns: field.columns.filter { $0.derived == nil }.map(ServiceDescription.FieldDescription.init), resource: field.resource,
            example: field.example)
    }
}

extension Expression? {
    /// A requirement as text: nil means always.
    fileprivate var written: String { self?.description ?? "true" }
}

extension Form {
    /// Every field's example; those that are not asked under these answers do no harm.
    package var examples: Answers {
        Answers(Dictionary(fields.compactMap { field in field.example.map { (field.key, $0) } }) { first, _ in first })
    }
}
