import Foundation
import Rulebook
import Testing
import TestKit

/// Whatever key of a service file is misspelt or given the wrong thing, the author is told the file, the line and what is known there.
@Suite("Every key of a service file")
struct EveryKeyTests {
    static let trials = ["proba-chei", "proba-pret", "proba-automat", "proba-comisie"].map { "services/urbanism/\($0).yaml" }

    /// A line `key: value` of a file, with the lines of its value.
    struct Line: Sendable, CustomTestStringConvertible {
        let file: String
        /// From 1.
        let number: Int
        /// Everything before the key.
        let lead: String
        let key: String
        /// How many lines belong to it, its own included.
        let length: Int

        var testDescription: String { "\(file):\(number) \(key)" }
    }

    private static func text(_ file: String) throws -> String {
        let kept = file.replacing("services/", with: "keys/")
        return try #require(try ContentFolder.fixtures(kept)[kept])
    }

    static func lines(of file: String) throws -> [Line] {
        let rows = try text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func depth(_ row: String) -> Int { row.prefix { $0 == " " || $0 == "-" }.count }
        var isSample = false
        return rows.enumerated().compactMap { index, row -> Line? in
            guard let found = row.wholeMatch(of: /([ -]*)([a-z-]+):.*/), !["ro", "hu", "en"].contains(String(found.2)) else { return nil }
            // The keys of an example, of texts, of bindings and of what is taken over are names of the author's own.
            if isSample, depth(row) > 0, rows[index - 1].hasSuffix(":") || row.contains("- ") && !row.contains("- key:") {
                isSample = false
                return nil
            }
            isSample = ["example", "texts", "with", "prefill"].contains(String(found.2)) && row.hasSuffix(":")
            let rest = rows[(index + 1)...].prefix { depth($0) > depth(row) && !$0.isEmpty }
            return Line(
                file: file, number: index + 1, lead: String(found.1), key: String(found.2), length: 1 + rest.count)
        }
    }

    static let all: [Line] = trials.flatMap { (try? lines(of: $0)) ?? [] }

    private func problems(_ change: (inout [String: String]) -> Void) throws -> [ContentProblem] {
        var files = try ContentFolder.filesWithFewServices().merging(ContentFolder.fixtures("resources/sala-proba.yaml")) { $1 }
        for file in Self.trials { files[file] = try Self.text(file) }
        change(&files)
        do {
            _ = try Content.read(files)
            return []
        } catch {
            return error.problems
        }
    }

    /// The file with one line, and all that belongs to it, written otherwise.
    private func problems(with line: Line, as written: String, keepingValue: Bool) throws -> [ContentProblem] {
        var rows = try Self.text(line.file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if keepingValue {
            rows[line.number - 1] = rows[line.number - 1].replacing("\(line.key):", with: "\(written):", maxReplacements: 1)
        } else {
            rows.replaceSubrange(line.number - 1..<line.number - 1 + line.length, with: ["\(line.lead)\(line.key): \(written)"])
        }
        return try problems { $0[line.file] = rows.joined(separator: "\n") }.filter { $0.file == line.file }
    }

    @Test("The trials are right, and together have every key that the schema knows")
    func whole() throws {
        #expect(try problems { _ in }.map(\.description) == [])
        let file = ContentFolder.repository.appending(path: "Documentation/content.schema.json")
        func keys(_ part: Any) -> Set<String> {
            if let list = part as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
            guard let object = part as? [String: Any] else { return [] }
            let own = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
            return object.values.reduce(into: own) { $0.formUnion(keys($1)) }
        }
        let known = keys(try JSONSerialization.jsonObject(with: Data(contentsOf: file)))
        #expect(known.subtracting(Self.all.map(\.key)).subtracting(["ro", "hu", "en"]) == [])
    }

    @Test("A key that is misspelt is told at its line, with those that are known there", arguments: all)
    func misspelt(line: Line) throws {
        let found = try problems(with: line, as: "\(line.key)x", keepingValue: true)
        #expect(
            found.contains { $0.line == line.number && $0.message.hasPrefix("“\(line.key)x” is not known here; known: ") },
            "found instead: \(found.map(\.description))")
    }

    @Test("A key that is given the wrong thing is told at its line", arguments: all)
    func wrong(line: Line) throws {
        // Under `texts` any name may stand, so there the wrong thing is a text.
        let found = try problems(with: line, as: line.key == "texts" ? "greșit" : "{gresit: da}", keepingValue: false)
        #expect(found.contains { $0.line == line.number }, "found instead: \(found.map(\.description))")
    }
}
