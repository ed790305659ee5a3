import Foundation
import Rulebook
import Testing
import TestKit

@Suite("Services")
struct ServiceTests {
    static let slugs: [String] = (try? content().services.map(\.slug)) ?? []

    static func check(
        _ slug: String, changing answers: [String: Answer] = [:], leavingOut keys: Set<String> = [], documents missing: Set<String> = [],
        in language: Language = .ro
    ) throws -> CheckedForm {
        let content = try content()
        let form = try #require(content.service(slug)).form
        var all = form.examples
        for (key, answer) in answers { all[key] = answer }
        for key in keys { all[key] = nil }
        return form.check(all, attached: form.allCodes.subtracting(missing), in: content.checking(on: try today(), in: language))
    }

    /// Where the form finds fault, and with what.
    static func faults(_ checked: CheckedForm) -> [String] { checked.problems.map { "\($0.field) \($0.code)" } }

    @Test("The list of services is not empty, or nothing below would test anything")
    func some() { #expect(Self.slugs.count >= 3) }

    @Test("An application made of the examples passes its own check", arguments: slugs)
    func examples(slug: String) throws {
        let checked = try Self.check(slug)
        #expect(Self.faults(checked) == [])
        #expect(checked.warnings.isEmpty)
    }

    @Test("Whatever is chosen, the examples of the questions that this opens pass too", arguments: slugs)
    func everyChoice(slug: String) throws {
        let form = try #require(try content().service(slug)).form
        for field in form.fields where field.derived == nil {
            let others = field.kind == .truth ? ["true", "false"] : field.kind == .choice ? field.options.map(\.value) : []
            for value in others {
                let checked = try Self.check(slug, changing: [field.key: .text(value)])
                #expect(Self.faults(checked) == [], "\(field.key) = \(value)")
            }
        }
    }

    @Test("A required answer left out is asked for at its own field, in each language", arguments: slugs, Language.allCases)
    func required(slug: String, language: Language) throws {
        let form = try #require(try content().service(slug)).form
        let asked = try Self.check(slug).asked
        let required = form.fields.filter { $0.requiredWhen == nil && $0.derived == nil && asked.contains($0.key) }
        #expect(!required.isEmpty)
        for field in required {
            let missing = try Self.check(slug, leavingOut: [field.key], in: language).problems.filter { $0.field == field.key }
            #expect(missing.map(\.code) == [field.kind == .declaration ? "declaration" : "required"])
            let sentence = missing.first?.message ?? ""
            #expect(sentence.contains(field.label(language)))
            #expect(!sentence.contains("⟦") && !sentence.contains("{"))
        }
    }

    @Test("A required document left out is asked for by its title", arguments: slugs)
    func documents(slug: String) throws {
        for (rule, required) in try Self.check(slug).attachments {
            let problems = try Self.check(slug, documents: [rule.kind.code]).problems
            #expect(problems.map(\.field) == (required ? ["attachment:\(rule.kind.code)"] : []))
            #expect(problems.allSatisfy { $0.message.contains(rule.kind.title.ro) })
        }
    }

    @Test("What is submitted can be checked again, with the same outcome", arguments: slugs)
    func idempotent(slug: String) throws {
        let content = try content()
        let form = try #require(content.service(slug)).form
        let once = try Self.check(slug)
        let twice = form.check(once.normalised, attached: form.allCodes, in: content.checking(on: try today(), in: .ro))
        #expect(twice.problems.isEmpty)
        #expect(twice.normalised == once.normalised)
    }

    @Test(
        "A year that has not come yet is no year in which something was built",
        arguments: [
            ("certificat-edificare", "an_edificare"), ("guee-eligibilitate", "an_constructie"),
        ])
    func years(slug: String, field: String) throws {
        #expect(try Self.check(slug, changing: [field: .text("2026")]).problems.isEmpty)
        #expect(try Self.check(slug, changing: [field: .text("2027")]).problems.map(\.field) == [field])
    }

    @Test("Steps are short enough to be one page", arguments: slugs)
    func shortSteps(slug: String) throws {
        let form = try #require(try content().service(slug)).form
        let asked = try Self.check(slug).asked
        for step in form.steps { #expect(step.fields.filter { asked.contains($0.key) }.count <= 14, "\(step.name)") }
    }

    @Test("Every service says what it is in all three languages", arguments: slugs, Language.allCases)
    func languages(slug: String, language: Language) throws {
        let service = try #require(try content().service(slug))
        #expect(service.title.has(language) && !service.title(language).isEmpty)
        #expect(service.summary.has(language) && !service.summary(language).isEmpty)
    }
}
