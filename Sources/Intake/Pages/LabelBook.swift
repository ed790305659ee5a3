import Rulebook

/// What questions are called on paper that is not ours, for the fields of one form.
struct LabelBook {
    struct Label {
        let words: [String]
        let key: String
    }

    /// By first word, the longest first.
    private let byFirst: [String: [Label]]
    /// The form's fields by key.
    let fields: [String: Field]

    /// Labels of one short word that stand in addresses, and mean nothing elsewhere.
    private static let addressKeys: Set<String> = ["strada", "nr", "bl", "sc", "et", "ap", "judet", "cod_postal"]
    private static let longestLabel = 8

    init(_ form: Form, _ vocabulary: PaperVocabulary) {
        fields = Dictionary(form.fields.filter { $0.derived == nil }.map { ($0.key, $0) }) { first, _ in first }
        var labels: [Label] = []
        for field in form.fields {
            for text in [field.label.ro, field.label.hu].compactMap({ $0 }) where Self.takesText(field.kind) {
                labels.append(Label(words: Self.words(text), key: field.key))
            }
        }
        for (key, texts) in vocabulary.labels {
            let own =
                key.contains(".")
                ? [key]
                : form.fields.map(\.key).filter { $0 == key || $0.hasSuffix(".\(key)") || $0.hasPrefix("\(key)_") }.prefix(1).map { $0 }
            // A label of a question that is not asked here still ends the value before it.
            for text in texts { labels.append(Label(words: Self.words(text), key: own.first ?? key)) }
        }
        labels = labels.filter { 1...Self.longestLabel ~= $0.words.count }
        byFirst = Dictionary(grouping: labels) { $0.words[0] }.mapValues {
            $0.sorted { ($1.words.count, $0.key) < ($0.words.count, $1.key) }
        }
    }

    static func isOfAddress(_ key: String) -> Bool {
        addressKeys.contains(key.split(separator: ".").last.map(String.init) ?? key)
    }

    static func isPlace(_ key: String) -> Bool {
        ["uat", "localitate", "localitate_alta"].contains(key.split(separator: ".").last.map(String.init) ?? key)
    }

    /// Whose address follows, where the label says it.
    static func context(of label: Label) -> String? {
        if label.words.contains(where: { $0.hasPrefix("domicili") || $0.hasPrefix("sediu") || $0.hasPrefix("lak") }) { return "solicitant" }
        return label.words.contains { $0.hasPrefix("situat") || $0.hasPrefix("imobil") || $0.hasPrefix("teren") } ? "imobil" : nil
    }

    /// Whether a label stands at the beginning of a range.
    func begins(_ range: Range<Int>, in stream: TextStream) -> Bool {
        guard let first = stream.tokens.firstIndex(where: { $0.range.lowerBound >= range.lowerBound }) else { return false }
        return !label(at: first, in: stream.tokens).isEmpty
    }

    /// The longest label that begins with this token.
    func label(at index: Int, in tokens: [TextStream.Token]) -> [Label] {
        let fitting = (byFirst[tokens[index].text] ?? []).filter { label in
            index + label.words.count <= tokens.count && zip(label.words, tokens[index...]).allSatisfy { $0 == $1.text }
        }
        return fitting.filter { $0.words.count == fitting[0].words.count }
    }

    private static func takesText(_ kind: FieldKind) -> Bool {
        switch kind {
        case .truth, .declaration, .choice, .choices, .rows, .geometry, .slot: false
        default: true
        }
    }

    static func words(_ text: String) -> [String] {
        text.searchable.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
