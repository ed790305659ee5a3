import Foundation
import Rulebook
import TestKit
import Testing

@Suite("Answers are checked beside their fields")
struct FormCheckingTests {
    private func check(_ slug: String, _ change: (inout Answers) -> Void) throws -> CheckedForm {
        let content = try ContentFolder.content.get()
        let service = try #require(content.service(slug))
        var answers = service.form.examples
        change(&answers)
        return service.form.check(
            answers, attached: service.form.allCodes, in: content.checking(on: try #require(Day("2026-11-23")), in: .ro))
    }

    @Test(
        "One wrong answer is one problem, at its field, with its code",
        arguments: [
            ("solicitant.cnp", "1800101120018", "cnp.checksum"), ("solicitant.cnp", "12", "cnp.length"),
            ("suprafata_mp", "o mie", "not-a-number"),
            ("suprafata_mp", "-5", "too-small"), ("suprafata_mp", "1,234", "too-many-decimals"), ("descriere_scop", "scurt", "too-short"),
            ("descriere_scop", String(repeating: "ș", count: 10_000), "too-long"), ("imobil.uat", "Atlantida", "no-such-uat"),
            ("imobil.localitate", "Cluj-Napoca", "no-such-locality"), ("regim_amplasare", "altundeva", "not-an-option"),
            ("solicitant.email", "nu e adresa", "email.form"), ("solicitant.telefon", "12", "phone.form"),
            ("declaratii.gdpr", "false", "declaration"),
            ("descriere_scop", "", "required"), ("descriere_scop", "text cu\u{7} semnal sonor în el", "control-characters"),
        ])
    func oneProblem(field: String, typed: String, code: String) throws {
        let checked = try check("cu-construire") { $0[field] = .text(typed) }
        let found = try #require(checked.problems.first { $0.field == field })
        #expect(found.code == code && !found.message.contains("⟦") && found.message.count > 10)
    }

    @Test(
        "Numbers of land in one line are read one by one, as extracts list them",
        arguments: [
            ("54312, 54313", ["54312", "54313"]), ("54312; 54313-C1", ["54312", "54313-C1"]), ("54312 și 54313", ["54312", "54313"]),
            ("54312 54313", ["54312", "54313"]), ("54312, 54313 și 54314", ["54312", "54313", "54314"]), ("54 312", ["54312"]),
        ])
    func landNumbers(typed: String, read: [String]) throws {
        for key in ["imobil.numere_cadastrale", "imobil.numere_cf"] {
            let checked = try check("cu-construire") { $0[key] = .list([typed]) }
            #expect(checked.problems.isEmpty && checked.normalised[key] == .list(read), "\(key): \(checked.problems)")
        }
    }

    @Test("The same vehicle in two rows is told at the second, however it is spelt")
    func sameVehicle() throws {
        let checked = try check("transport-licenta-curse-speciale") { answers in
            let row = ["nr": "CJ12ABC", "locuri": "22", "itp": "2027-06-30"]
            answers["autovehicule"] = .rows([row, row.merging(["nr": "cj 34 xyz"]) { $1 }, row.merging(["nr": "cj 12 abc"]) { $1 }])
        }
        let problem = checked.problems.first { $0.field == "autovehicule[2].nr" }
        #expect(problem?.code == "twice" && problem?.message.contains("CJ12ABC") == true, "\(checked.problems)")
    }

    @Test("An old land book's number keeps the words that belong to it")
    func oldLandBook() throws {
        let checked = try check("cu-construire") { $0["imobil.numere_cf"] = .list(["1234 N Feleacu, 54312"]) }
        #expect(checked.problems.isEmpty && checked.normalised["imobil.numere_cf"] == .list(["1234 N Feleacu", "54312"]))
    }

    @Test("What is not asked is neither required nor kept")
    func conditional() throws {
        let checked = try check("cu-construire") { answers in
            answers["solicitant.tip"] = .text("PJ")
            answers["solicitant.cnp"] = .text("nu contează")
        }
        #expect(checked.problems.isEmpty)
        #expect(checked.normalised["solicitant.cnp"] == nil && !checked.asked.contains("solicitant.cnp"))
        #expect(checked.normalised.text("solicitant.cui") == "18547290")
    }

    @Test(
        "A name typed without diacritics finds its place, and the environment follows from it",
        arguments: [
            ("ciurila", "57225"), ("Ciurila ", "57225"), ("57225", "57225"),
        ])
    func places(typed: String, siruta: String) throws {
        let checked = try check("cu-construire") { $0["imobil.uat"] = .text(typed) }
        #expect(checked.normalised.text("imobil.uat") == siruta)
        #expect(checked.values["mediu"] == .text("rural"))
    }

    @Test(
        "A place written by its beginning is told with the names that begin so",
        arguments: [("imobil.uat", "ciur", "Ciurila"), ("imobil.localitate", "sali", "Sălicea"), ("imobil.uat", "Floresty", "Florești")])
    func likePlaces(field: String, typed: String, name: String) throws {
        let checked = try check("cu-construire") { $0[field] = .text(typed) }
        #expect(checked.problems.first { $0.field == field }?.message.contains(name) == true)
    }

    @Test("Rows are checked cell by cell")
    func rows() throws {
        let checked = try check("turism-materiale") { answers in
            answers["materiale"] = .rows([
                ["tip": "harta", "limba": "ro", "bucati": "5"], ["tip": "harta", "limba": "xx", "bucati": "multe"],
            ])
        }
        #expect(checked.problems.map(\.field).filter { $0.hasPrefix("materiale[1].") }.count == 2)
        let none = try check("turism-materiale") { $0["materiale"] = nil }
        #expect(none.problems.contains { $0.field == "materiale" && $0.code == "required" })
    }

    @Test("Checking what was normalised changes nothing", arguments: ["cu-construire", "petitie", "turism-materiale"])
    func normalisedIsStable(slug: String) throws {
        let once = try check(slug) { _ in }
        #expect(once.problems.isEmpty)
        let twice = try check(slug) { $0 = once.normalised }
        #expect(twice.problems.isEmpty && twice.normalised == once.normalised)
    }

    @Test(
        "Numbers and dates are read as people write them",
        arguments: [
            ("1.240,50", "1240.5"), ("1 240,5", "1240.5"), ("1240.50", "1240.5"), ("12", "12"), ("1.000.000", "1000000"), ("-3,5", "-3.5"),
            ("300.000", "300000"), ("1.200", "1200"), ("-1.200", "-1200"), ("300.000,00", "300000"), ("1200.5", "1200.5"),
            ("0.125", "0.125"),
            ("1234.567", "1234.567"), ("1.2500", "1.25"), ("1 200", "1200"),
        ])
    func numbers(typed: String, plain: String) { #expect(Decimal(written: typed) == Decimal(string: plain)) }

    @Test("What is kept of a number reads back as itself", arguments: ["1.234", "0.125", "1200", "1240.5", "-7.001", "12.3456"])
    func keptNumbers(plain: String) {
        let number = Decimal(string: plain)
        #expect(number.flatMap { Decimal(written: $0.written) } == number)
    }

    @Test(
        "What is no number is none",
        arguments: [
            "", "1,2,3", "12a", "1.23.4", "0.300.000", "1234.567.890", "١٢", "--1", "1e9", String(repeating: "9", count: 40), ",", "1,",
        ])
    func noNumbers(typed: String) { #expect(Decimal(written: typed) == nil) }
}
