package import Rulebook

/// The invented people of the tests.
package enum Cast: String, CaseIterable, Sendable {
    case smaranda, aron, otilia, tiberiu, mirela, dan, ligia, horea, ilarie, voica

    package var name: String {
        switch self {
        case .smaranda: "Smaranda Vălureanu"
        case .aron: "Áron Szőcs"
        case .otilia: "Otilia Bărbat"
        case .tiberiu: "Tiberiu Ostrovel"
        case .mirela: "Mirela Stănilă"
        case .dan: "Dan Fărcaș"
        case .ligia: "Ligia Sândulaș"
        case .horea: "Horea Tămășan"
        case .ilarie: "Ilarie Stanciu"
        case .voica: "Voica Moldvai"
        }
    }

    package var email: String { "\(rawValue)@example.ro" }

    /// Smaranda and Áron are citizens; the others work at the county council.
    package var roles: [Role] {
        switch self {
        case .smaranda, .aron: []
        case .otilia: [.registry]
        case .tiberiu, .mirela: [.clerk]
        case .dan: [.cashier]
        case .ligia: [.head]
        case .horea: [.signatory]
        case .ilarie: [.administrator]
        case .voica: [.auditor]
        }
    }

    package var desk: String? { self == .tiberiu || self == .mirela ? "urbanism" : nil }
}
