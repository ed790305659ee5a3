/// What a person does to a dossier. One deed is one file in `Office`.
package enum Deed: String, Codable, CaseIterable, Sendable {
    case submit
    case assign
    case requestCompletion = "request-completion"
    case complete
    case redirect
    case draftAct = "draft-act"
    case sendForApproval = "send-for-approval"
    case approve
    case returnDraft = "return-draft"
    case seal
    /// Drafts a refusal with its reasons; somebody else refuses, or gives it back.
    case proposeRefusal = "propose-refusal"
    case refuse
    case extend
    case withdraw
    case archive
    /// Asks other institutions for their word; each gets a leg.
    case requestEndorsement = "request-endorsement"
    /// Gives an endorsement with an outcome: the endorser's clerk, on a leg or on what a citizen asks directly.
    case endorse
    /// A term passes in silence, where silence is approval: the program.
    case lapse
    /// A step that the workflow itself names: „Înscrie pe ordinea de zi”.
    case advance
    /// Confirms by itself what was handed in, in the moment of submitting: the program.
    case issue
    /// What was asked of the applicant did not come in its days: the program.
    case expire

    /// Who may be the maker of such a move: of acts, those who set their names to them.
    var makers: Set<Role> {
        let staff = Set(Role.staff).subtracting([.administrator, .auditor])
        return switch self {
        case .submit, .complete, .withdraw: [.applicant, .asker]
        case .approve: [.head, .secretary]
        case .refuse: [.head, .secretary, .signatory]
        case .seal: [.signatory]
        case .advance: staff.union([.applicant])
        case .lapse, .issue, .expire: [.program]
        case .assign, .requestCompletion, .redirect, .draftAct, .sendForApproval, .returnDraft, .proposeRefusal, .extend, .archive,
            .requestEndorsement, .endorse:
            staff
        }
    }

    /// What the program does, and nobody else.
    package static let ofProgram: Set<Deed> = [.lapse, .issue, .expire]
    /// Those that a workflow may name, and ask for facts with.
    package static let named: Set<Deed> = [.advance, .archive]
    /// Those by which an endorser's answer comes about.
    package static let answers: Set<Deed> = [.endorse, .draftAct, .sendForApproval, .approve, .seal]
    /// Those that may leave the dossier where it is.
    static let staying: Set<Deed> = [.advance, .archive, .assign, .draftAct, .extend, .requestEndorsement]
}

/// A condition that a move needs beyond its stage and role.
package enum Guard: String, Codable, CaseIterable, Sendable {
    /// The fee, if any, is paid and confirmed (Cod fiscal art. 473: before issue); for silence to approve, a proof that was handed in is
    /// enough.
    case paid
    /// No completion was asked yet (OUG 31/2025: once).
    case firstCompletion = "first-completion"
    /// An act has been drafted.
    case drafted
    /// The person is none of those who wrote of the draft, and did not propose the refusal (four eyes).
    case notDrafter = "not-drafter"
    /// The person did not approve the draft (four eyes).
    case notApprover = "not-approver"
    /// The person did not confirm the money that the act rests on (separation of duties, OMFP 1792/2002).
    case notCashier = "not-cashier"
    /// The draft was approved and not changed since.
    case approved
    /// A handler has been named.
    case assigned
    /// The term was not extended yet (OG 27/2002 art. 9: once).
    case notExtended = "not-extended"
    /// Every endorsement that has to be asked was asked, no binding one is against it, and no answer is about the request as it was before
    /// a completion changed it; answers may still be due.
    case asked
    /// Nothing that other institutions have to say stands against it: `PublicService.endorsementGaps`.
    case endorsed
    /// The dossier is not in the archive yet.
    case notArchived = "not-archived"
}

/// An allowed passage between stages.
package struct Move: Hashable, Codable, Sendable {
    package let deed: Deed
    package let from: [String]
    /// Nil: the dossier stays at the stage that it is at.
    package let to: String?
    package let by: [Role]
    package let guards: [Guard]
    /// The button's words, when the deed's own are not right for this workflow.
    package let title: Localized?
    /// What happened, once it was made: „Ai acceptat oferta”; nil: the title says that too.
    package var done: Localized?

    // Nil in revisions that were kept before moves had names.

    /// Of an `advance` or an `archive`: the step's name, which no other move of the workflow has.
    package var name: String?
    var asking: [Field]?
    var isShown: Bool?
    var needing: [String]?
    var apart: [String]?
    /// The one of its questions whose amount the applicant owes from the act on that says so: it is asked for when that is sealed.
    package var charges: String?
    /// Inputs of the tariff that the step decides, where the request claims them: „scutit” is what an answer of the step makes of it.
    /// The step is taken only where something is claimed, and the fee is priced anew.
    package var deciding: [String: Expression]?
    /// What was answered is for those who come after this step only: scores are given blind.
    package var hiddenUntil: String?
    /// Of the choices that it asks for, those by which the act that follows says no.
    var refusing: [String]?
    /// Conditions over several of its questions: a vote that did not pass leads nowhere.
    var ruling: [Form.CrossRule]?
    /// The move has a term of its own, from registration: a petition is sent on within five days.
    package var within: TermPolicy?

    /// What the step asks for; the answers are kept with the event, and acts may name them: `{step.key}`.
    package var asks: [Field] { asking ?? [] }
    package var decides: [String: Expression] { deciding ?? [:] }
    /// Whether the applicant reads the answers.
    package var shown: Bool { isShown ?? false }
    /// Steps that have to be taken before.
    package var needs: [String] { needing ?? [] }
    /// Steps that somebody else has to have taken (four eyes).
    package var apartFrom: [String] { apart ?? [] }

    /// Whether it adds a name to an approved act before it is sealed.
    var isCountersigning: Bool { deed == .advance && guards.contains(.approved) }

    /// Choices of this step by which the act that follows says no: nothing can build on it.
    package var against: [String] { refusing ?? [] }

    /// What it asks for, as a form.
    package var form: Form {
        Form(
            steps: [Form.Step(name: name ?? deed.rawValue, title: title ?? Localized(ro: ""), fields: asks)], attachments: [],
            rules: ruling ?? [])
    }

    /// Its questions that are answered with a day before the dossier's registration. What a step records has happened since; how far
    /// back something else may lie, such as a notice, is said by the question's own `range`.
    package func premature(_ values: Values, registered: Day) -> [Field] {
        asks.filter { field in
            guard field.kind == .date, field.range?.least == nil, field.range?.most?.wholeNumber == 0 else { return false }
            return values[field.key]?.day.map { $0 < registered } ?? false
        }
    }
}
