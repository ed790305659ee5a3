import Foundation
import Rulebook
import Testing
import TestKit

/// The JSON Schema that editors check service files with says what the reader says, key by key and name by name.
@Suite("The schema of service files")
struct SchemaTests {
    /// A place in a service file where a key of the author's own is put, and the part of the schema that describes it.
    struct Place: Sendable, CustomTestStringConvertible {
        let written: String
        let instead: String
        let path: [String]

        init(_ written: String, _ instead: String, _ path: String) {
            (self.written, self.instead, self.path) = (written, instead, path.split(separator: "/").map(String.init))
        }

        var testDescription: String { path.joined(separator: "/") }
    }

    private func schema() throws -> Any {
        let file = ContentFolder.repository.appending(path: "Documentation/content.schema.json")
        return try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    }

    private func part(_ path: [String]) throws -> [String: Any] {
        var here = try schema()
        for name in path {
            if let list = here as? [Any], let index = Int(name) {
                here = list[index]
            } else {
                here = try #require((here as? [String: Any])?[name], "no \(name) in the schema")
            }
        }
        return try #require(here as? [String: Any])
    }

    @Test(
        "Knows the same keys as the reader",
        arguments: [
            Place("slug: cu-construire", "slug: cu-construire\nxxx: 1", ""),
            Place("    title: {ro: Ce vrei să construiești", "    xxx: 1\n    title: {ro: Ce vrei să construiești", "$defs/step"),
            Place("      - use: cadastru\n", "      - use: cadastru\n        xxx: 1\n", "$defs/group"),
            Place("        kind: number\n", "        kind: number\n        xxx: 1\n", "$defs/field"),
            Place("          matches: (", "          xxx: 1\n          matches: (", "$defs/field/properties/pattern"),
            Place("{value: alta, ", "{value: alta, xxx: 1, ", "$defs/option"),
            Place("  - holds: ", "  - xxx: 1\n    holds: ", "properties/rules/items"),
            Place("  - use: A-PIZ\n", "  - use: A-PIZ\n    xxx: 1\n", "properties/attachments/items"),
            Place("{act: Legea nr. 350/2001 ", "{xxx: 1, act: Legea nr. 350/2001 ", "properties/law/items"),
            Place("  tariff: ", "  xxx: 1\n  tariff: ", "properties/fee/oneOf/1"),
            Place("  length: 15\n", "  length: 15\n  xxx: 1\n", "properties/term"),
            Place(
                "  basis: Legea nr. 50/1991, art. 6 alin. (1)\n", "  basis: Legea nr. 50/1991, art. 6 alin. (1)\n  urgent: {xxx: 1}\n",
                "properties/term/properties/urgent"),
            Place("silence:\n", "extension: {xxx: 1}\nsilence:\n", "properties/extension"),
            Place("silence:\n", "appeal: [{xxx: 1}]\nsilence:\n", "properties/appeal/items"),
            Place("silence:\n", "within: [{xxx: 1}]\nsilence:\n", "properties/within/items"),
            Place(
                "silence:\n", "within: [{deed: assign, term: {xxx: 1}}]\nsilence:\n", "properties/within/items/properties/term"),
            Place("  register: CU\n", "  register: CU\n  against: {xxx: 1}\n", "properties/act/properties/against"),
            Place("  effect: none\n", "  effect: none\n  xxx: 1\n", "properties/silence"),
            Place("  days: 30\n", "  days: 30\n  xxx: 1\n", "properties/completion"),
            Place("  register: CU\n", "  register: CU\n  xxx: 1\n", "properties/act"),
            Place("{label: Amplasament, ", "{xxx: 1, label: Amplasament, ", "properties/act/properties/facts/items"),
            Place("    - name: regim-tehnic\n", "    - name: regim-tehnic\n      xxx: 1\n", "properties/act/properties/sections/items"),
        ])
    func keys(place: Place) throws {
        let file = "services/urbanism/cu-construire.yaml"
        var files = try ContentFolder.filesWithFewServices()
        let text = try #require(files[file])
        let range = try #require(text.range(of: place.written), "the sample is out of date: \(place.written)")
        files[file] = text.replacingCharacters(in: range, with: place.instead)
        let found = #expect(throws: ContentProblems.self) { _ = try Content.read(files) }
        let problem = try #require(found?.problems.first { $0.message.contains("“xxx” is not known here; known: ") })
        let known = Set(problem.message.split(separator: "known: ").last?.split(separator: ", ").map(String.init) ?? [])
        let described = try #require(try part(place.path)["properties"] as? [String: Any])
        #expect(Set(described.keys) == known)
    }

    @Test("Knows the same names as the reader")
    func names() throws {
        func names(_ path: String) throws -> Set<String> {
            Set(try #require(try part(path.split(separator: "/").map(String.init))["enum"] as? [String]))
        }
        #expect(try names("$defs/field/properties/kind") == Set(FieldKind.allCases.map(\.rawValue)))
        #expect(try names("$defs/field/properties/prefill") == Set(Field.Prefill.allCases.map(\.rawValue)))
        #expect(try names("$defs/field/properties/means") == Set(Field.Meaning.allCases.map(\.rawValue)))
        #expect(try names("properties/term/properties/unit") == Set(TermUnit.allCases.map(\.rawValue)))
        #expect(try names("properties/silence/properties/effect") == Set(PublicService.Silence.Effect.allCases.map(\.rawValue)))
        #expect(try names("properties/confidence") == Set(PublicService.Confidence.allCases.map(\.rawValue)))
        #expect(
            try names("properties/act/properties/sections/items/properties/heading")
                == Set(PublicService.ActRule.Section.Heading.allCases.map(\.rawValue)))
        let functions = try #require(try part(["$defs", "expression"])["description"] as? String)
        for function in Rulebook.Expression.Function.allCases { #expect(functions.contains(function.rawValue)) }
    }

    @Test("The service that the guide shows whole is one")
    func guide() throws {
        let guide = try String(contentsOf: ContentFolder.repository.appending(path: "Documentation/services.md"), encoding: .utf8)
        let sample = try #require(guide.split(separator: "```yaml\n").first { $0.hasPrefix("slug: ") }?.split(separator: "```").first)
        var files = try ContentFolder.filesWithFewServices()
        files["services/turism/turism-ghidaj.yaml"] = String(sample)
        let service = try #require(try Content.read(files).service("turism-ghidaj"))
        let checked = service.form.check(service.form.examples, attached: [], in: try content().checking(on: today(), in: .ro))
        #expect(ServiceTests.faults(checked) == [])
    }
}
