import Foundation
import Rulebook
import Testing
import TestKit

/// What the forms ask depends on who applies, for whom, from where and about what.
@Suite("Conditions of the real forms")
struct ApplicantTests {
    private func check(
        _ slug: String = "cu-construire", _ answers: [String: Answer] = [:], leavingOut keys: Set<String> = []
    ) throws -> CheckedForm {
        try ServiceTests.check(slug, changing: answers, leavingOut: keys)
    }

    @Test(
        "A person is asked for the CNP, an organisation for its CUI, never both",
        arguments: [
            ("PF", "solicitant.cnp", "solicitant.cui"), ("PJ", "solicitant.cui", "solicitant.cnp"),
            ("PFA", "solicitant.cui", "solicitant.cnp"), ("institutie", "solicitant.cui", "solicitant.cnp"),
            ("asociatie", "solicitant.denumire", "solicitant.nume"),
        ])
    func kinds(kind: String, asked: String, notAsked: String) throws {
        let checked = try check("cu-construire", ["solicitant.tip": .text(kind)])
        #expect(checked.asked.contains(asked))
        #expect(!checked.asked.contains(notAsked))
        #expect(checked.normalised[notAsked] == nil)
    }

    @Test(
        "Who is a child and who is of age is told by the day of birth or the personal number; one that tells none is believed",
        arguments: [
            ("biblioteca-permis", "data_nasterii", "2020-01-01", false), ("biblioteca-permis", "data_nasterii", "2012-11-23", true),
            ("dgaspc-handicap-copil", "copil_cnp", "1800101120017", false), ("dgaspc-handicap-copil", "copil_cnp", "5160512120046", true),
            ("dgaspc-handicap-adult", "solicitant.cnp", "5160512120046", false),
            ("dgaspc-handicap-adult", "solicitant.cnp", "9000000000002", true),
        ] as [(String, String, String, Bool)])
    func ages(slug: String, key: String, answer: String, isRight: Bool) throws {
        #expect(ServiceTests.faults(try check(slug, [key: .text(answer)])) == (isRight ? [] : ["\(key) rule"]))
    }

    @Test("A foreigner without a CNP can apply with a passport")
    func passport() throws {
        let checked = try check("cu-construire", ["solicitant.act_identitate": .text("alt")], leavingOut: ["solicitant.cnp"])
        #expect(checked.problems.isEmpty)
        #expect(checked.asked.contains("solicitant.act_numar"))
        let card = try check("cu-construire", leavingOut: ["solicitant.cnp"])
        #expect(ServiceTests.faults(card) == ["solicitant.cnp required"])
    }

    @Test("A home in another county is written, one in Cluj is chosen from the register")
    func elsewhere() throws {
        let alba = try check("petitie", ["solicitant.judet": .text("Alba")], leavingOut: ["solicitant.uat", "solicitant.localitate"])
        #expect(alba.problems.isEmpty)
        #expect(alba.normalised["solicitant.localitate_alta"] == .text("Alba Iulia"))
        let cluj = try check("petitie", leavingOut: ["solicitant.localitate_alta"])
        #expect(cluj.problems.isEmpty)
        #expect(!cluj.asked.contains("solicitant.localitate_alta"))
    }

    @Test("A locality has to lie in the commune chosen above it")
    func locality() throws {
        let checked = try check("cu-construire", ["imobil.uat": .text("57225"), "imobil.localitate": .text("57591")])
        #expect(checked.problems.map(\.code) == ["locality-elsewhere"])
        #expect(try check("cu-construire", ["imobil.uat": .text("ciurila"), "imobil.localitate": .text("salicea")]).problems.isEmpty)
    }

    @Test("Who acts for somebody else says for whom, and brings the power of attorney", arguments: ["imputernicit", "proiectant"])
    func proxy(capacity: String) throws {
        let checked = try check("cu-construire", ["solicitant.calitate": .text(capacity)], leavingOut: ["solicitant.mandant_nume"])
        #expect(ServiceTests.faults(checked) == ["solicitant.mandant_nume required"])
        #expect(checked.required("A-IMPUT"))
        #expect(try !check().required("A-IMPUT"))
    }

