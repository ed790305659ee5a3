import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

/// Our own forms, printed by the real press, scanned and read back.
@Suite("Our own forms", .serialized)
struct OwnFormTests {
    /// Answers as the form keeps them, so that only what they mean is compared.
    private func normal(_ answers: Answers, _ form: Form, _ language: Language) throws -> Answers {
        let context = try ContentFolder.content.get().checking(on: try #require(Day(year: 2026, month: 11, day: 28)), in: language)
        return form.check(answers, attached: [], in: context).normalised
    }

    @Test("A form filled in by machine is read back", arguments: [("cu-construire", Language.ro), ("turism-materiale", .hu)])
    func clean(slug: String, language: Language) async throws {
        let print = try await PrintShop.shared.filled(slug, language)
        let reading = try #require(try await ReadingRoom.shared.read([print.pdf]).first)
        #expect(reading.strays.isEmpty)
        let document = try #require(reading.documents.first)
        #expect(reading.documents.count == 1 && document.service == slug && document.revision == print.map.revision)
        #expect(document.pages.count == print.map.pages.count && document.pages.allSatisfy { $0.alignment == .marks })
        #expect(document.pages.allSatisfy { $0.residual ?? 9 < 0.5 && $0.turned == 0 })
        let form = try #require(try ContentFolder.content.get().service(slug)).form
        let truth = try normal(print.answers, form, language)
        let read = try normal(document.answers(to: form), form, language)
        let wrong = truth.byKey.filter { read[$0.key] != $0.value }.keys.sorted()
        #expect(
            Double(wrong.count) <= max(1, 0.04 * Double(truth.byKey.count)), "\(wrong.map { "\($0): \(String(describing: read[$0]))" })")
        #expect(!document.missing.contains { $0.hasPrefix("page:") })
        #expect(document.missing.contains("signature"))
    }
}
