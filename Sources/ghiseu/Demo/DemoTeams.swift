import Rulebook

/// Invented colleagues for whatever posts the demo's named people leave empty, so that a dossier of any service can be worked on.
enum DemoTeams {
    private static let first = [
        "Adela", "Bujor", "Codruța", "Dorin", "Eufrosina", "Felician", "Georgeta", "Hadrian", "Iuliana", "Leontin", "Marcela", "Nechita",
        "Olimpia", "Pamfil", "Rodica", "Silviu", "Tamara", "Uțu", "Viorica", "Zaharia", "Aglaia", "Barbu", "Casandra", "Dumitrache",
    ]
    private static let last = [
        "Albeanu", "Bologa", "Câmpeanu", "Deleanu", "Elisei", "Făgădar", "Gherman-Roș", "Hosu", "Ilieș", "Jurcan", "Lăpușan", "Mocanu-Dan",
        "Naghiu", "Oltean", "Păcurar", "Rusu-Bel", "Sălăgean", "Țărmure", "Ursu-Vâlcan", "Vădan", "Zărnescu", "Bota", "Cerghizan", "Dobra",
    ]

    /// - Parameter named: who is there already.
    static func colleagues(_ content: Content, besides named: [DemoPeople.Colleague]) -> [DemoPeople.Colleague] {
        let house = content.house.institution
        var taken: [String: Int] = [:]
        return Staffing(content).colleagues(besides: named.map { $0.appointments(house) }).enumerated().compactMap { index, appointments in
            guard let post = appointments.first, let institution = content.institution(post.institution) else { return nil }
            let roles = appointments.map { content.phrases("role.\($0.role.rawValue)", in: .ro) }.joined(separator: ", ")
            let desk = post.desk.flatMap(institution.desk)?.name.ro
            let mailbox = [post.institution, post.desk, post.role.rawValue].compactMap { $0 }.joined(separator: ".")
            taken[mailbox, default: 0] += 1
            let turn = taken[mailbox, default: 1]
            let name = "\(first[index % first.count]) \(last[(index * 7 + index / first.count) % last.count])"
            return DemoPeople.Colleague(
                person: DemoPeople.Person(name, turn == 1 ? mailbox : "\(mailbox)\(turn)"),
                what: [roles, desk].compactMap { $0 }.joined(separator: " · "), roles: appointments.map { (role: $0.role, desk: $0.desk) },
                institution: post.institution)
        }
    }
}
