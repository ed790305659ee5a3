import Rulebook
import Testing
import TestKit

@Suite("Who has to work at the counter")
struct StaffingTests {
    @Test("The colleagues that are missing fill every post, whoever is there already")
    func filled() throws {
        let staffing = Staffing(try content())
        let some = [
            [Appointment(institution: "cj-cluj", role: .head)], [Appointment(institution: "cj-cluj", role: .clerk, desk: "urbanism")],
            [Appointment(institution: "isu-cluj", role: .registry), Appointment(institution: "isu-cluj", role: .clerk)],
        ]
        for people in [[], some] {
            #expect(!staffing.unfilled(by: people).isEmpty)
            let colleagues = staffing.colleagues(besides: people)
            #expect(staffing.unfilled(by: people + colleagues).isEmpty)
            #expect(staffing.colleagues(besides: people + colleagues).isEmpty)
        }
        #expect(staffing.colleagues(besides: some).allSatisfy { !$0.contains { some[0].contains($0) } })
    }

    @Test(
        "Every service has somebody for every move of its dossiers, and nobody of the house in a restricted desk",
        arguments: ServiceTests.slugs)
    func everyMove(slug: String) throws {
        let content = try content()
        let service = try #require(content.service(slug))
        let isRestricted = content.institution(service.institution)?.restrictedDesks.contains(service.desk) ?? false
        let here = Staffing(content).colleagues(besides: []).map { person in
            Set(
                person.filter {
                    $0.institution == service.institution && ($0.desk == service.desk || $0.desk == nil && !isRestricted)
                }.map(\.role))
        }
        for move in service.workflow.moves {
            let staff = Set(move.by).intersection(Role.staff)
            for role in staff { #expect(here.contains { $0.contains(role) }, "\(move.deed) by \(role)") }
            let others = move.apartFrom.compactMap(service.workflow.step).filter { !Set($0.by).isDisjoint(with: staff) }
            if !staff.isEmpty { #expect(here.count { !$0.isDisjoint(with: staff) } > others.count, "\(move.name ?? "")") }
        }
        if service.fee != nil { #expect(here.contains { $0.contains(.cashier) }) }
    }

    @Test("Who drafts is never the only one who could approve or seal")
    func fourEyes() throws {
        for colleague in Staffing(try content()).colleagues(besides: []) {
            let roles = Set(colleague.map(\.role))
            #expect(!roles.contains(.clerk) || roles == [.clerk])
        }
    }

    @Test("Every act of the demo's desks finds different people to draft, approve, countersign and sign; so does every refusal")
    func chains() throws {
        let staffing = Staffing(try content())
        #expect(staffing.chains.contains { $0.links == [[.clerk], [.head], [.secretary], [.signatory]] })
        #expect(staffing.chains.contains { $0.links == [[.clerk], [.head]] })
        #expect(staffing.chains.contains { $0.links == [[.cashier], [.head], [.secretary], [.signatory]] })
        #expect(staffing.broken(by: staffing.colleagues(besides: [])).isEmpty)
    }

    @Test("Who keeps the cash may sign where the workflow does not mind, and not where who saw the money may not")
    func cashiers() throws {
        let content = try content()
        let house = try #require(content.institution("cj-cluj"))
        func suffices(_ slug: String) throws -> Bool {
            let service = try #require(content.service(slug))
            let desk = try #require(house.desks.first { $0.slug == service.desk })
            func has(_ roles: Role...) -> [Appointment] { roles.map { Appointment(institution: house.slug, role: $0) } }
            let clerks = [has(.registry), has(.clerk), has(.clerk), has(.head), has(.secretary)]
            return Staffing.suffices(clerks + [has(.cashier, .signatory)], for: service, at: desk, of: house)
        }
        #expect(try suffices("declaratie-valoare-reala"))
        #expect(try !suffices("cu-construire"))
    }

    @Test("A house where one person holds two posts of a chain stands still, until somebody else is there for one of them")
    func twoPosts() throws {
        let staffing = Staffing(try content())
        func has(_ roles: [Role]) -> [Appointment] { roles.map { Appointment(institution: "isu-cluj", role: $0) } }
        func broken(_ people: [[Role]]) -> Bool { staffing.broken(by: people.map(has)).contains { $0.institution == "isu-cluj" } }
        #expect(broken([[.clerk], [.head, .signatory]]))
        #expect(broken([[.clerk, .head], [.head, .signatory]]))
        #expect(!broken([[.clerk, .head], [.head, .signatory], [.head]]))
        #expect(!broken([[.clerk], [.head], [.signatory]]))
        let two = [has([.registry, .clerk]), has([.head, .signatory])]
        let added = staffing.colleagues(besides: two).filter { $0[0].institution == "isu-cluj" }
        #expect(added == [[Appointment(institution: "isu-cluj", role: .signatory)]])
    }
}
