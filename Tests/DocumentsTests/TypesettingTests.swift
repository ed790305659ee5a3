import Documents
import Foundation
import Testing

@Suite("Typesetting")
struct TypesettingTests {
    @Test("Every act is typeset, with its title, its number and ș ț with comma below", arguments: Bench.acts)
    func act(template: String) async throws {
        let pdf = try await Bench.typeset(template)
        let text = try await Bench.text(of: pdf)
        let sample = try JSONSerialization.jsonObject(with: Bench.sample(template)) as? [String: Any] ?? [:]
        let title = try #require(sample["title"] as? String)
        let code = try #require((sample["verification"] as? [String: Any])?["code"] as? String)
        #expect(text.filter { !$0.isWhitespace }.contains(title.uppercased().filter { !$0.isWhitespace }))
        #expect(text.contains(code))
        #expect(text.contains("ț") && text.contains(/Consiliul Județean Cluj|Inspectoratul pentru Situații de Urgență/))
        #expect(!text.contains("ţ") && !text.contains("ş"))
        #expect(text.contains("Sigiliu electronic de TEST"))
    }

    @Test("The urbanism certificate has the parts of the form F.6, in its order")
    func form() async throws {
        let text = try await Bench.text(of: Bench.typeset("certificat-urbanism"))
        let parts = [
            "CERTIFICAT DE URBANISM", "nr. 1 din 11.12.2026", "ÎN SCOPUL", "Ca urmare a cererii adresate de",
            "Smaranda Vălureanu", "înregistrată la nr. 14517", "SE CERTIFICĂ", "1. REGIMUL JURIDIC", "2. REGIMUL ECONOMIC",
            "3. REGIMUL TEHNIC", "4. REGIMUL DE ACTUALIZARE", "poate fi utilizat", "OBLIGAȚII ALE TITULARULUI",
            "5. CEREREA DE EMITERE", "nu ține loc de autorizație", "Valabilitate", "Taxa achitată", "PREȘEDINTE",
        ]
        let positions = parts.map { text.range(of: $0)?.lowerBound }
        #expect(zip(parts, positions).filter { $0.1 == nil }.map(\.0) == [])
        #expect(positions.compactMap { $0 } == positions.compactMap { $0 }.sorted())
        #expect(text.contains("SECRETAR GENERAL") && text.contains("ARHITECT-ȘEF"))
    }

    @Test(
        "No page carries the signatures alone, however long the act is",
        arguments: ["adeverinta", "autorizatie-drum", "aviz", "contract", "decizie", "hotarare", "raspuns"])
    func signatures(template: String) async throws {
        var longest = 0
        for count in stride(from: 0, to: 24, by: 3) {
            let pdf = try await Bench.typeset(template) { sample in
                var sections = sample["sections"] as? [[String: Any]] ?? []
                let lines = (0..<count).map { "Rândul \($0), cu destule cuvinte cât să umple o linie întreagă din pagina actului." }
                let body = sections.last?["body"] as? String ?? ""
                sections[sections.count - 1]["body"] = ([body] + lines).joined(separator: "\n\n")
                sample["sections"] = sections
            }
            let pages = try await Bench.text(of: pdf).split(separator: "\u{0C}").map { $0.split(separator: "\n") }
            longest = max(longest, pages.count)
            guard pages.count > 1, let last = pages.last else { continue }
            // Below the running head, above the seal's notice.
            let said = last.dropFirst().prefix { !$0.contains("Document electronic purtând") }.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(said.contains { $0.count > 40 }, "\(template) with \(count) more lines: \(said)")
        }
        #expect(longest > 1)
    }

