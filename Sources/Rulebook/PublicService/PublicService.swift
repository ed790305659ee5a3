/// A service of the catalogue, everything it needs from its one file (CPSV-AP: *Public Service*).
package struct PublicService: Hashable, Codable, Sendable {
    package let slug: String
    package let group: String
    package let title: Localized
    package let summary: Localized
    /// Everyday words people search with, in all languages.
    package let keywords: [String]
    /// Which of them are not Romanian.
    var foreignKeywords: [String: Language]?
    package let applicants: Localized
    package let institution: String
    package let desk: String
    package let law: [LegalBasis]
    package let form: Form
    package let fee: FeeRule?
    /// Nil where the law sets no term (an automatic confirmation, a session).
    package let term: TermPolicy?
    package let silence: Silence
    package let workflow: Workflow
    package let act: ActRule
    package let completion: CompletionRule
    /// What refusals usually rest on: a pick-list for clerks.
    package let refusalReasons: [String]
    /// The answer that names the dossier in lists ("Împrejmuire teren, Ciurila"): a field's key.
    package let subject: String?
    /// The field that tells where: a UAT, for lists and filters.
    package let place: String?
    package let sources: [String]
    package let confidence: Confidence
    /// Nil in revisions that were kept before services asked endorsements.
    let endorsing: [EndorsementRule]?
    /// What a head may add to the term, once; nil: nothing.
    package var extending: TermExtension?
    /// The shorter term of a request that is urgent.
    package var urgency: Urgency?
    /// Its own ways to contest, where the workflow's are not right for it or its act says them too.
    var appealing: [Appeal]?
    /// Second deadlines of its own, of moves that the workflow leaves without.
    var hurrying: [Window]?
    /// How long the dossier is kept; nil where nobody said.
    package var retention: Retention?
    /// Where the act has to be published; nil: nowhere.
    package var publication: Publication?
    /// When it can be applied for; nil: always.
    package var sessions: [Session]?
    /// When the applicant has chosen to stay unnamed, over the answers; nil: never.
    package var anonymity: Expression?
    /// Nil in revisions that were kept before acts built on each other.
    var buildingOn: [ParentRule]?

    /// Which institutions are asked for their word before the act.
    package var endorsements: [EndorsementRule] { endorsing ?? [] }

    /// How an answer that the applicant does not like may be contested.
    package var appeal: [Appeal] { appealing ?? workflow.appeal }

    /// Whether its act says so even where it grants what was asked for.
    package var isAppealInAct: Bool { appealing != nil }

    /// By when, from registration, a move has to be made, beside the dossier's own term: a refusal to inform in five days.
    package func within(_ move: Move) -> TermPolicy? { hurrying?.first { $0.deed == move.deed }?.term ?? move.within }

    package struct Window: Hashable, Codable, Sendable {
        package let deed: Deed
        package let term: TermPolicy
    }

    /// The act that answers after these steps: where one of them is against what was asked for, what the service says then.
    package func act(after steps: [String: StepTaken]) -> ActRule {
        guard let no = act.no, !workflow.stepsAgainst(steps).isEmpty else { return act }
        return act.saying(no)
    }

    /// The term of a request with these answers; nil where the law sets none.
    package func term(for values: Values, in context: CheckingContext) -> TermPolicy? {
        guard let urgency, urgency.when.holds(in: .init(values: values, today: context.today, places: context.places)) else { return term }
        return urgency.term
    }

    package struct Urgency: Hashable, Codable, Sendable {
        /// Over the answers.
        package let when: Expression
        package let term: TermPolicy
    }
    /// Whether silence approves only what is paid.
    package var silenceWantsPayment: Bool {
        silence.effect == .approved && fee != nil && workflow.moves.contains { $0.deed == .lapse && $0.guards.contains(.paid) }
    }

    /// Which acts a request builds on.
    package var parents: [ParentRule] { buildingOn ?? [] }

    package struct LegalBasis: Hashable, Codable, Sendable {
        package let act: String
        package let article: String?
    }

    /// What the authority's silence means at the end of the term. The harmless default is nothing.
    package struct Silence: Hashable, Codable, Sendable {
        package let effect: Effect
        package let basis: String

        package enum Effect: String, Codable, CaseIterable, Sendable {
            case none, approved
            /// A right of the authority's own ends unused (pre-emption): nothing is approved, and nobody has to wait any more.
            case waived
        }
    }

    /// The document that goes out.
    package struct ActRule: Hashable, Codable, Sendable {
        /// `Content/acts/<template>.typ`.
        package let template: String
        package let title: Localized
        /// Name of the act register, printed before the number: "CU 1/2026".
        package let register: String
        package let sections: [Section]
        package let facts: [Fact]
        /// Further texts that the template asks for by name ("purpose", "appeal"), `{field}` standing for answers.
        package let texts: [String: String]
        /// Laws and plans that the act rests on.
        package let basis: [String]
        /// The field of kind `rows` that the act shows as its table.
        package let table: String?
        /// How long the act is good for, in months; nil: without term.
        package let validityMonths: Int?
        /// The questions whose answer is the act's last day, or the period that it is good for; of several, the first that is answered.
        /// Nil: none.
        package var validityUntil: [String]?
        /// What has to be done by the last day; nil: the act is good until then.
        package var validFor: ValidFor?
        /// Why the program may issue it alone, where it is more than a confirmation; nil in older revisions.
        package var automatic: String?
        /// How many days before its last one the holder is told; nil: `usualWarning`.
        package var warningDays: Int?

        /// Who stands on the act beside who signed it, as the law wants of some: steps of the workflow, or `approve`; nil in older
        /// revisions, which said only whether the head who approved it does.
        var cosigners: [String]?
        var approverSigns: Bool?

        /// What it says instead where a step of the workflow is against what was asked for; nil: the same.
        package var no: No?

        /// What an act's last day is.
        package enum ValidFor: String, CaseIterable, Codable, Sendable {
            /// The works that it allows begin by then; begun in time, it goes on being good (Legea nr. 50/1991, art. 7 alin. (5)).
            case beginning
        }

        /// What has to be done by an act's last day; nil where it is simply good until then. Whoever prolonged it moved the end itself.
        package func purpose(of last: Day, issuedOn day: Day) -> ValidFor? {
            validityMonths.map { day.adding(months: $0) } == last ? validFor : nil
        }

        /// Whether it has a last day.
        package var isTimed: Bool { validityMonths != nil || validityUntil != nil }

        /// The moves whose makers sign the act too, in the order in which they stand on it.
        package var cosigning: [String] { cosigners ?? (approverSigns == true ? [Deed.approve.rawValue] : []) }

        package static let usualWarning = 30

        /// An act that grants nothing: under its own title, with its own texts.
        package struct No: Hashable, Codable, Sendable {
            package let title: Localized
            /// Nil: the template of the act that grants.
            package let template: String?
            package let sections: [Section]
            package let facts: [Fact]
            package let texts: [String: String]
        }

        fileprivate func saying(_ no: No) -> ActRule {
            ActRule(
                template: no.template ?? template, title: no.title, register: register, sections: no.sections, facts: no.facts,
                texts: no.texts, basis: basis, table: nil, validityMonths: nil, cosigners: cosigners, approverSigns: approverSigns, no: no)
        }

        /// A part that the clerk edits; `text` is what it starts with, `{field}` standing for answers.
        package struct Section: Hashable, Codable, Sendable {
            package let name: String
            package let title: String
            package let text: String
            package let heading: Heading
            /// Nil in revisions that were kept before sections said it.
            var granting: Bool?

            /// Whether it says what is granted and on what terms: an answer that says no leaves it out.
            package var isGranting: Bool { granting ?? false }

            /// How the title is printed; clerks always see it.
            package enum Heading: String, Codable, CaseIterable, Sendable { case numbered, plain, none }
        }

        /// A line of the act's facts: a label and a text with `{field}` places.
        package struct Fact: Hashable, Codable, Sendable {
            package let label: String
            package let text: String
        }
    }

    package struct CompletionRule: Hashable, Codable, Sendable {
        /// Days that the applicant has; afterwards the dossier may be closed.
        package let days: Int
        /// What is usually missing: a pick-list for clerks.
        package let reasons: [String]
    }

    /// How sure we are of the legal facts; what is not `confirmed` is listed for an institution's lawyer.
    package enum Confidence: String, Codable, CaseIterable, Sendable { case confirmed, mixed, low }
}

/// A heading of the catalogue.
package struct ServiceGroup: Hashable, Codable, Sendable {
    package let slug: String
    package let title: Localized
    package let summary: Localized
}
