import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Fire inspectorate and water company")
struct FireAndWaterTests {
    @Test(
        "People find these services, grants and jobs by their own words",
        arguments: [
            ("autorizație ISU pentru restaurant", "isu-autorizatie-securitate-incendiu"), ("am pierdut avizul ISU", "isu-duplicat"),
            ("imi trebuie aviz ISU?", "isu-punct-de-vedere"), ("am cumparat restaurantul", "isu-schimbare-titular"),
            ("tabara de copii finantare", "grant-tineret"), ("bani pentru festival", "grant-cultura"),
            ("bani pentru biserică", "grant-culte"), ("club sportiv", "grant-sport"), ("decont", "grant-raport-decont"),
            ("loc de munca", "concurs-posturi"), ("branșament apă contor", "aries-acord-bransare"),
        ])
    func search(query: String, slug: String) throws {
        #expect(try content().lexicon.find(query).first == slug)
    }

    @Test("Silence approves only endorsements, never an authorisation, and says by which law, to be confirmed")
    func silence() throws {
        let services = try content().services.filter { ["isu", "aries"].contains($0.group) }
        let approved = services.filter { $0.silence.effect == .approved }
        let expected: Set = [
            "isu-aviz-securitate-incendiu", "isu-aviz-protectie-civila", "isu-aviz-plan-urbanistic", "isu-vizare-neschimbare",
            "aries-aviz-principiu", "aries-aviz-amplasament", "aries-acord-bransare",
        ]
        #expect(Set(approved.map(\.slug)) == expected)
        for basis in approved.map(\.silence.basis) { #expect(basis.contains("OUG nr. 31/2025") && basis.contains("de confirmat")) }
    }

    @Test(
        "Answers that contradict each other are refused at the field that is probably wrong",
        arguments: [
            ("isu-autorizatie-securitate-incendiu", "data_receptie", "2023-01-01"),
            ("isu-autorizatie-securitate-incendiu", "obiectiv.aria_desfasurata_mp", "10"),
            ("isu-punct-de-vedere", "obiectiv.aria_desfasurata_mp", "10"),
            ("aries-aviz-amplasament", "cu.data", "2024-11-23"),
        ])
    func contradictions(slug: String, field: String, answer: String) throws {
        #expect(try ServiceTests.check(slug, changing: [field: .text(answer)]).problems.map(\.field) == [field])
    }

    @Test("Each of the three acts of the water company is priced by its own tariff")
    func tariffs() throws {
        let content = try content()
        for (slug, amount) in ["aries-aviz-principiu": "67.76", "aries-aviz-amplasament": "161.54", "aries-acord-bransare": "255.31"] {
            let service = try #require(content.service(slug))
            let values = try ServiceTests.check(slug).values
            #expect(content.fee(of: service, values: values, on: try today())?.amount == Decimal(string: amount), "\(slug)")
        }
    }
}
