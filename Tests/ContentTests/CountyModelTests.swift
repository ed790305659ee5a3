import Foundation
import Rulebook
import Synchronization
import Testing
import TestKit

@Suite("Another county from this one's content")
struct CountyModelTests {
    static let uats = "siruta,name,rank,postcode\n900001,Codrul Mare,municipiu,100001\n900002,Poiana,comună,100002\n"
    static let localities =
        "siruta,name,uat,environment,postcode\n900011,Codrul Mare,900001,urban,100001\n900012,Poiana,900002,rural,100002\n900013,Lunca,900002,rural,100003\n"

    /// The counties made so far: each takes some seconds.
    private static let known = Mutex<[String: [String: String]]>([:])

    private static func made(_ name: String = "Codru") throws -> [String: String] {
        if let files = known.withLock({ $0[name] }) { return files }
        let model = try #require(CountyModel(name: name, seat: "Codrul Mare", uats: uats, localities: localities))
        let files = model.files(from: try ContentFolder.files().filter { !$0.value.isEmpty || $0.key.hasSuffix(".typ") })
        known.withLock { $0[name] = files }
        return files
    }

    @Test(
        "It reads without a problem, has the same services, and its own name, places and town halls",
        arguments: ["Codru", "Bihor", "Bistrița-Năsăud"])
    func reads(name: String) throws {
        let content = try Content.read(try Self.made(name))
        #expect(content.house.institution == "cj-\(CountyModel.slug(name))" && content.house.place.ro == "Județul \(name)")
        #expect(content.services.count == (try ContentTests.services()))
        #expect(content.places.uats.map(\.name) == ["Codrul Mare", "Poiana"])
        #expect(content.townHall(of: "900002")?.name.ro == "Primăria Comunei Poiana")
        #expect(content.institution(content.house.institution)?.name.ro == "Consiliul Județean \(name)")
    }

    @Test("The list of counties stays as it is, the new one first; institutions have its Hungarian name")
    func counties() throws {
        let files = try Self.made("Sălaj")
        let lines = try #require(files["vocabulary/field-groups.yaml"]).split(separator: "\n").filter { $0.contains("- {value: ") }
        let list = lines.drop { !$0.contains("- {value: Sălaj,") }.prefix { !$0.contains("value: alta-tara") }
        #expect(list.count == 42 && Set(list).count == 42)
        #expect(list.first?.contains("{ro: Sălaj, hu: Szilágy, en: Sălaj}") == true)
        #expect(list.contains { $0.contains("{value: Cluj, label: {ro: Cluj, hu: Kolozs, en: Cluj}}") })
        #expect(files["institutions/cj-salaj.yaml"]?.contains("hu: Szilágy Megye Tanácsa") == true)
        #expect(try Content.read(files).house.place.hu == "Szilágy megye")
    }

    @Test("The examples of its services are right answers there")
    func examples() throws {
        let content = try Content.read(try Self.made())
        let context = content.checking(on: try today(), in: .ro)
        for service in content.services {
            let checked = service.form.check(service.form.examples, attached: service.form.allCodes, in: context)
            #expect(ServiceTests.faults(checked) == [], "\(service.slug)")
        }
    }

    @Test("Nothing that an institution is paid or found by is the model's")
    func facts() throws {
        let (model, made) = (try content(), try Content.read(try Self.made()))
        #expect(Set(made.institutions.map(\.iban)).isDisjoint(with: model.institutions.map(\.iban)))
        #expect(Set(made.institutions.map(\.fiscalCode)).isDisjoint(with: model.institutions.map(\.fiscalCode)))
        #expect(Set(made.institutions.map(\.iban)).count == made.institutions.count)
    }

    @Test("What is cited keeps its name and address, though they name the model's county")
    func cited() throws {
        let (model, made) = (try content(), try Content.read(try Self.made("Bihor")))
        for service in model.services {
            let slug = service.slug
            #expect(made.service(slug)?.sources == service.sources, "\(slug)")
        }
        #expect(model.services.contains { $0.sources.contains { $0.contains("cluj") } })
        let institution = try #require(try Self.made("Bihor")["institutions/cj-bihor.yaml"])
        #expect(institution.contains("anunțurile publice ale Consiliului Județean Cluj (clujazi.ro)"))
        #expect(institution.contains("Consiliul Județean Bihor"))
    }

    @Test(
        "A county has a name of words",
        arguments: [
            ("Bihor", true), ("Satu Mare", true), ("Bistrița-Năsăud", true), ("", false), ("../x", false), ("Bihor/", false),
            ("Bihor 2", false),
            ("-", false), ("Satu  Mare", false), (" Bihor", false), ("Bihor\n", false), ("Bi\"hor", false), ("北", false),
        ])
    func names(name: String, isName: Bool) { #expect(CountyModel.isName(name) == isName) }

    @Test(
        "A table without lines, or with another header, makes no county",
        arguments: ["", "siruta,nume\n1,A\n", "siruta,name,rank,postcode\n"])
    func noTable(table: String) { #expect(CountyModel(name: "X", seat: "Y", uats: table, localities: Self.localities) == nil) }
}

extension ContentTests {
    static func services() throws -> Int { try content().services.count }
}
