import Foundation

extension String {
    /// Lower case without diacritics and outer space: how people type when they search.
    package var searchable: String {
        folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
