package import Foundation

/// What a person typed for one field, exactly as typed: nothing is lost by being wrong.
package enum Answer: Hashable, Sendable {
    case text(String)
    case list([String])
    /// Repeating rows; each row answers the columns of its table.
    case rows([[String: String]])

    /// The answer as one line of text; lists and rows give nothing.
    package var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    package var isBlank: Bool {
        switch self {
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .list(let items): items.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        case .rows(let rows): rows.allSatisfy { $0.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
        }
    }
}

/// A form's answers by field key, as typed (a draft) or normalised (once submitted).
package struct Answers: Hashable, Sendable {
    package private(set) var byKey: [String: Answer]

    package init(_ byKey: [String: Answer] = [:]) { self.byKey = byKey }

    package subscript(key: String) -> Answer? {
        get { byKey[key] }
        set { byKey[key] = newValue }
    }

    package func text(_ key: String) -> String? { byKey[key]?.text }

    /// These answers with `others` written over them.
    package func merging(_ others: Answers) -> Answers {
        Answers(byKey.merging(others.byKey) { $1 })
    }

    package func keeping(_ keys: Set<String>) -> Answers { Answers(byKey.filter { keys.contains($0.key) }) }
}

extension Answer: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let scalar = try? container.decode(Scalar.self) {
            self = .text(scalar.text)
        } else if let list = try? container.decode([Scalar].self) {
            self = .list(list.map(\.text))
        } else {
            self = .rows(try container.decode([[String: Scalar]].self).map { $0.mapValues(\.text) })
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .rows(let rows): try container.encode(rows)
        }
    }

    /// A JSON string, number or boolean as the text that a person would have typed.
    private struct Scalar: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let truth = try? container.decode(Bool.self) {
                text = truth ? "true" : "false"
            } else {
                text = try container.decode(Decimal.self).written
            }
        }
    }
}

extension Answers: Codable {
    /// Flat keys (`solicitant.nume`); a nested object is read as its flat keys, `null` as no answer.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        byKey = [:]
        for key in container.allKeys {
            // Nearly all answers are texts, and of nearly all dossiers these are read: without a decoder for each it takes a third of the time.
            if let text = try? container.decode(String.self, forKey: key) {
                byKey[key.stringValue] = .text(text)
                continue
            }
            if try container.decodeNil(forKey: key) { continue }
            if let answer = try? container.decode(Answer.self, forKey: key) {
                byKey[key.stringValue] = answer
            } else if let nested = try? container.decode(Answers.self, forKey: key) {
                for (inner, answer) in nested.byKey { byKey["\(key.stringValue).\(inner)"] = answer }
            } else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container,
                    debugDescription: "an answer is a text, a number, true/false, a list of those, or a list of rows")
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        for (key, answer) in byKey {
            let key = AnyKey(stringValue: key)
            if let text = answer.text { try container.encode(text, forKey: key) } else { try container.encode(answer, forKey: key) }
        }
    }

    /// The answers as JSON with sorted keys: the same answers give the same bytes, so their digest means something.
    package func canonicalJSON() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
