/// What a person may be in an institution. The domain's finer offices are desks and titles; these are the powers.
package enum Role: String, Codable, CaseIterable, Sendable {
    /// The person who files (or follows) the request; not a role of staff.
    case applicant
    /// Registers, assigns, redirects.
    case registry
    /// Handles the dossier: the one handler of OUG 31/2025.
    case clerk
    /// Confirms payments.
    case cashier
    /// Approves drafts, assigns, extends.
    case head
    /// Countersigns for legality: the secretary general (Codul administrativ, art. 243).
    case secretary
    /// Seals acts in the institution's name.
    case signatory
    /// Keeps accounts and roles; sees no dossier.
    case administrator
    /// Reads everything of its institution, changes nothing.
    case auditor
    /// The institution that asked for an endorsement, on the leg that it asked; not a role of staff.
    case asker
    /// The program itself, when a term has passed; not a role of staff.
    case program

    /// The roles that an administrator gives.
    package static let staff: [Role] = allCases.filter { ![.applicant, .asker, .program].contains($0) }

    /// Those who ask, and do not work on the dossier.
    static let outside: Set<Role> = [.applicant, .asker]
}

/// One role that a person holds in one institution, possibly for one desk only.
package struct Appointment: Hashable, Codable, Sendable {
    package let institution: String
    package let role: Role
    /// Nil: every desk of the institution.
    package let desk: String?

    package init(institution: String, role: Role, desk: String? = nil) {
        self.institution = institution
        self.role = role
        self.desk = desk
    }
}
