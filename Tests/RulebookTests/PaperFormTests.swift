import Foundation
import TestKit
import Testing

@testable import Rulebook

@Suite("What is printed on a form")
struct PaperFormTests {
    private static func words(_ condition: String, _ language: Language = .ro, holds: Bool = true) throws -> String {
        let content = try ContentFolder.content.get()
        let fields = try #require(content.service("cu-construire")).form.fields
        let words = ConditionWords(fields: fields, phrases: content.phrases, language: language)
        return words(try Expression(parsing: condition), holds: holds)
    }

    @Test(
        "A condition is told in words that a person understands",
        arguments: [
            ("solicitant.tip == 'PF'", "la „Cine face cererea” ai răspuns „Persoană fizică”"),
            ("solicitant.tip != 'PF'", "la „Cine face cererea” nu ai răspuns „Persoană fizică”"),
            ("solicitant.tip in ['PF', 'PFA']", "la „Cine face cererea” ai răspuns „Persoană fizică” sau „Persoană fizică autorizată”"),
            (
                "solicitant.tip in ['PJ', 'PFA', 'II', 'IF', 'institutie', 'asociatie']",
                "la „Cine face cererea” nu ai răspuns „Persoană fizică”"
            ),
            (
                "solicitant.tip != 'PF' and solicitant.tip != 'PFA'",
                "la „Cine face cererea” nu ai răspuns „Persoană fizică” sau „Persoană fizică autorizată”"
            ),
            ("suprafata_mp > 0", "„Suprafața pentru care ceri certificatul” este peste zero"),
            ("suprafata_mp > 500", "„Suprafața pentru care ceri certificatul” este peste 500\u{A0}mp"),
            ("not (suprafata_mp > 500)", "„Suprafața pentru care ceri certificatul” este cel mult 500\u{A0}mp"),
            ("filled(imobil.strada)", "ai completat „Strada”"),
            (
                "solicitant.tip == 'PF' and (filled(imobil.strada) or suprafata_mp < 5)",
                "la „Cine face cererea” ai răspuns „Persoană fizică” și (ai completat „Strada” sau "
                    + "„Suprafața pentru care ceri certificatul” este sub 5\u{A0}mp)"
            ),
            ("environment(imobil.localitate) == 'rural'", "locul din „Satul sau localitatea” este în mediul rural"),
        ])
    func conditions(condition: String, words: String) throws {
        #expect(try Self.words(condition) == words)
    }

    @Test("Every operator and function has words in every language", arguments: Language.allCases)
    func complete(language: Language) throws {
        for function in Expression.Function.allCases {
            let arguments = Array(repeating: "suprafata_mp", count: function.arity.lowerBound).joined(separator: ", ")
            let text = try Self.words("\(function.rawValue)(\(arguments)) > 1", language)
            #expect(!text.contains("⟦") && !text.contains("{"), "\(text)")
        }
        for condition in [
            "a or b", "a and b", "a == 1", "a < 1", "a <= 1", "a > 1", "a > 0", "a >= 1", "a contains 'b'", "a in ['b']", "a + 1",
        ] {
            for holds in [true, false] {
                let text = try Self.words(condition, language, holds: holds)
                #expect(!text.contains("⟦") && !text.contains("{") && !text.isEmpty, "\(text)")
            }
        }
    }

    @Test("Paper has a place for each axle that the form takes, five side by side")
    func axles() throws {
        let content = try ContentFolder.content.get()
        let service = try #require(content.service("drum-ast"))
        let form = PaperForm(of: service, in: content, language: .ro, address: nil)
        let axles = try #require(form.items.first { $0.key == "mase_axe_t" })
        #expect(axles.shape == .list(30, columns: 5))
        let every = Answers(["mase_axe_t": .list((1...30).map { "\($0),5" })])
        let ink = PaperInk(every, on: form, fields: service.form.fields, in: content.checking(on: try #require(Day("2026-11-23")), in: .ro))
        guard case .items(let written)? = ink.marks["mase_axe_t"] else {
            Issue.record("no items")
            return
        }
        #expect(written.count == 30 && ink.more.isEmpty)
    }

    /// A form of one field, its answer written in.
    private static func ink(_ kind: FieldKind, _ answer: String, change: (inout FieldParts) -> Void = { _ in }) throws -> PaperInk.Mark? {
        let content = try ContentFolder.content.get()
        var parts = FieldParts(key: "x", kind: kind, label: Localized(ro: "X"), example: .text(answer))
        change(&parts)
        let field = Field(parts)
        let form = Form(steps: [Form.Step(name: "s", title: Localized(ro: "S"), fields: [field])], attachments: [], rules: [])
        let service = try #require(content.services.first).with(form)
        let paper = PaperForm(of: service, in: content, language: .ro, address: nil)
        let context = content.checking(on: try #require(Day("2026-11-23")), in: .ro)
        return PaperInk(Answers(["x": .text(answer)]), on: paper, fields: [field], in: context).marks["x"]
    }

    @Test(
        "Answers go into their cells, one character each",
        arguments: [
            (FieldKind.date, "2027-05-14", "14|05|2027"), (.period, "2027-05-01/2027-05-03", "01|05|2027|03|05|2027"),
            (.time, "09:30", "09|30"),
            (.phone, "+40722123456", "0722|123|456"), (.postcode, "407225", "407225"), (.cnp, "1800101120017", "1800101120017"),
            (.kilometre, "12+350", " 12|350"), (.money, "1240.5", "   |  1|240|50"), (.money, "12345678.90", " 12|345|678|90"),
            (.iban, "RO49AAAA1B31007593840000", "RO49|AAAA|1B31|0075|9384|0000"), (.identityCard, "CJ123456", "CJ|123456 "),
            (.countyRoad, "DJ103G", "DJ103G  "), (.plate, "CJ12ABC", "CJ12ABC "), (.cui, "18547290", "18547290  "),
        ])
    func cells(kind: FieldKind, answer: String, cells: String) throws {
        guard case .cells(let written)? = try Self.ink(kind, answer) else {
            Issue.record("no cells for \(kind)")
            return
        }
        #expect(written == cells.filter { $0 != "|" }.map { $0 == " " ? "" : String($0) })
    }

    @Test("What does not fit its cells is written across them")
    func tooLong() throws {
        #expect(try Self.ink(.iban, "MT84MALT011000012345MTLCAST001S") == .text("MT84MALT011000012345MTLCAST001S"))
        #expect(try Self.ink(.number, "123") { $0.range = .init(least: 0, most: 99) } == .text("123"))
    }
}

extension PublicService {
    /// The same service with another form.
    fileprivate func with(_ form: Form) throws -> PublicService {
        let encoder = JSONEncoder()
        var object = try JSONSerialization.jsonObject(with: encoder.encode(self)) as? [String: Any] ?? [:]
        object["form"] = try JSONSerialization.jsonObject(with: encoder.encode(form))
        return try JSONDecoder().decode(PublicService.self, from: JSONSerialization.data(withJSONObject: object))
    }
}
