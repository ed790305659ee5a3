/// A body that receives requests or is asked for its word (`Content/institutions/<slug>.yaml`).
package struct Institution: Hashable, Sendable, Codable {
    package let slug: String
    package let name: Localized
    /// For narrow places: mastheads, lists.
    package let shortName: String
    package let kind: Kind
    package let address: String
    package let phone: String
    package let email: String
    /// CIF.
    package let fiscalCode: String
    /// Treasury account that fees are paid into.
    package let iban: String
    package let desks: [Desk]
    /// The office named under acts: "Președinte".
    package let signatoryTitle: String
    /// Other institutions that a misdirected request can be sent to, with how to reach them.
    package let redirects: [Redirect]
    package let source: String
    /// The registers that services of several groups number their acts in on purpose: of resolutions, of answers.
    package var sharedRegisters: Set<String>?
    /// SIRUTA of the UAT whose town hall it is.
    package var uat: String?

    package enum Kind: String, Codable, CaseIterable, Sendable {
        case countyCouncil = "county-council"
        case townHall = "town-hall"
        case endorser
        case service
    }

    package struct Desk: Hashable, Codable, Sendable {
        package let slug: String
        package let name: Localized
        /// What it works on is seen by those alone who are appointed to this very desk: no head, cashier or auditor of the whole house.
        package var isRestricted = false
        /// How acts call the head who approves this desk's work: „Arhitect-șef”; nil: as every head.
        package var headTitle: String?
    }

    package struct Redirect: Hashable, Codable, Sendable {
        package let slug: String
        package let name: String
        package let contact: String
    }

    package func desk(_ slug: String) -> Desk? { desks.first { $0.slug == slug } }

    /// The desks that only their own people see into.
    package var restrictedDesks: Set<String> { Set(desks.filter(\.isRestricted).map(\.slug)) }
}
