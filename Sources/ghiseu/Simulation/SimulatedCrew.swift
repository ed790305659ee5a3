import Foundation
import Office
import Rulebook
import Store

/// The invented people of a simulation: citizens, the staff of three institutions, and some who work elsewhere.
struct SimulatedCrew {
    private let citizens: [Visitor]
    /// With the one role that each has.
    private var staff: [(role: Role, institution: String, visitor: Visitor)]

    private static let institutions = ["cj-cluj", "isu-cluj", "apa-aries"]
    private static let roles: [Role] = [
        .registry, .clerk, .clerk, .clerk, .clerk, .cashier, .head, .head, .secretary, .signatory, .auditor, .administrator,
    ]

    init(_ office: Office) async throws {
        func member(_ name: String, _ appointments: [Appointment]) async throws -> Visitor {
            let email = "\(name)@simulare.example.ro"
            // People's names have no digits.
            let spelt = String(name.map { digit in digit.wholeNumberValue.map { Character(Unicode.Scalar(UInt8(97 + $0))) } ?? digit })
            try await office.addStaff(email: email, name: "Persoana \(spelt)", password: nil, appointments, by: nil)
            guard let person = try await office.store.read({ try $0.person(email: email) }) else { throw OfficeFault.missing(email) }
            return Visitor(person: person, appointments: appointments, in: office.content)
        }
        var citizens: [Visitor] = []
        for index in 0..<40 { citizens.append(try await member("cetatean-\(index)", [])) }
        var staff: [(Role, String, Visitor)] = []
        for institution in Self.institutions {
            for (index, role) in Self.roles.enumerated() {
                // One clerk of each sees another desk only.
                let desk = index == 4 ? office.content.institution(institution)?.desks.last?.slug : nil
                let appointment = Appointment(institution: institution, role: role, desk: desk)
                staff.append((role, institution, try await member("\(role.rawValue)-\(index)-\(institution)", [appointment])))
            }
        }
        // Some with two roles, as happens: nobody of them sets their name to one act twice.
        for both in [[Role.clerk, .head], [.head, .signatory], [.secretary, .signatory], [.head, .secretary]] {
            let name = both.map(\.rawValue).joined(separator: "-si-")
            let double = try await member(name, both.map { Appointment(institution: "cj-cluj", role: $0) })
            staff += both.map { ($0, "cj-cluj", double) }
        }
        (self.citizens, self.staff) = (citizens, staff)
    }

    /// Everybody with what they may do today, in their own place and in others'.
    mutating func come(to office: Office) async throws {
        for index in staff.indices {
            if let today = try await office.visitor(of: staff[index].visitor.id) { staff[index].visitor = today }
        }
    }

    typealias Member = (role: Role, institution: String, visitor: Visitor)

    /// Who is away, who stands in if anybody, and who enters it: mostly themselves, a head or the administrator.
    func leave(_ chance: inout Chance) -> (absent: Member, substitute: Visitor?, enterer: Visitor) {
        let absent = staff[Int.random(in: staff.indices, using: &chance)]
        let colleagues = staff.filter { $0.institution == absent.institution && $0.visitor.id != absent.visitor.id }
        let substitute = Int.random(in: 0..<3, using: &chance) == 0 ? nil : colleagues.randomElement(using: &chance)?.visitor
        let enterer =
            switch Int.random(in: 0..<4, using: &chance) {
            case 0: staff(of: absent.institution, .head)
            case 1: staff(of: absent.institution, .administrator)
            case 2: colleagues.randomElement(using: &chance)?.visitor
            default: absent.visitor
            }
        return (absent, substitute, enterer ?? absent.visitor)
    }

    func citizen(_ chance: inout Chance) -> Visitor { citizens.randomElement(using: &chance) ?? citizens[0] }

    func anybody(_ chance: inout Chance) -> Visitor {
        Int.random(in: 0..<4, using: &chance) == 0 ? citizen(&chance) : staff.randomElement(using: &chance)?.visitor ?? citizens[0]
    }

    func clerk(of institution: String, _ chance: inout Chance) -> Visitor {
        staff.filter { $0.role == .clerk && $0.institution == institution }.randomElement(using: &chance)?.visitor ?? citizens[0]
    }

    func staff(of institution: String, _ role: Role) -> Visitor? {
        staff.first { $0.role == role && $0.institution == institution }?.visitor
    }

    /// Somebody who has one of these roles today, maybe in another's place.
    func somebody(_ roles: [Role], on dossier: Dossier, _ chance: inout Chance) -> Visitor {
        if roles.contains(.applicant), let applicant = citizens.first(where: { $0.id == dossier.opener }) { return applicant }
        let able = staff.filter { member in
            member.institution == dossier.institution && !member.visitor.roles(in: dossier.institution).isDisjoint(with: roles)
        }
        return able.randomElement(using: &chance)?.visitor ?? citizens[0]
    }
}
