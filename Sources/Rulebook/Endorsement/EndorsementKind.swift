/// What one institution is asked for by another (`Content/endorsements/<slug>.yaml`): whom, with what, and how the answer looks.
/// Who asks it, when, for how long and with what effect of silence is said by the asking service: `EndorsementRule`.
package struct EndorsementKind: Hashable, Sendable {
    package let slug: String
    package let title: Localized
    package let addressee: Addressee
    /// The endorser's desk that gets it.
    package let desk: String
    /// The paper that asks.
    package let request: Request
    /// Fields of the asking form that the endorser needs: keys, or the beginning of several (`imobil` for `imobil.uat` …).
    package let fields: [String]
    /// Codes of documents that go along, where the asking dossier has them.
    package let attachments: [String]
    let law: [PublicService.LegalBasis]
    let workflow: Workflow
    let act: PublicService.ActRule
    let completion: PublicService.CompletionRule
    /// What unfavourable answers usually rest on: a pick-list for clerks.
    let reasons: [String]
    let sources: [String]
    package let confidence: PublicService.Confidence

    package enum Addressee: Hashable, Sendable {
        /// An institution by its slug.
        case institution(String)
        /// The town hall of the place that the dossier is about.
        case townHall
    }

    package struct Request: Hashable, Sendable {
        package let title: String
        /// The statutory form's name above the title: „Formular F.2”.
        package let form: String?
        package let question: String
    }

    /// The service that a leg is a dossier of: the endorser's own work on the part of the asking form that it needs.
    func service(asked rule: EndorsementRule, by asking: PublicService) -> PublicService {
        let form = asking.form.narrowed(to: fields, documents: Set(attachments))
        let keys = Set(form.fields.map(\.key))
        let institution = if case .institution(let slug) = addressee { slug } else { "" }
        return PublicService(
            slug: Self.serviceName(kind: slug, asking: asking.slug), group: asking.group, title: title, summary: title, keywords: [],
            applicants: title, institution: institution, desk: desk, law: law, form: form, fee: nil, term: rule.term,
            silence: rule.silence, workflow: workflow, act: act, completion: completion, refusalReasons: reasons,
            subject: asking.subject.flatMap { keys.contains($0) ? $0 : nil }, place: asking.place.flatMap { keys.contains($0) ? $0 : nil },
            sources: sources, confidence: confidence, endorsing: nil)
    }

    /// A dot is in no slug of the catalogue, so a leg's service is never taken for a public one.
    static func serviceName(kind: String, asking: String) -> String { "\(kind).\(asking)" }
}

/// That a service asks an endorsement: a line under its `endorsements:`.
package struct EndorsementRule: Hashable, Codable, Sendable {
    /// Slug of the `EndorsementKind`.
    package let kind: String
    /// When it is proposed to the handler; nil: always. The handler decides.
    package let when: Expression?
    /// Why it is asked, as the request cites it.
    package let law: String
    /// How long the endorser has.
    package let term: TermPolicy
    /// What the endorser's silence means.
    package let silence: PublicService.Silence
    /// Nil in revisions that were kept before rules had a force.
    var holding: EndorsementForce?

    /// How far it holds who asks.
    package var force: EndorsementForce { holding ?? .facultative }

    /// Whether these answers call for it.
    package func isProposed(_ values: Values, in context: CheckingContext) -> Bool {
        when?.holds(in: Expression.Context(values: values, today: context.today, places: context.places)) ?? true
    }
}

/// How a leg ended.
package enum EndorsementOutcome: String, Codable, CaseIterable, Sendable {
    case favourable
    /// With conditions that the act has to take over.
    case conditional
    /// With reasons.
    case unfavourable
    /// The term passed in silence, and the law says that this is approval.
    case tacit
    /// Taken back by who asked.
    case withdrawn

    /// What an endorser can answer.
    package static let answers: [EndorsementOutcome] = [.favourable, .conditional, .unfavourable]

    /// Whether the endorser has to write why, or on what conditions.
    package var needsText: Bool { self == .conditional || self == .unfavourable }
}

extension Form {
    /// The part of a form that another institution needs: the named fields, and those that their conditions read, so that what
    /// is kept is asked under the same conditions. No document is demanded: those that were handed in go along.
    /// - Parameter names: keys, or the beginning of several before a dot.
    package func narrowed(to names: [String], documents codes: Set<String>) -> Form {
        var keys: Set<String> = []
        var border = Set(fields.map(\.key).filter { key in names.contains { key == $0 || key.hasPrefix("\($0).") } })
        while !border.isEmpty {
            keys.formUnion(border)
            let read = fields.filter { border.contains($0.key) }.flatMap(\.reads)
            border = Set(fields.map(\.key).filter { key in read.contains { $0 == key || $0.hasPrefix("\(key).") } }).subtracting(keys)
        }
        return Form(
            steps: steps.compactMap { step in
                let kept = step.fields.filter { keys.contains($0.key) }
                return kept.isEmpty ? nil : Step(name: step.name, title: step.title, intro: step.intro, fields: kept)
            },
            attachments: attachments.filter { codes.contains($0.kind.code) }.map {
                AttachmentRule(kind: $0.kind, requiredWhen: .literal(.truth(false)), askedWhen: nil, why: $0.why)
            },
            rules: rules.filter { rule in keys.contains(rule.field) && rule.holds.names.allSatisfy(keys.contains) })
    }
}

extension Field {
    /// Other fields that this one depends on.
    var reads: [String] {
        [askedWhen, requiredWhen, derived].compactMap { $0 }.flatMap(\.names)
            + ([self] + columns).flatMap { [$0.within, $0.from].compactMap { $0 } }
    }
}
