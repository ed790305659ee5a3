import Foundation
import Rulebook
import Testing
import TestKit

/// Whatever key of a service file is misspelt or given the wrong thing, the author is told the file, the line and what is known there.
@Suite("Every key of a service file")
struct EveryKeyTests {
    static let trials = ["proba-chei", "proba-pret", "proba-automat", "proba-comisie"].map { "services/urbanism/\($0).yaml" }

    /// A line `key: value` of a file, with the lines of its value.
    struct Line: Sendable, CustomStringConvertible {
        let file: String
        /// From 1.
        let number: Int
        /// Everything before the key.
        let lead: String
        let key: String
        /// How many lines belong to it, its own included.
        let length: Int

        var description: String { "\(file):\(number) \(key)" }
        var depth: Int { lead.count }
    }

    /// What an author does wrong with a key.
    enum Slip: CaseIterable, Sendable {
        case misspelt
        case wrong

        /// The line, written so; what belonged to it stays, or is left blank.
        func write(_ line: Line, into rows: inout [String]) {
            switch self {
            case .misspelt:
                rows[line.number - 1] = rows[line.number - 1].replacing("\(line.key):", with: "\(line.key)x:", maxReplacements: 1)
            case .wrong:
                // Under `texts` any name may stand, so there the wrong thing is a text.
                rows[line.number - 1] = "\(line.lead)\(line.key): \(line.key == "texts" ? "greșit" : "{gresit: da}")"
                for row in line.number..<line.number - 1 + line.length { rows[row] = "" }
            }
        }

        func isTold(_ line: Line, in problems: [ContentProblem]) -> Bool {
            problems.contains { problem in
                guard problem.line == line.number else { return false }
                return self == .wrong || problem.message.hasPrefix("“\(line.key)x” is not known here; known: ")
            }
        }
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
            isSample = ["example", "examples", "texts", "with", "prefill"].contains(String(found.2)) && row.hasSuffix(":")
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

    /// The file with these lines written wrong; none of them belongs to another.
    private func problems(in file: String, with lines: [Line], _ slip: Slip) throws -> [ContentProblem] {
        var rows = try Self.text(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for line in lines { slip.write(line, into: &rows) }
        return try problems { $0[file] = rows.joined(separator: "\n") }.filter { $0.file == file }
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

    @Test(
        "A key that is misspelt, with those that are known there, or given the wrong thing is told at its line", arguments: trials,
        Slip.allCases)
    func told(file: String, slip: Slip) throws {
        var untold: [Line] = []
        for level in Dictionary(grouping: try Self.lines(of: file), by: \.depth).values {
            let found = try problems(in: file, with: level, slip)
            untold += level.filter { !slip.isTold($0, in: found) }
        }
        // What one slip hides of another is tried alone.
        for line in untold {
            let found = try problems(in: file, with: [line], slip)
            #expect(slip.isTold(line, in: found), "\(line), found instead: \(found.map(\.description))")
        }
    }
}
