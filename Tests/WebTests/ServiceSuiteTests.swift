import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import TestKit
import Testing

/// One suite for every service, whatever it asks: a service that is added as a file is tried like the others.
@Suite("Every service, through HTTP")
struct ServiceSuiteTests {
    /// The catalogue, and one that the tests drop in as a single file.
    static let slugs: [String] = (try? ContentFolder.withTrials.get().services.map(\.slug)) ?? []

    @Test("The catalogue and the service of trial are there")
    func some() { #expect(Self.slugs.contains("proba-toate") && Self.slugs.count > 10) }

    /// Those of one group share a counter: opening one takes longer than trying a service.
    static let groups: [String] = Set((try? ContentFolder.withTrials.get().services.map(\.group)) ?? []).sorted()

    /// Tries every service of a group, each at a moment at which it takes applications.
    private static func counter(
        of group: String, _ test: @escaping @Sendable (World, any TestClientProtocol, PublicService) async throws -> Void
    ) async throws {
        try await atTheDesk(content: ContentFolder.withTrials.get()) { world, client in
            for service in world.office.content.services(in: group) {
                do {
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
            #expect(answer.status == .ok)
            return try JSONDecoder().decode(Verdict.self, from: Data(answer.body.readableBytesView))
        }
    }

    @Test(
        "The dry run calls its example valid, with fee and term; each required answer left out is refused at its field", arguments: groups)
    func dryRun(group: String) async throws {
        try await Self.counter(of: group) { world, client, service in
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

    @Test("Every choice that it offers is taken, and one that it does not offer is refused at its field", arguments: groups)
    func choices(group: String) async throws {
        try await Self.counter(of: group) { world, client, service in
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

    @Test("A service with a fee has a calculator that comes to the dry run's amount", arguments: groups)
    func calculator(group: String) async throws {
        try await Self.counter(of: group) { world, client, service in
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
