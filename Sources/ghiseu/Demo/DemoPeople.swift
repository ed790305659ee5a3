import Rulebook

/// The demo county's invented people.
enum DemoPeople {
    struct Person: Hashable {
        let name: String
        let email: String

        init(_ name: String, _ mailbox: String) {
            self.name = name
            email = "\(mailbox)@demo.example.ro"
        }
    }

    struct Colleague {
        let person: Person
        /// In words, for the sign-in page.
        let what: String
        let roles: [(role: Role, desk: String?)]
        /// Nil: the house's own.
        var institution: String?

        func appointments(_ house: String) -> [Appointment] {
            roles.map { Appointment(institution: institution ?? house, role: $0.role, desk: $0.desk) }
        }
    }

    static let citizens = [
        Person("Smaranda Vălureanu", "smaranda"), Person("Áron Szőcs", "aron"), Person("Ilinca Bercu", "ilinca"),
        Person("Rareș Codreanu", "rares"),
    ]

    static let staff = [
        Colleague(person: Person("Otilia Bărbat", "otilia"), what: "registratură", roles: [(.registry, nil)]),
        Colleague(person: Person("Tiberiu Ostrovel", "tiberiu"), what: "inspector, Direcția Urbanism", roles: [(.clerk, "urbanism")]),
        Colleague(person: Person("Mirela Stănilă", "mirela"), what: "inspector, Direcția Urbanism", roles: [(.clerk, "urbanism")]),
        Colleague(person: Person("Paul Rusnac", "paul"), what: "inspector, petiții", roles: [(.clerk, "registratura")]),
        Colleague(person: Person("Liviu Cornea", "liviu"), what: "inspector, turism", roles: [(.clerk, "turism")]),
        Colleague(person: Person("Dan Fărcaș", "dan"), what: "casier", roles: [(.cashier, nil)]),
        Colleague(person: Person("Ligia Sândulaș", "ligia"), what: "șef de serviciu", roles: [(.head, nil)]),
        Colleague(person: Person("Emilia Căpușan", "emilia"), what: "secretar general, contrasemnează", roles: [(.secretary, nil)]),
        Colleague(person: Person("Horea Tămășan", "horea"), what: "președinte, semnează", roles: [(.signatory, nil)]),
        Colleague(person: Person("Ilarie Stanciu", "ilarie"), what: "administrator", roles: [(.administrator, nil)]),
        Colleague(person: Person("Voica Moldvai", "voica"), what: "auditor", roles: [(.auditor, nil)]),
    ]

    /// Those whom the county council asks: clerk, head and who signs, in this order; then whoever else works there.
    static let endorsers = [
        Colleague(
            person: Person("Doina Zăvoi", "doina"), what: "inspector, ISU Cluj", roles: [(.registry, nil), (.clerk, nil)],
            institution: "isu-cluj"),
        Colleague(
            person: Person("Sever Negrilă", "sever"), what: "șef de serviciu, ISU Cluj", roles: [(.head, nil)], institution: "isu-cluj"),
        Colleague(
            person: Person("Traian Hodor", "traian"), what: "inspector-șef, ISU Cluj", roles: [(.signatory, nil)], institution: "isu-cluj"),
        Colleague(
            person: Person("Lavinia Pintea", "lavinia"), what: "inspector, Apă Arieș", roles: [(.registry, nil), (.clerk, nil)],
            institution: "apa-aries"),
        Colleague(
            person: Person("Cezar Băltean", "cezar"), what: "șef de serviciu, Apă Arieș", roles: [(.head, nil)], institution: "apa-aries"),
        Colleague(
            person: Person("Iustina Rebreș", "iustina"), what: "director, Apă Arieș", roles: [(.signatory, nil)], institution: "apa-aries"),
        Colleague(
            person: Person("Nuța Măgerușan", "nuta"), what: "inspector urbanism, Primăria Ciurila",
            roles: [(.registry, nil), (.clerk, nil)],
            institution: "primaria-ciurila"),
        Colleague(
            person: Person("Ghiță Ardeleanu-Pop", "ghita"), what: "arhitect-șef, Primăria Ciurila", roles: [(.head, nil)],
            institution: "primaria-ciurila"),
        Colleague(
            person: Person("Sabina Costin", "sabina"), what: "primar, Ciurila", roles: [(.signatory, nil)], institution: "primaria-ciurila"),
        // Who countersigns and who takes fees: so that a request for an act, sent on to the commune, ends there.
        Colleague(
            person: Person("Anica Lupșan", "anica"), what: "secretar general, Primăria Ciurila", roles: [(.secretary, nil)],
            institution: "primaria-ciurila"),
        Colleague(
            person: Person("Grigore Moțoc", "grigore"), what: "casier, Primăria Ciurila", roles: [(.cashier, nil)],
            institution: "primaria-ciurila"),
    ]

    /// Everybody with work whom a story names.
    static var named: [Colleague] { staff + endorsers }

    /// Clerk, head and signatory of an endorser.
    static func team(of institution: String) -> [Person] { endorsers.filter { $0.institution == institution }.map(\.person) }

    static func clerk(of desk: String) -> Person {
        staff.first { $0.roles.contains { $0.role == .clerk && $0.desk == desk } }?.person ?? staff[1].person
    }

    static func colleague(_ role: Role) -> Person {
        staff.first { $0.roles.contains { $0.role == role } }?.person ?? staff[0].person
    }
}
