import Synchronization

/// Something wrong in `Content/`, told so that its author finds it: which file, which line, what to do.
package struct ContentProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Path relative to the content folder, e.g. `services/urbanism/cu-construire.yaml`.
    package let file: String
    /// 1-based; 0 when the problem is of the file as a whole.
    package let line: Int
    package let message: String

    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

/// All problems found in one reading of the content: never only the first.
package struct ContentProblems: Error, Sendable, CustomStringConvertible {
    package let problems: [ContentProblem]

    package init(_ problems: [ContentProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while files are read, several beside each other, so that one run of `ghiseu check` shows them all.
final class ProblemList: Sendable {
    private let found = Mutex<[ContentProblem]>([])

    /// Those of one file in the order in which they were found.
    var problems: [ContentProblem] { found.withLock { $0 } }

    func add(_ problem: ContentProblem) { found.withLock { $0.append(problem) } }
}
