/// What a question consists of, as it is read from a file and kept in revisions; everybody else sees it through `Field`.
package struct FieldParts: Hashable, Codable, Sendable {
    package var key: String
    package var kind: FieldKind
    package let label: Localized
    package var hint: Localized?
    package var why: Localized?
    package var example: Answer?
    package var requiredWhen: Expression?
    package var askedWhen: Expression?
    package var many: Field.Limits?
    package var length: Field.Limits?
    package var range: Field.Limits?
    package var decimals: Int?
    package var unit: String?
    package var pattern: Field.Pattern?
    package var naming: Field.Naming?
    package var options: [Field.Option] = []
    package var columns: [Field] = []
    package var derived: Expression?
    package var prefill: Field.Prefill?
    package var means: Field.Meaning?
    package var autocomplete: String?
    package var within: String?
    package var from: String?
    package var resource: String?
    package var totals: [String]?
    package var unique: Bool?

    package init(key: String, kind: FieldKind, label: Localized, example: Answer? = nil) {
        self.key = key
        self.kind = kind
        self.label = label
        self.example = example
    }
}
