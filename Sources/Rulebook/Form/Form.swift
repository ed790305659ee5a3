/// A form's pages in order, its attachments and the rules across fields.
package struct Form: Hashable, Codable, Sendable {
    package let steps: [Step]
    package let attachments: [AttachmentRule]
    package let rules: [CrossRule]
    /// Of a service that takes requests only now and then: what its rules may name of the session.
    package var sessions: [PublicService.Session]?
    /// What papers say of the applicant after the name; nil in revisions that were kept before they did.
    package var applicantLines: [ApplicantLine]?

    package init(steps: [Step], attachments: [AttachmentRule], rules: [CrossRule]) {
        self.steps = steps
        self.attachments = attachments
        self.rules = rules
    }

    package var fields: [Field] { steps.flatMap(\.fields) }

    package func field(_ key: String) -> Field? {
        for step in steps {
            if let field = step.fields.first(where: { $0.key == key }) { return field }
        }
        return nil
    }

    package func step(_ name: String) -> Step? { steps.first { $0.name == name } }

    /// One short page.
    package struct Step: Hashable, Codable, Sendable {
        package let name: String
        package let title: Localized
        package var intro: Localized?
        package let fields: [Field]
    }

    /// A condition over several fields; told at `field` when it does not hold.
    package struct CrossRule: Hashable, Codable, Sendable {
        package let holds: Expression
        package let field: String
        package let message: Localized
        /// It only warns: what is late, say, is for people to decide on; nil in older revisions, which refuse.
        package var warns: Bool?
    }

    /// A document asked for with the application.
    package struct AttachmentRule: Hashable, Codable, Sendable {
        package let kind: AttachmentKind
        /// Nil: always required; `false`: welcome but optional.
        package var requiredWhen: Expression?
        /// Nil: always offered.
        package var askedWhen: Expression?
        /// The reason given to the applicant ("de ce?").
        package var why: Localized?

        /// What it depends on whether it has to be there; none: always, or never.
        package var conditions: [Expression] { [askedWhen, requiredWhen].compactMap { $0 }.filter { $0 != .literal(.truth(false)) } }
        package var isOptional: Bool { requiredWhen == .literal(.truth(false)) }
    }
}

/// An entry of the attachment dictionary (`Content/vocabulary/attachments.yaml`).
package struct AttachmentKind: Hashable, Codable, Sendable {
    /// E.g. `A-CF30`.
    package let code: String
    package let title: Localized
    package var why: Localized?
    package let formats: [MediaType]
    /// Largest file, in MB (10⁶ bytes).
    package let megabytes: Int

    package enum MediaType: String, Codable, CaseIterable, Sendable {
        case pdf = "application/pdf"
        case jpeg = "image/jpeg"
        case png = "image/png"

        /// How it is called on pages.
        package var name: String {
            switch self {
            case .pdf: "PDF"
            case .jpeg: "JPEG"
            case .png: "PNG"
            }
        }
    }
}
