/// Streets that were confirmed before, as other readings of one that was read nearly alike.
package enum StreetLexicon {
    /// The last part of the keys of fields that ask for a street.
    package static let key = "strada"

    private static let most = 2

    /// The street that a form asks for, and where its locality stands: of a group, the field beside it.
    package static func fields(of form: Form) -> [(street: String, locality: [String])] {
        form.fields.filter { $0.kind == .text && ($0.key == key || $0.key.hasSuffix(".\(key)")) }.map { field in
            let group = field.key.dropLast(key.count)
            return (field.key, ["\(group)localitate", "\(group)uat"].filter { form.field($0) != nil })
        }
    }

    /// The streets near what was read, the nearest first; none where what was read is one of them as it is.
    /// - Parameter streets: the ones seen most first.
    package static func near(_ read: String, among streets: [String]) -> [String] {
        let word = folded(read)
        guard word.count >= 3, !streets.contains(read) else { return [] }
        let reach = max(1, word.count / 4)
        let found = streets.enumerated().compactMap { order, street -> (street: String, edits: Int, order: Int)? in
            word.edits(to: folded(street), atMost: reach).map { (street, $0, order) }
        }
        return found.sorted { ($0.edits, $0.order) < ($1.edits, $1.order) }.prefix(most).map(\.street)
    }

    /// Without diacritics, and without the word for „street”.
    private static func folded(_ street: String) -> [Unicode.Scalar] {
        let words = street.searchable.split { !$0.isLetter && !$0.isNumber }
        return Array(words.drop { ["str", "strada", "utca", "u"].contains($0) }.joined(separator: " ").unicodeScalars)
    }
}