    @Test("Land that is not in the land book is told by field and plot, and needs no extract")
    func notRegistered() throws {
        let checked = try check("cu-construire", ["imobil.intabulat": .text("nu")], leavingOut: ["imobil.tarla_parcela"])
        #expect(ServiceTests.faults(checked) == ["imobil.tarla_parcela required"])
        #expect(!checked.asked.contains("imobil.numere_cadastrale"))
        #expect(!checked.attachments.contains { $0.rule.kind.code == "A-CF30" })
    }

    @Test(
        "The environment follows from the locality and is never asked",
        arguments: [("57225", "57289", "rural"), ("55259", "55268", "urban")])
    func environment(uat: String, locality: String, expected: String) throws {
        let checked = try check(
            "cu-construire",
            [
                "imobil.uat": .text(uat), "imobil.localitate": .text(locality), "mediu": .text("altceva"),
            ])
        #expect(checked.problems.isEmpty)
        #expect(checked.normalised["mediu"] == .text(expected))
    }

    @Test("Works on a monument at a place that is none contradict each other")
    func monument() throws {
        let contradiction = try check("cu-construire", ["categorie_lucrari": .list(["a", "b"])])
        #expect(ServiceTests.faults(contradiction) == ["categorie_lucrari rule"])
        let agreed = try check("cu-construire", ["categorie_lucrari": .list(["a", "b"]), "imobil.monument": .text("monument")])
        #expect(agreed.problems.isEmpty)
    }

    @Test(
        "Storeys are written as architects write them",
        arguments: [
            ("P", true), ("P+M", true), ("D+P+1E", true), ("2S+P+10E+R", true), ("S+D+P+2E+M", true), ("P+1", true),
            ("parter", false), ("P+", false), ("E+P", false), ("P+1E+M+R", false),
        ])
    func storeys(written: String, isRight: Bool) throws {
        #expect(try check("cu-construire", ["regim_inaltime": .text(written)]).problems.isEmpty == isRight)
    }

    @Test(
        "Small letters, blanks and the unit behind a number are forgiven",
        arguments: [
            ("regim_inaltime", "p + 1 e", "P+1E"), ("regim_inaltime", "d+p+2e+m", "D+P+2E+M"), ("regim_inaltime", "P+Er", "P+Er"),
            ("suprafata_mp", "1240,50 mp", "1240.5"), ("suprafata_mp", "500 MP", "500"),
        ])
    func forgiven(key: String, written: String, kept: String) throws {
        let checked = try check("cu-construire", [key: .text(written)])
        #expect(checked.problems.isEmpty)
        #expect(checked.normalised[key] == .text(kept))
    }

    @Test("A year that is too early is refused with the first one, its digits together")
    func year() throws {
        let fault = try #require(try check("certificat-edificare", ["an_edificare": .text("1700")]).problems.first)
        #expect(fault.code == "too-small" && fault.message.contains("1900"))
    }

    @Test(
        "Who contests late is warned, and refused nothing",
        arguments: [
            ("grant-contestatie", "2026-11-17", false), ("grant-contestatie", "2026-11-16", true),
            ("grant-contestatie", "1999-01-04", true),
            ("contestatie-concurs", "2026-11-21", false), ("contestatie-concurs", "2026-11-20", true),
        ])
    func lateContest(slug: String, shown: String, isLate: Bool) throws {
        let checked = try check(slug, ["data_afisarii": .text(shown)])
        #expect(checked.problems.isEmpty)
        #expect(checked.warnings.map(\.field) == (isLate ? ["data_afisarii"] : []))
    }

