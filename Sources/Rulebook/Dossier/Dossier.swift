package import Foundation

package typealias PersonID = String
package typealias DossierID = String

/// One request and everything that decides about it. Only `moving` changes where it stands.
package struct Dossier: Hashable, Sendable {
    package let id: DossierID
    package let institution: String
    package let service: String
    /// The service's revision that the dossier was opened under, and stays under.
    package let revision: Int
    /// Who files it.
    package let opener: PersonID
    package var desk: String
    package var stage: String
    /// Grows with each change; a page sends it back, so that two clerks never overwrite each other.
    package var version: Int
    package var assignee: PersonID?
    package var number: RegisterNumber?
    package var clock: LegalClock?
    package var completionsAsked: Int
    package var payment: PaymentState
    package var draft: DraftState?
    package var answers: Answers
    /// One line that names it in lists.
    package var title: String
    package var applicant: String
    /// SIRUTA of the UAT it is about.
    package var place: String?
    package let openedAt: Date
    package var registeredAt: Date?
    /// Endorsements that were asked and are not closed yet; the store counts them.
    package var openLegs: Int
    /// What they leave open today; nil: nobody looked. Who lets the rules decide looks first.
    package var endorsementGaps: [EndorsementGap]?
    /// Of a leg: who asked it, who handles the dossier that asks, and who wrote of its act. None of them answers (four eyes).
    package var askers: Set<PersonID> = []
    /// Steps of the workflow that decide what is claimed, where nothing is: nobody waits for them. Who lets the rules decide looks first.
    package var idleSteps: Set<String> = []
    /// The workflow's own steps that were taken, by name; of a step taken again, the last time. Beside them stands, under names that no
    /// workflow gives (`Dossier.ownSteps`), what is kept of a dossier in the same way.
    package var steps: [String: StepTaken]
    /// When it went to the archive.
    package var archivedOn: Day?

    package init(
        id: DossierID, institution: String, service: String, revision: Int, opener: PersonID, desk: String, stage: String,
        title: String, openedAt: Date
    ) {
        self.id = id
        self.institution = institution
        self.service = service
        self.revision = revision
        self.opener = opener
        self.desk = desk
        self.stage = stage
        self.title = title
        self.openedAt = openedAt
        version = 1
        completionsAsked = 0
        openLegs = 0
        steps = [:]
        payment = .none
        answers = Answers()
        applicant = ""
    }

    /// The refusal that a clerk drafted, until somebody else refuses or gives it back; its text under `Dossier.refusalReason`.
    package var proposedRefusal: StepTaken? {
        get { steps[Deed.proposeRefusal.rawValue] }
        set { steps[Deed.proposeRefusal.rawValue] = newValue }
    }

    package static let refusalReason = "reason"

    private static let paymentStep = "confirm-payment"
    private static let outdatedStep = "outdated-endorsements"
    /// What `steps` holds beside the workflow's own.
    package static let ownSteps = Set(Deed.allCases.map(\.rawValue) + [paymentStep, outdatedStep])

    /// Who saw the applicant's money, last and before.
    package var confirmedPayment: StepTaken? {
        get { steps[Self.paymentStep] }
        set { steps[Self.paymentStep] = newValue }
    }

    /// Answers to endorsements, by the leg or the paper, that were given before a completion changed what they are about. They stay so,
    /// whatever is asked, taken back or answered later.
    package var outdatedAnswers: Set<String> {
        get {
            guard case .list(let answers)? = steps[Self.outdatedStep]?.answers["answers"] else { return [] }
            return Set(answers)
        }
        set {
            let answers = Answers(["answers": .list(newValue.sorted())])
            steps[Self.outdatedStep] = newValue.isEmpty ? nil : StepTaken(by: nil, on: .latest, answers: answers)
        }
    }

    /// What the applicant has typed of a completion and not sent yet: what was submitted stays as it is until then.
    package var completing: StepTaken? {
        get { steps[Deed.complete.rawValue] }
        set { steps[Deed.complete.rawValue] = newValue }
    }

    /// As its open form shows it.
    package var inForm: Dossier {
        var dossier = self
        if let typed = completing?.answers { dossier.answers = typed }
        return dossier
    }

    package enum PaymentState: String, Codable, Hashable, Sendable, CaseIterable {
        /// Nothing is due.
        case none
        case due
        /// A proof was uploaded; a cashier has to look.
        case given
        case confirmed

        package var isSettled: Bool { self == .none || self == .confirmed }
    }

    /// How far the act is.
    package struct DraftState: Hashable, Sendable {
        package let drafter: PersonID
        package var approver: PersonID?
        /// Everybody who ever wrote of it, also before it was returned or passed on: none of them approves or signs.
        package let writers: Set<PersonID>

        package init(drafter: PersonID, approver: PersonID? = nil, writers: Set<PersonID> = []) {
            self.drafter = drafter
            self.approver = approver
            self.writers = writers.union([drafter])
        }
    }
}

/// That a step of the workflow's own was taken.
package struct StepTaken: Hashable, Codable, Sendable {
    /// Nil: the program.
    package let by: PersonID?
    package let on: Day
    /// What it asked for, normalised.
    package let answers: Answers
    /// Who took it before, where it was taken again; nil: nobody else.
    private let before: Set<PersonID>?

    /// - Parameter former: the step as it was taken until now.
    package init(by: PersonID?, on: Day, answers: Answers, after former: StepTaken? = nil) {
        self.by = by
        self.on = on
        self.answers = answers
        let others = (former?.takers ?? []).subtracting([by].compactMap { $0 })
        before = others.isEmpty ? nil : others
    }

    /// Everybody who ever took it: what one of them said may have been written over, and they said it.
    package var takers: Set<PersonID> { (before ?? []).union([by].compactMap { $0 }) }
}

/// `{nr}/{zz.ll.aaaa}`: a place in an institution's yearly register, without gaps (Legea 16/1996).
package struct RegisterNumber: Hashable, Codable, Sendable, CustomStringConvertible {
    package let number: Int
    package let day: Day

    package init(number: Int, day: Day) {
        self.number = number
        self.day = day
    }

    package var description: String {
        let (year, month, day) = day.components
        return "\(number)/\(padded(day)).\(padded(month)).\(year)"
    }

    private func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// Whether a text has the shape in which papers write one: `58/24.11.2026`.
    package static func isWritten(_ text: some StringProtocol) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(isDigit), parts[1].count == 10 else { return false }
        return parts[1].enumerated().allSatisfy { [2, 5].contains($0) ? $1 == UInt8(ascii: ".") : isDigit($1) }
    }
}

/// A person acting on a dossier, with the roles that count there.
package struct Actor: Hashable, Sendable {
    package let person: PersonID
    package let roles: Set<Role>
    /// What they cannot do before they are back.
    package let leave: Leave?

    package init(person: PersonID, roles: Set<Role>, leave: Leave? = nil) {
        self.person = person
        self.roles = roles
        self.leave = leave
    }

    /// Powers that rest while their holder is away: somebody else has them then.
    package struct Leave: Hashable, Sendable {
        package let roles: Set<Role>
        /// The last day of it.
        package let until: Day

        package init(roles: Set<Role>, until: Day) {
            self.roles = roles
            self.until = until
        }
    }
}