    /// The last page's lines between the running head and the notice of the seal; nil where there is but one page.
    private static func end(of pdf: Data) async throws -> [String]? {
        let pages = try await Bench.text(of: pdf).split(separator: "\u{0C}").map { $0.split(separator: "\n") }
        guard pages.count > 1, let last = pages.last else { return nil }
        return last.dropFirst().prefix { !$0.contains("Document electronic purtând") }.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test("A request to an endorser that ends on another page takes its legal basis there, however many facts it has")
    func requestEnd() async throws {
        var ends = 0
        for count in stride(from: 4, to: 40, by: 2) {
            let pdf = try await Bench.typeset("cerere-aviz") { sample in
                sample["facts"] = (0..<count).map { ["label": "Întrebarea \($0)", "value": "Răspunsul ei"] }
            }
            guard let said = try await Self.end(of: pdf) else { continue }
            ends += 1
            #expect(said.contains { $0.hasPrefix("Temeiul") }, "\(count) facts: \(said)")
        }
        #expect(ends > 0)
    }

    @Test("A contract that ends on another page takes a clause there, whether or not it says how long it holds")
    func contractEnd() async throws {
        var ends = 0
        for count in 0..<24 {
            let pdf = try await Bench.typeset("contract") { sample in
                sample["validity"] = nil
                var sections = sample["sections"] as? [[String: Any]] ?? []
                let clauses = (0..<count).map { "Clauza cu numărul \($0)." }
                sections[0]["body"] = clauses.joined(separator: "\n\n") + "\n\nUltima."
                sample["sections"] = sections
            }
            guard let said = try await Self.end(of: pdf) else { continue }
            ends += 1
            #expect(said.contains { $0.contains(/^\d+\.\d+\./) }, "\(count) clauses: \(said)")
        }
        #expect(ends > 0)
    }

    @Test("The verification address and the institution's, however long, can be copied from each act as they are", arguments: Bench.acts)
    func address(template: String) async throws {
        let email = "registratura@biblioteca-judeteana.example.ro"
        let url = "https://ghiseu.exemplu.ro/verificare/9D2P-RV7W-55LA"
        let pdf = try await Bench.typeset(template) { sample in
            guard var verification = sample["verification"] as? [String: Any] else { return }
            verification["url"] = url
            sample["verification"] = verification
            guard var institution = sample["institution"] as? [String: Any] else { return }
            institution["email"] = email
            sample["institution"] = institution
        }
        let text = try await Bench.text(of: pdf)
        #expect(text.contains(email))
        #expect(!text.unicodeScalars.contains("\u{200B}"))
        #expect(text.contains(url))
    }

    @Test("A word without end breaks within the margins, an address between its parts")
    func endless() async throws {
        let address = "https://exemplu.ro/" + Array(repeating: "cale-lunga", count: 12).joined(separator: "/")
        let pdf = try await Bench.typeset("raspuns") { sample in
            let body = "Vezi \(address) și https://\(String(repeating: "a", count: 300))"
            sample["sections"] = [["title": "Răspuns", "body": body]]
        }
        let text = try await Bench.text(of: pdf)
        #expect(text.filter { $0 == "a" }.count >= 300)
        #expect(text.filter { !$0.isWhitespace }.contains(address))
    }

    @Test("The same data at the same moment gives the same bytes; another moment gives others")
    func deterministic() async throws {
        let data = try Bench.sample("receipt")
        let one = try await Bench.typesetter.typeset("receipt", data: data, at: Bench.now)
        let two = try await Bench.typesetter.typeset("receipt", data: data, at: Bench.now)
        let later = try await Bench.typesetter.typeset("receipt", data: data, at: Bench.now + 60)
        #expect(one == two)
        #expect(one != later)
    }

    @Test(
        "What people type stays text",
        arguments: [
            #"#read("/etc/passwd")"#, "$ x^2 $", "*tare* _cursiv_ `cod`", "] [ } { ) (", "#eval(\"1\") @eticheta <eticheta>",
            #"\u{41} \n // comentariu /* */"#, "= Titlu", "Szőcs Ödön, Győr – ű", "„ghilimele” – 5 % × 2 ≤ 10 → €",
        ])
    func markup(text: String) async throws {
        let pdf = try await Bench.typeset("receipt") { $0["applicant"] = ["name": text] }
        let printed = try await Bench.text(of: pdf)
        #expect(printed.filter { !$0.isWhitespace }.contains(text.filter { !$0.isWhitespace }), "\(printed)")
    }

    @Test("A name of 10,000 characters is printed in full, on as many pages as it takes")
    func longName() async throws {
        let pdf = try await Bench.typeset("receipt") { $0["applicant"] = ["name": String(repeating: "x", count: 10_000)] }
        let text = try await Bench.text(of: pdf)
        #expect(text.filter { $0 == "x" }.count >= 10_000)
        #expect(text.contains("AMPRENTA CERERII"))
    }

    @Test("Every character that Unicode's first plane can hold is printed or replaced, and none stops an act")
    func anyCharacter() async throws {
        let all = String(String.UnicodeScalarView((0...0xFFFF).compactMap(Unicode.Scalar.init))) + "😀 👨‍👩‍👧 𝔊"
        let pdf = try await Bench.typeset("raspuns") {
            // Titles become bookmarks, which PDF/A limits to 32,767 bytes.
            let titles = stride(from: 0, to: all.count, by: 4_000).map { String(all.dropFirst($0).prefix(4_000)) }
            $0["sections"] = [["title": "Semne", "body": all]] + titles.map { ["title": $0, "body": "sfârșit"] }
        }
        let text = try await Bench.text(of: pdf)
        #expect("ăâîșțĂÂÎȘȚőűŐŰ„”–€≤→".filter { !text.contains($0) } == "")
        #expect(text.contains("\u{FFFD}") && text.contains("sfârșit"))
        #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
    }

    @Test("A letter typed as two characters is printed as one")
    func composed() async throws {
        let pdf = try await Bench.typeset("receipt") { $0["applicant"] = ["name": "S\u{326}tefan Ba\u{306}lan"] }
        let text = try await Bench.text(of: pdf)
        #expect(text.unicodeScalars.contains("\u{218}") && text.contains("Ștefan Bălan"))
    }

    @Test("A template reaches neither files outside its folder nor the network")
    func confinement() async throws {
        try await Bench.withFolder { folder in
            let templates = folder.appending(component: "acts")
            try FileManager.default.createDirectory(at: templates, withIntermediateDirectories: true)
            try "secret".write(to: folder.appending(component: "secret.txt"), atomically: true, encoding: .utf8)
            let bodies = [
                "outside": #"#read("../secret.txt")"#, "absolute": #"#read("/etc/passwd")"#,
                "package": #"#import "@preview/cetz:0.3.0": *"#, "local": #"#import "@local/x:0.1.0": *"#,
            ]
            for (name, body) in bodies {
                let file = templates.appending(component: "\(name).typ")
                try "#set document(title: \"x\")\n\(body)".write(to: file, atomically: true, encoding: .utf8)
            }
            let typesetter = Typesetter(python: Bench.python, worker: Bench.worker, templates: templates, fonts: Bench.fonts)
            for name in bodies.keys {
                let failure = await #expect(throws: TypesettingFailure.self) {
                    try await typesetter.typeset(name, data: Data("{}".utf8), at: Bench.now)
                }
                guard case .refused = failure else { Issue.record("\(name): \(String(describing: failure))"); continue }
            }
            await typesetter.stop()
        }
    }

    @Test("A document that Typst refuses fails alone", arguments: ["{}", "[]", "{\"title\":", "\u{0}"])
    func refused(data: String) async throws {
        await #expect(throws: TypesettingFailure.self) {
            try await Bench.typesetter.typeset("receipt", data: Data(data.utf8), at: Bench.now)
        }
        #expect(try await Bench.typeset("receipt").starts(with: Data("%PDF-".utf8)))
    }

    @Test("A template's name cannot be a path", arguments: ["../receipt", "receipt.typ", "", "a b", "base/../x", "A"])
    func names(name: String) async {
        await #expect(throws: TypesettingFailure.templateName(name)) {
            try await Bench.typesetter.typeset(name, data: Data("{}".utf8), at: Bench.now)
        }
    }

    @Test("Data over the limit is refused before it is sent")
    func tooLarge() async {
        let size = Typesetter.requestLimit + 1
        await #expect(throws: TypesettingFailure.tooLarge(size)) {
            try await Bench.typesetter.typeset("receipt", data: Data(count: size), at: Bench.now)
        }
    }
}
