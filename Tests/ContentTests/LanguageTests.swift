import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Languages of the content")
struct LanguageTests {
    @Test("A text that a language lacks is shown in Romanian, and can be marked as such", arguments: [Language.hu, .en])
    func fallBack(language: Language) {
        let text = Localized(ro: "Cerere")
        #expect(text(language) == "Cerere")
        #expect(!text.has(language))
        let translated = Localized(ro: "Cerere", hu: "Kérelem", en: "Request")
        #expect(translated.has(language) && translated(language) != "Cerere")
    }

    @Test("Groups, stages and roads are told in all three languages", arguments: Language.allCases)
    func words(language: Language) throws {
        let content = try content()
        for group in content.groups { #expect(group.title.has(language) && group.summary.has(language), "\(group.slug)") }
        for workflow in content.workflows {
            #expect(workflow.title.has(language))
            for stage in workflow.stages { #expect(stage.title.has(language), "\(workflow.slug) \(stage.name)") }
        }
    }

    @Test(
        "Every question, and every answer to choose from, is asked in all three languages", arguments: ServiceTests.slugs,
        [Language.hu, .en])
    func questions(slug: String, language: Language) throws {
        let form = try #require(try content().service(slug)).form
        for field in form.fields.flatMap({ [$0] + $0.columns }) {
            #expect(field.label.has(language), "\(field.key)")
            #expect(field.hint?.has(language) ?? true, "\(field.key)")
            #expect(field.why?.has(language) ?? true, "\(field.key)")
            // Counties keep their Romanian name where the language has none of its own.
            for option in field.options where field.key != "solicitant.judet" {
                #expect(option.label.has(language), "\(field.key) \(option.value)")
            }
        }
        for step in form.steps { #expect(step.title.has(language), "\(step.name)") }
        for rule in form.attachments { #expect(rule.kind.title.has(language), "\(rule.kind.code)") }
    }

    @Test("Romanian is written with its own letters, never with the Turkish cedilla")
    func letters() throws {
        for (path, text) in try ContentFolder.files() {
            #expect(!text.contains { "şţŞŢ".contains($0) }, "\(path)")
        }
    }

    @Test("Roles, deeds, guards and stages have their words in each language", arguments: Language.allCases)
    func powers(language: Language) throws {
        let phrases = try content().phrases
        let keys =
            Role.allCases.map { "role.\($0.rawValue)" } + Deed.allCases.map { "deed.\($0.rawValue)" }
            + Guard.allCases.map { "guard.\($0.rawValue)" } + Stage.Kind.allCases.map { "stage.\($0.rawValue)" }
        for key in keys { #expect(phrases.has(key, in: language), "\(key)") }
    }

    @Test("Every code that the checking of forms can give has its sentence in each language")
    func problems() throws {
        let phrases = try content().phrases
        let folders = ["Form", "Booking", "Time", "Places"].map { ContentFolder.repository.appending(path: "Sources/Rulebook/\($0)").path }
        var codes: Set<String> = []
        for file in try folders.flatMap({ folder in try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" } })
        {
            let source = try String(contentsOfFile: file, encoding: .utf8)
            codes.formUnion(
                source.matches(of: /(?:wrong|problem|unknownPlace)\(\s*(?:"[^"]*\\\(.*?\)", )?"([a-z-]+)"/).map { String($0.1) })
        }
        #expect(
            codes.isSuperset(of: ["required", "too-long", "no-such-uat", "place-like", "slot-closed", "too-few-rows", "attachment-missing"])
        )
        for code in codes {
            for language in Language.allCases { #expect(phrases.has("problem.\(code)", in: language), "problem.\(code)") }
        }
    }

    @Test("The counter's words for forms and people are translated with the same places", arguments: [Language.hu, .en])
    func complete(language: Language) throws {
        let phrases = try content().phrases
        let isOurs = { (key: String) in
            ["problem.", "role.", "deed.", "stage.", "guard.", "refusal.", "word."].contains { key.hasPrefix($0) }
        }
        #expect(phrases.missing(in: language).filter(isOurs) == [])
        #expect(phrases.mismatched(in: language).filter(isOurs) == [])
    }
}
