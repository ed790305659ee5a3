import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import TestKit
import Testing

/// One suite for every service, whatever it asks: one that is added as a file while the counter is open is tried like the others.
@Suite("Every service, through HTTP")
struct ServiceSuiteTests {
    /// The catalogue, and one that the tests drop in as a single file.
    static let slugs: [String] = (try? ContentFolder.withTrials.get().services.map(\.slug)) ?? []

    @Test("The catalogue and the service of trial are there")
    func some() { #expect(Self.slugs.contains("proba-toate") && Self.slugs.count > 10) }

    /// The services are dealt out to a few counters: opening one takes longer than trying a service.
    static let shares = 0..<3

    /// The counter opens with the catalogue; the files of trial are dropped in and the content is read again, as at a SIGHUP.
    static func counter(_ test: @escaping @Sendable (World, any TestClientProtocol) async throws -> Void) async throws {
        try await atTheDesk(content: ContentFolder.content.get()) { world, client in
            #expect(try await DeskBrowser(client, world, as: nil).get("/servicii/proba-toate").status == .notFound)
            try await world.office.take(ContentFolder.withTrials.get())
            try await test(world, client)
        }
    }

    /// Tries every service of a share, each at a moment at which it takes applications.
    private static func counter(
        of share: Int, _ test: @escaping @Sendable (World, any TestClientProtocol, PublicService) async throws -> Void
    ) async throws {
        try await counter { world, client in
            let start = world.now
            for (index, service) in world.office.content.services.enumerated() where index % shares.count == share {
                do {
                    world.later(days: start.timeIntervalSince(world.now) / 86_400)
                    try world.waitForSession(of: service)
                    try await test(world, client, service)
                } catch {
                    Issue.record("\(service.slug): \(error)")
                }
            }
        }
    }

    private struct Verdict: Decodable {
        struct Problem: Decodable {
            let field: String
            let code: String
        }
        struct Amount: Decodable { let amount: String }
        struct Due: Decodable { let date: String }
        struct Paper: Decodable {
            let code: String
            let required: Bool
        }

        let valid: Bool
        let problems: [Problem]
        let fee: Amount?
        let deadline: Due?
        let attachments: [Paper]
    }

    private static func check(_ answers: Answers, of slug: String, _ client: any TestClientProtocol) async throws -> Verdict {
        let body = ByteBuffer(bytes: try JSONEncoder().encode(answers))
        let headers: HTTPFields = [.contentType: "application/json"]
        return try await client.execute(uri: "/api/v1/services/\(slug)/check", method: .post, headers: headers, body: body) { answer in
            #expect(answer.status == .ok && !String(buffer: answer.body).contains("⟦"), "\(slug)")
            return try JSONDecoder().decode(Verdict.self, from: Data(answer.body.readableBytesView))
        }
    }

    @Test(
        "The dry run calls its example valid, with fee and term; each required answer left out is refused at its field", arguments: shares)
    func dryRun(share: Int) async throws {
        try await Self.counter(of: share) { world, client, service in
            let slug = service.slug
            let example = service.form.examples
            let run = try await Self.check(example, of: slug, client)
            #expect(run.valid, "\(slug): \(run.problems)")
            #expect(run.fee != nil && (run.deadline != nil) == (service.term != nil), "\(slug)")
            let checked = service.form.check(example, attached: service.form.allCodes, in: world.office.checking())
            for field in service.form.fields where checked.asked.contains(field.key) && field.derived == nil && field.requiredWhen == nil {
                var answers = example
                answers[field.key] = nil
                let refused = try await Self.check(answers, of: slug, client)
                #expect(!refused.valid && refused.problems.contains { $0.field == field.key }, "\(slug): \(field.key): \(refused.problems)")
            }
        }
    }

    @Test(
        """
        Each question that only some answers open is asked with them, drawn with all its choices, each of which is taken, and where it is \
        required refused at its field when it is left out
        """, arguments: shares)
    func branches(share: Int) async throws {
        try await Self.counter(of: share) { world, client, service in
            let (slug, form, context) = (service.slug, service.form, world.office.checking())
            let usual = form.check(form.examples, attached: form.allCodes, in: context)
            let smaranda = try await DeskBrowser(client, world, as: .smaranda)
            let draft = try await world.office.open(slug, key: slug, by: world[.smaranda])
            let blank = Answers(Dictionary(uniqueKeysWithValues: form.fields.map { ($0.key, .text("")) }))
            for field in form.fields where field.derived == nil && (field.requiredWhen != nil || !usual.asked.contains(field.key)) {
                let conditions = [field.askedWhen, field.requiredWhen, field.within.map { .name($0) }].compactMap { $0 }
                for isRequired in [true, false] where field.requiredWhen.map({ $0.canBe(isRequired) }) ?? isRequired {
                    var search = AnswerSearch(form, about: conditions, context)
                    let found = search.answers {
                        $0.asked.contains(field.key) && (field.requiredWhen?.holds(in: context, $0) ?? true) == isRequired
                    }
                    guard var answers = found else {
                        Issue.record("\(slug): \(field.key): no answers found that ask it\(isRequired ? "" : ", and do not require it")")
                        continue
                    }
                    answers[field.key] = field.example ?? answers[field.key]
                    let run = try await Self.check(answers, of: slug, client)
                    #expect(!run.problems.contains { $0.field == field.key && $0.code == "required" }, "\(slug): \(field.key)")
                    if !usual.asked.contains(field.key) {
                        _ = try await world.office.save(blank.merging(answers), in: draft, by: world[.smaranda], language: .ro)
                        let step = try #require(form.steps.first { $0.fields.contains { $0.key == field.key } })
                        let page = try await smaranda.get("/dosare/\(draft)/cerere/\(step.name)")
                        #expect(
                            page.questions(of: "/dosare/\(draft)/cerere/\(step.name)", files: true).contains(field.key),
                            "\(slug): \(field.key)")
                        for option in field.options {
                            #expect(page.says("value=\"\(option.value)\""), "\(slug): \(field.key) = \(option.value)")
                            let chosen: Answer = field.kind == .choices ? .list([option.value]) : .text(option.value)
                            let run = try await Self.check(answers.merging(Answers([field.key: chosen])), of: slug, client)
                            #expect(
                                !run.problems.contains { $0.field == field.key && $0.code != "rule" },
                                "\(slug): \(field.key) = \(option.value): \(run.problems)")
                        }
                    }
                    answers[field.key] = nil
                    let left = try await Self.check(answers, of: slug, client)
                    #expect(left.problems.contains { $0.field == field.key } == isRequired, "\(slug): \(field.key): \(left.problems)")
                }
            }
        }
    }

    @Test(
        "Each document with a condition is asked for, or required, just when its condition is met; each condition can be met and unmet",
        arguments: shares)
    func documents(share: Int) async throws {
        try await Self.counter(of: share) { world, client, service in
            let (form, context) = (service.form, world.office.checking())
            for rule in form.attachments {
                let conditions = [rule.askedWhen, rule.requiredWhen].compactMap { $0 }
                let places = [true, false].flatMap { asked in [true, false].map { (asked: asked, required: $0) } }.filter { place in
                    (rule.askedWhen?.canBe(place.asked) ?? place.asked)
                        && (place.asked ? rule.requiredWhen?.canBe(place.required) ?? place.required : !place.required)
                }
                for place in places {
                    var search = AnswerSearch(form, about: conditions, context)
                    let found = search.answers { checked in
                        (rule.askedWhen?.holds(in: context, checked) ?? true) == place.asked
                            && (!place.asked || (rule.requiredWhen?.holds(in: context, checked) ?? true) == place.required)
                    }
                    guard let answers = found else {
                        Issue.record("\(service.slug): \(rule.kind.code) is never \(place)")
                        continue
                    }
                    let paper = try await Self.check(answers, of: service.slug, client).attachments.first { $0.code == rule.kind.code }
                    #expect(
                        (paper != nil) == place.asked && (paper?.required ?? false) == place.required, "\(service.slug): \(rule.kind.code)")
                }
            }
        }
    }

    @Test("Every choice that it offers is taken, and one that it does not offer is refused at its field", arguments: shares)
    func choices(share: Int) async throws {
        try await Self.counter(of: share) { world, client, service in
            let slug = service.slug
            for field in service.form.fields where field.derived == nil && [.choice, .truth].contains(field.kind) {
                let values = field.kind == .truth ? ["true", "false"] : field.options.map(\.value)
                for value in values {
                    var answers = service.form.examples
                    answers[field.key] = .text(value)
                    let run = try await Self.check(answers, of: slug, client)
                    #expect(
                        !run.problems.contains { $0.field == field.key && $0.code != "rule" },
                        "\(slug): \(field.key) = \(value): \(run.problems)")
                }
                var answers = service.form.examples
                answers[field.key] = .text("nu-exista-asa-ceva")
                let refused = try await Self.check(answers, of: slug, client)
                let asked = service.form.check(answers, attached: [], in: world.office.checking()).asked.contains(field.key)
                #expect(refused.problems.contains { $0.field == field.key } == asked, "\(slug): \(field.key)")
            }
        }
    }

    @Test("A service with a fee has a calculator that comes to the dry run's amount", arguments: shares)
    func calculator(share: Int) async throws {
        try await Self.counter(of: share) { world, client, service in
            let slug = service.slug
            guard let rule = service.fee else { return }
            let day = world.office.today()
            let tariff = world.office.content.tariffs(of: service.institution, on: day)?.tariffs[rule.tariff]
            let questions = service.form.pricing(rule, tariff)
            let checked = service.form.check(service.form.examples, attached: service.form.allCodes, in: world.office.checking())
            // What the form derives and the calculator asks is answered as the form derives it.
            var typed = questions.typing(questions.fields.filter { $0.derived == nil }.map(\.key))
            for field in questions.fields where field.derived == nil && service.form.field(field.key)?.derived != nil {
                if let answer = checked.normalised.text(field.key) { typed.append((field.key, answer)) }
            }
            let query = (typed + [("calculeaza", "1")]).map { name, value in
                "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
            }.joined(separator: "&")
            let stranger = try await DeskBrowser(client, world, as: nil)
            let page = try await stranger.get("/taxe/\(slug)?\(query)")
            #expect(page.status == .ok, "\(slug): \(page.problems)")
            #expect(page.says("<table class=\"fee\">"), "\(slug)")
        }
    }
}

extension Rulebook.Expression {
    /// Whether it may come out so: what names no answer is always the same.
    fileprivate func canBe(_ outcome: Bool) -> Bool { names.isEmpty ? self == .literal(.truth(outcome)) : true }

    fileprivate func holds(in context: CheckingContext, _ checked: CheckedForm) -> Bool {
        holds(in: .init(values: checked.values, today: context.today, places: context.places))
    }
}
