/// What the counter thinks of an identifier that somebody typed.
package enum IdentifierVerdict: Hashable, Sendable {
    /// Acceptable, in the one spelling that is stored and compared. Warnings ask for a second look and never refuse.
    case valid(String, warnings: [IdentifierRemark] = [])
    case invalid(IdentifierRemark)

    /// Nil where it is refused.
    package var normalised: String? {
        if case .valid(let text, _) = self { text } else { nil }
    }

    /// Nil where it is accepted.
    package var problem: IdentifierRemark? {
        if case .invalid(let remark) = self { remark } else { nil }
    }

    /// Empty where it is refused.
    package var warnings: [IdentifierRemark] {
        if case .valid(_, let warnings) = self { warnings } else { [] }
    }

    /// Runs a rule on what was typed, once that is known to be short and to be written with ordinary digits.
    init(_ typed: String, limit: Int, rule: (IdentifierText) throws(IdentifierRemark) -> IdentifierVerdict) {
        do throws(IdentifierRemark) {
            self = try rule(IdentifierText(typed, limit: limit))
        } catch {
            self = .invalid(error)
        }
    }
}

/// Something to say about an identifier: `code` for programs, `key` and `values` for a sentence to people.
package struct IdentifierRemark: Error, Hashable, Sendable {
    /// What is wrong, or doubtful.
    package let problem: IdentifierProblem
    /// What the sentence has places for.
    package let values: [String: TraceValue]

    package init(_ problem: IdentifierProblem, _ values: [String: TraceValue] = [:]) {
        self.problem = problem
        self.values = values
    }

    /// Stable: `cnp.checksum`.
    package var code: String { problem.rawValue }

    /// The sentence's key in the locales: `identifier.cnp.checksum`.
    package var line: TraceLine { TraceLine("identifier.\(code)", values) }
}
