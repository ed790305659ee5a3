package import Rulebook

/// The invented people of the tests.
package enum Cast: String, CaseIterable, Sendable {
    case smaranda, aron, otilia, tiberiu, mirela, dan, ligia, emilia, horea, ilarie, voica
    /// Clerk, head and signatory of ISU Cluj, of Compania de Apă Arieș, of the town hall of Ciurila; a clerk in Turda.
    case doina, sever, traian, lavinia, cezar, iustina, nuta, ghita, sabina, vasile

    package var name: String {
        switch self {
        case .smaranda: "Smaranda Vălureanu"
        case .aron: "Áron Szőcs"
        case .otilia: "Otilia Bărbat"
        case .tiberiu: "Tiberiu Ostrovel"
        case .mirela: "Mirela Stănilă"
        case .dan: "Dan Fărcaș"
        case .ligia: "Ligia Sândulaș"
        case .emilia: "Emilia Căpușan"
        case .horea: "Horea Tămășan"
        case .ilarie: "Ilarie Stanciu"
        case .voica: "Voica Moldvai"
        case .doina: "Doina Zăvoi"
        case .sever: "Sever Negrilă"
        case .traian: "Traian Hodor"
        case .lavinia: "Lavinia Pintea"
        case .cezar: "Cezar Băltean"
        case .iustina: "Iustina Rebreș"
        case .nuta: "Nuța Măgerușan"
        case .ghita: "Ghiță Ardeleanu-Pop"
        case .sabina: "Sabina Costin"
        case .vasile: "Vasile Turdeanu"
        }
    }

    package var email: String { "\(rawValue)@example.ro" }

    /// Where they work, if anywhere.
    package var institution: String {
        switch self {
        case .doina, .sever, .traian: "isu-cluj"
        case .lavinia, .cezar, .iustina: "apa-aries"
        case .nuta, .ghita, .sabina: "primaria-ciurila"
        case .vasile: "primaria-turda"
        default: World.institution
        }
    }

    /// Smaranda and Áron are citizens; the others work at the county council or for an endorser.
    package var roles: [Role] {
        switch self {
        case .smaranda, .aron: []
        case .otilia: [.registry]
        case .tiberiu, .mirela: [.clerk]
        case .dan: [.cashier]
        case .ligia: [.head]
        case .emilia: [.secretary]
        case .horea: [.signatory]
        case .ilarie: [.administrator]
        case .voica: [.auditor]
        case .doina, .lavinia, .nuta, .vasile: [.registry, .clerk]
        case .sever, .cezar, .ghita: [.head]
        case .traian, .iustina, .sabina: [.signatory]
        }
    }

    package var desk: String? { self == .tiberiu || self == .mirela ? "urbanism" : nil }
}
