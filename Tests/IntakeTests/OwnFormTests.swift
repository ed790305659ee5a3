import Foundation
@testable import Intake
import Rulebook
import TestKit
import Testing

/// Our own forms, printed by the real press, scanned and read back.
@Suite("Our own forms", .serialized)
struct OwnFormTests {
    /// What was written, field by field, as a reading has it.
    private func written(_ print: PrintShop.Print, pages: Set<Int>) -> [String: String] {
        var texts: [String: String] = [:]
        for place in print.map.fields where pages.contains(place.page) {
            switch print.answers[place.key] {
            case .text(let text)?: texts[place.key] = text
            case .list(let items)?: texts[place.key] = items.joined(separator: "\n")
            case .rows(let rows)?:
                for (index, row) in rows.enumerated() {
                    for (column, text) in row { texts["\(place.key)[\(index)].\(column)"] = text }
                }
            case nil: break
            }
        }
        return texts
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
        let truth = written(print, pages: Set(1...print.map.pages.count))
        let read = Dictionary(document.fields.map { ($0.key, $0.value) }) { first, _ in first }
        for (key, value) in truth.sorted(by: { $0.key < $1.key }) where read[key] != value {
            Swift.print("\(slug) \(key): „\(value)” read „\(read[key] ?? "–")”")
        }
        let right = truth.count { read[$0.key] == $0.value }
        #expect(Double(right) >= 0.6 * Double(truth.count), "\(right) of \(truth.count)")
        #expect(!document.missing.contains { $0.hasPrefix("page:") })
        #expect(document.missing.contains("signature"))
    }
}