    @Test("A plate stands once among the vehicles of a special transport, and something pulls them")
    func vehicles() throws {
        let trailer = ["nr_inmatriculare": "CJ12ABC", "fel": "semiremorca", "marca": "Goldhofer STZ"]
        let tractor = trailer.merging(["fel": "autotractor"]) { $1 }
        #expect(try !check("drum-ast", ["vehicule": .rows([tractor, trailer])]).problems.isEmpty)
        #expect(try !check("drum-ast", ["vehicule": .rows([trailer])]).problems.isEmpty)
    }

    @Test(
        "A town hall is asked of the detour through its streets, and the county's road desk of a pipe at its road",
        arguments: [
            ("drum-inchidere-restrictie", "inchidere", "totala", ["politia-rutiera", "primarie-ocolire"]),
            ("drum-inchidere-restrictie", "inchidere", "o_banda", ["politia-rutiera"]),
            ("aries-acord-bransare", "drum_public", "dj", ["drum-judetean"]), ("aries-acord-bransare", "drum_public", "strada", []),
        ])
    func askedOf(slug: String, key: String, answer: String, kinds: [String]) throws {
        let content = try content()
        let service = try #require(content.service(slug))
        let values = try check(slug, [key: .text(answer)]).values
        let context = content.checking(on: try today(), in: .ro)
        #expect(service.endorsements.filter { $0.isProposed(values, in: context) }.map(\.kind) == kinds)
    }

    @Test("Who is asked about a road has less time than the request, so that the answer can still be used")
    func roadTerms() throws {
        for service in try content().services where service.group == "drumuri" {
            for rule in service.endorsements where rule.term.unit == service.term?.unit {
                #expect(rule.term.length < service.term?.length ?? 0, "\(service.slug)")
            }
        }
    }

    @Test("A service gives an example of its own where the group's does not fit")
    func ownExample() throws {
        let content = try content()
        func example(_ slug: String) throws -> String {
            let field = content.service(slug)?.form.field("eveniment.scop")
            return try #require(field?.example?.text)
        }
        #expect(try example("arena-teren-fotbal").contains("Antrenament"))
        #expect(try example("arena-eveniment-major").contains("Festival"))
    }

    @Test("Storeys are asked for only where a building is")
    func noBuilding() throws {
        #expect(try !check("cu-construire", ["categorie_lucrari": .list(["d"])]).asked.contains("regim_inaltime"))
    }

    @Test(
        "An area is more than nothing and has at most two decimals",
        arguments: [
            ("0", "too-small"), ("-5", "too-small"), ("100000001", "too-big"), ("1,234", "too-many-decimals"), ("o mie", "not-a-number"),
        ])
    func area(written: String, code: String) throws {
        #expect(try check("cu-construire", ["suprafata_mp": .text(written)]).problems.map(\.code) == [code])
    }

    @Test("A petition asks for no CNP and no document")
    func petition() throws {
        let form = try #require(try content().service("petitie")).form
        #expect(!form.fields.contains { $0.kind == .cnp || $0.kind == .identityCard })
        #expect(try check("petitie").attachments.allSatisfy { !$0.required })
    }

    @Test(
        "Materials are asked for in rows, each bounded",
        arguments: [
            ([["tip": "harta", "limba": "ro", "bucati": "501"]], "materiale[0].bucati too-big"),
            ([["tip": "harta", "limba": "ro", "bucati": "0"]], "materiale[0].bucati too-small"),
            ([["tip": "harta", "limba": "ro"]], "materiale[0].bucati required"),
            (
                [["tip": "harta", "limba": "ro", "bucati": "2"], ["tip": "film", "limba": "ro", "bucati": "2"]],
                "materiale[1].tip not-an-option"
            ),
            ([[:]], "materiale required"),
        ])
    func rows(rows: [[String: String]], fault: String) throws {
        #expect(ServiceTests.faults(try check("turism-materiale", ["materiale": .rows(rows)])) == [fault])
    }

    @Test("An event has to be three days ahead", arguments: [("2026-11-26", ["day-too-early"]), ("27.11.2026", [])])
    func ahead(day: String, codes: [String]) throws {
        #expect(try check("turism-materiale", ["data_eveniment": .text(day)]).problems.map(\.code) == codes)
    }
}
