import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

@Suite("Acts that build on acts")
struct LinkTests {
    private func world(_ test: (World) async throws -> Void) async throws {
        let world = try await World(services: ContentFolder.chain)
        try await test(world)
        try await world.close()
    }

    /// The sentences that a submission is refused with.
    private func refusal(_ id: DossierID, _ world: World, by member: Cast = .smaranda) async throws -> [String] {
        do {
            _ = try await world.office.submit(id, by: world[member], language: .ro)
            return []
        } catch Refusal.invalid(let problems) {
            return problems.map { $0.message.replacing("\u{a0}", with: " ") }
        }
    }

    @Test("An act has its last day from its service, and the permit that builds on it begins with its answers and is tied to it")
    func chain() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat", ["scop": "foișor", "imobil.numere_cadastrale": "77001"])
            let act = try #require(try await world.office.caseFile(certificate.dossier, seenBy: world[.smaranda]).act)
            #expect(act.validUntil == Day("2027-11-23") && certificate.number == "PC 1/2026")

            let id = try await world.office.open("proba-permis", key: "k", by: world[.smaranda])
            let state = try await world.office.save(
                Answers(["act_anterior": .text(" pc 1/2026 ")]), in: id, by: world[.smaranda], language: .ro)
            #expect(state.parents.first?.own.map(\.number) == ["PC 1/2026"] && state.parents.first?.chosen?.id == act.id)
            #expect(state.dossier.answers.text("descriere") == "foișor")
            let examples = try #require(world.office.content.service("proba-permis")).form.examples
            let missing = Answers(examples.byKey.filter { state.dossier.answers[$0.key] == nil })
            _ = try await world.office.save(missing, in: id, by: world[.smaranda], language: .ro)
            _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)

            let permit = try await world.office.caseFile(id, seenBy: world[.smaranda])
            #expect(permit.dossier.answers.text("act_anterior") == "PC 1/2026")
            #expect(permit.links.parents.map(\.link.act.id) == [act.id] && permit.links.parents.allSatisfy(\.isVisible))
            let seen = try await world.office.caseFile(certificate.dossier, seenBy: world[.smaranda])
            #expect(seen.links.children.map(\.dossier) == [id])
            #expect(try await world.office.caseFile(certificate.dossier, seenBy: world[.tiberiu]).links.children.map(\.dossier) == [id])
        }
    }

    @Test("No act, a number that leads nowhere, a stranger's act, one of the wrong kind and one that has ended are refused in words")
    func refusals() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat")
            let permit = try await world.issued("proba-permis", ["act_anterior": certificate.number])
            func said(_ typed: String, by member: Cast = .smaranda) async throws -> String {
                let id = try await world.draft("proba-permis", ["act_anterior": typed], by: member)
                return try await refusal(id, world, by: member).joined()
            }
            #expect(try await said("ceva").hasPrefix("Scrie numărul actului"))
            #expect(try await said("PC 99/2026").hasPrefix("Nu am găsit PC 99/2026 printre actele tale."))
            // Whether a stranger's act exists is not told.
            #expect(try await said(certificate.number, by: .aron).hasPrefix("Nu am găsit PC 1/2026 printre actele tale."))
            #expect(try await said("\(certificate.number) AAAA-BBBB-CCCC-DDDD", by: .aron).contains("nu se potrivesc"))
            #expect(try await said(permit.number).hasPrefix("Nu am găsit PP 1/2026"))
            #expect(try await said("").contains("Certificatul"))
            let id = try await world.draft("proba-permis", ["act_anterior": certificate.number])
            world.later(days: 366)
            #expect(
                try await refusal(id, world) == [
                    "PC 1/2026 a fost valabil până marți, 23 noiembrie 2027. Cererea are nevoie de un act valabil."
                ])
            #expect(try await world.office.caseFile(certificate.dossier, seenBy: world[.smaranda]).links.children.count == 1)
        }
    }

    @Test("An act that was issued to somebody else counts with its code, fills in nothing personal, and opens no dossier")
    func byCode() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat", ["scop": "foișor"])
            let id = try await world.office.open("proba-permis", key: "k", by: world[.aron])
            let typed = "\(certificate.number) \(certificate.code.lowercased())"
            let state = try await world.office.save(
                Answers(["act_anterior": .text(typed)]), in: id, by: world[.aron], language: .ro)
            #expect(state.dossier.answers.text("descriere") == "foișor" && state.parents.first?.own.isEmpty == true)
            let examples = try #require(world.office.content.service("proba-permis")).form.examples
            let missing = Answers(examples.byKey.filter { state.dossier.answers[$0.key] == nil })
            _ = try await world.office.save(missing, in: id, by: world[.aron], language: .ro)
            _ = try await world.office.submit(id, by: world[.aron], language: .ro)
            let seen = try await world.office.caseFile(id, seenBy: world[.aron])
            #expect(seen.dossier.answers.text("act_anterior") == certificate.number)
            #expect(seen.links.parents.map(\.isVisible) == [false])
            #expect(try await world.office.caseFile(certificate.dossier, seenBy: world[.smaranda]).links.children.isEmpty)
            await #expect(throws: Refusal.notFound) { _ = try await world.office.caseFile(certificate.dossier, seenBy: world[.aron]) }
        }
    }

    @Test("An extension before its window is taken with a remark, in it without, after it not at all; its act moves the last day, once")
    func prolonging() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat")
            let permit = try await world.issued("proba-permis", ["act_anterior": certificate.number])
            let early = try await world.draft("proba-prelungire", ["act_initial": permit.number])
            let form = try await world.office.form(early, by: world[.smaranda], in: .ro)
            #expect(form.checked.problems.isEmpty)
            #expect(form.parents.first?.remark?.contains("adică din marți, 23 noiembrie 2027") == true)
            // 45 working days before 23 November 2028.
            world.later(days: 690)
            let late = try await refusal(early, world)
            #expect(late.count == 1 && late[0].contains("45 de zile lucrătoare înainte") && late[0].contains("norme, art. 53"))
            world.later(days: -60)
            let extended = try await world.issued("proba-prelungire", ["act_initial": permit.number, "luni": "12"])
            let act = try #require(try await world.office.caseFile(permit.dossier, seenBy: world[.smaranda]).act)
            #expect(act.validUntil == Day("2029-11-23"))
            let told = try await world.office.caseFile(permit.dossier, seenBy: world[.tiberiu]).events.last
            #expect(told?.kind == "validity-prolonged" && told?.details["until"] == "2029-11-23")
            #expect(told?.details["through"] == extended.number)
            let again = try await world.draft("proba-prelungire", ["act_initial": permit.number])
            #expect(
                try await refusal(again, world) == ["Pentru PP 1/2026 s-a cerut deja o dată același lucru; a doua oară nu se mai poate."])
        }
    }

    @Test("The holder is told once that an act ends, so many days before as its service says, and again only after an extension")
    func warning() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat")
            func letters() throws -> Int { try world.mails().count { $0.contains("\(certificate.number): valabil până") } }
            try await world.work()
            world.later(days: 324)
            try await world.office.warnHolders()
            try await world.work()
            #expect(try letters() == 0)
            world.later(days: 1)
            for _ in 1...3 {
                try await world.office.warnHolders()
                try await world.work()
                world.later(days: 1)
            }
            #expect(try letters() == 1)
        }
    }

    @Test(
        "The holder reads up to which day an extension is asked and where; on that day it is taken without a remark, the day after with one",
        arguments: [
            // 24 months from 23 November 2026; 15 days before them.
            ("cu-construire", "cu-prelungire", "cu.act", "2028-10-24", "2028-11-08", "miercuri, 8 noiembrie 2028", "15 zile"),
            // 12 months; 45 working days before them are nine whole weeks.
            ("ac-construire", "ac-prelungire", "ac.act", "2027-08-25", "2027-09-21", "marți, 21 septembrie 2027", "45 de zile lucrătoare"),
        ])
    func realWindows(
        service: String, extending: String, field: String, warned: String, close: String, told: String, span: String
    ) async throws {
        let world = try await World()
        let id = try await world.walkWithParents(service)
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        let name = "\(act.register ?? "") \(act.number ?? 0)/2026"
        func turn(to day: String) throws { world.later(days: Double(world.office.today().days(until: try #require(Day(day))))) }
        func letters() async throws -> [String] {
            try await world.office.warnHolders()
            try await world.work()
            return try world.mails().map { $0.replacing("\u{a0}", with: " ") }.filter { $0.contains("\(name): ") }
        }
        let words = service == "ac-construire" ? "lucrările încep cel târziu pe" : "valabil până"
        try turn(to: warned)
        world.later(days: -1)
        #expect(try await letters().isEmpty)
        world.later(days: 1)
        _ = try await letters()
        let letter = try await letters()
        #expect(letter.count == 1 && letter[0].contains("\(name): \(words)") && letter[0].contains("cere-o până \(told)"))
        #expect(letter[0].contains("https://ghiseu.example.ro/servicii/\(extending)\n") && letter[0].contains("/dosare/\(id)"))

        try turn(to: close)
        let issuer = field.replacing(".act", with: ".emis")
        let asked = try await world.draft(extending, [issuer: "ghiseu", field: name])
        func remark() async throws -> String {
            let state = try #require(try await world.office.form(asked, by: world[.smaranda], in: .ro).parents.first)
            #expect(state.chosen?.id == act.id)
            return state.remark?.replacing("\u{a0}", with: " ") ?? ""
        }
        let inTime = try await remark()
        #expect(inTime.contains(service == "ac-construire" ? "lucrările încep cel târziu" : "este valabil până") && !inTime.contains(span))
        world.later(days: 1)
        let late = try await remark()
        #expect(late.contains(span))
        for (rule, required) in try await world.office.form(asked, by: world[.smaranda], in: .ro).checked.attachments where required {
            try await world.office.attach(try await world.paper(rule.kind.code), as: rule.kind.code, to: asked, by: world[.smaranda])
        }
        _ = try await world.office.submit(asked, by: world[.smaranda], language: .ro)
        #expect(try await world.office.caseFile(asked, seenBy: world[.smaranda]).links.parents.first?.link.remarks.isEmpty == false)
        try await world.close()
    }

    @Test("The extension of a certificate of this counter is priced by what the books say was paid, whatever was typed")
    func paidBefore() async throws {
        let world = try await World()
        let id = try await world.walkWithParents("cu-construire")
        let act = try #require(try await world.office.caseFile(id, seenBy: world[.smaranda]).act)
        let named = ["cu.emis": "ghiseu", "cu.act": "\(act.register ?? "") \(act.number ?? 0)/2026"]
        func fee(_ typed: String) async throws -> (amount: Decimal?, problems: [String]) {
            let draft = try await world.draft("cu-prelungire", named.merging(["taxa_initiala": typed]) { $1 })
            let state = try await world.office.form(draft, by: world[.smaranda], in: .ro)
            let answered = state.checked.problems.filter { !$0.field.hasPrefix("attachment:") }
            return (state.fee?.amount, answered.map { "\($0.code): \($0.message.replacing("\u{a0}", with: " "))" })
        }
        // 30 % of 8,20.
        let left = try await fee("")
        #expect(left.amount == Decimal(string: "2.46") && left.problems.isEmpty)
        let less = try await fee("0,01").problems
        #expect(less.count == 1 && less.joined().hasPrefix("parent-paid: ") && less.joined().contains("8,20 lei"))
        try await world.close()
    }

    @Test("The letter offers no extension where it is too late to ask, nor where it was given")
    func noOffer() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat")
            let permits = [
                try await world.issued("proba-permis", ["act_anterior": certificate.number]),
                try await world.issued("proba-permis", ["act_anterior": certificate.number]),
            ]
            func letters(_ number: String) async throws -> [Bool] {
                try await world.office.warnHolders()
                try await world.work()
                return try world.mails().filter { $0.contains("\(number): valabil până") }.map { letter in
                    #expect(letter.contains("Nu mai poate fi prelungit") && !letter.contains("Dacă ai nevoie de prelungire"))
                    return letter.contains("/servicii/proba-prelungire")
                }
            }
            // 24 months from 23 November 2026: one in time, the other when the counter has slept for two months.
            world.later(days: 642)
            _ = try await world.issued("proba-prelungire", ["act_initial": permits[0].number, "luni": "12"])
            world.later(days: 50)
            #expect(try await letters(permits[0].number).isEmpty)
            #expect(try await letters(permits[1].number) == [false])
            world.later(days: 316)
            #expect(try await letters(permits[0].number) == [false])
        }
    }

    @Test("An act for other land is taken with a warning, in the form and beside the link; land in common, a building on it or none is not")
    func otherLand() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat", ["imobil.numere_cadastrale": "77001"])
            func draft(_ number: String) async throws -> DossierID {
                try await world.draft("proba-permis", ["act_anterior": certificate.number, "imobil.numere_cadastrale": number])
            }
            func state(_ id: DossierID, _ language: Language = .ro) async throws -> ParentState {
                try #require(try await world.office.form(id, by: world[.smaranda], in: language).parents.first)
            }
            for same in ["77001", "nr. cad. 77001", "77001-C1", ""] {
                let state = try await state(try await draft(same))
                #expect(state.chosen != nil && state.warnings.isEmpty && state.remark?.contains("este valabil până") == true, "\(same)")
            }
            let id = try await draft("77002")
            for (language, words) in [
                (Language.ro, "PC 1/2026 este pentru alt imobil"), (.hu, "más ingatlanra szól"), (.en, "is for other land"),
            ] {
                let state = try await state(id, language)
                #expect(
                    state.chosen != nil && state.warnings.map(\.key) == ["parent.other-land"] && state.remark?.contains(words) == true)
            }
            #expect(try await refusal(id, world) == [])
            func kept() async throws -> [TraceLine]? {
                try await world.office.caseFile(id, seenBy: world[.tiberiu]).links.parents.first?.link.remarks
            }
            #expect(try await kept() == [TraceLine("parent.other-land", ["act": .text("PC 1/2026")])])
            // Put right when it is completed, there is nothing to remark any more, though the act has ended meanwhile.
            try await world.office.assign(id, to: world[.tiberiu].id, version: try await world.version(id), by: world[.otilia])
            world.later(days: 364)
            try await world.office.requestCompletion(
                of: id, items: [.init(field: "imobil.numere_cadastrale", reason: "Certificatul este pentru alt imobil.")], message: "",
                version: try await world.version(id), by: world[.tiberiu])
            world.later(days: 5)
            _ = try await world.office.save(
                Answers(["imobil.numere_cadastrale": .text("77001")]), in: id, by: world[.smaranda], language: .ro)
            try await world.office.complete(id, by: world[.smaranda], language: .ro)
            #expect(try await kept() == [])
        }
    }

    @Test("A program files on an act by its number, and its fields begin with the act's answers")
    func filing() async throws {
        try await world { world in
            let certificate = try await world.issued("proba-certificat", ["scop": "foișor"])
            var answers = try #require(world.office.content.service("proba-permis")).form.examples
            answers["act_anterior"] = .text(certificate.number)
            answers["descriere"] = nil
            answers["imobil.numere_cadastrale"] = nil
            let filed = try await world.office.file("proba-permis", answers, key: "k", by: world[.smaranda], language: .ro)
            let seen = try await world.office.caseFile(filed.id, seenBy: world[.smaranda])
            #expect(seen.dossier.answers.text("descriere") == "foișor" && seen.links.parcels.map(\.number) == ["54312"])
            answers["act_anterior"] = .text("PC 9/2026")
            await #expect(throws: Refusal.self) {
                _ = try await world.office.file("proba-permis", answers, key: "k2", by: world[.smaranda], language: .ro)
            }
        }
    }

    @Test("A parcel's history shows each who looks only what they may see, newest first, page after page")
    func parcels() async throws {
        try await world { world in
            var mine: [DossierID] = []
            for _ in 1...5 {
                let id = try await world.draft("proba-certificat")
                _ = try await world.office.submit(id, by: world[.smaranda], language: .ro)
                mine.insert(id, at: 0)
                world.later(days: 1)
            }
            let other = try await world.draft("proba-certificat", by: .aron)
            _ = try await world.office.submit(other, by: world[.aron], language: .ro)
            let parcel = try #require(try await world.office.caseFile(other, seenBy: world[.aron]).links.parcels.first)
            let first = try await world.office.history(of: parcel, before: nil, limit: 3, seenBy: world[.smaranda])
            let rest = try await world.office.history(of: parcel, before: first.next, limit: 3, seenBy: world[.smaranda])
            #expect(first.lines.map(\.line.id) + rest.lines.map(\.line.id) == mine && rest.next == nil)
            let council = try await world.office.history(of: parcel, in: "cj-cluj", before: nil, limit: 9, seenBy: world[.tiberiu])
            #expect(council.lines.map(\.line.id) == [other] + mine)
            for stranger in [Cast.doina, .nuta] {
                await #expect(throws: Refusal.notFound) {
                    _ = try await world.office.history(of: parcel, in: "cj-cluj", before: nil, limit: 9, seenBy: world[stranger])
                }
                await #expect(throws: Refusal.notFound) {
                    _ = try await world.office.history(
                        of: parcel, in: stranger.institution, before: nil, limit: 9, seenBy: world[stranger])
                }
            }
        }
    }
}
