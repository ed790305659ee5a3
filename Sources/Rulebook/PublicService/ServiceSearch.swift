/// Finds services by everyday words, with or without diacritics; small enough to rank every service each time.
package struct ServiceSearch: Sendable {
    private struct Indexed: Sendable {
        let slug: String
        let words: [(stem: String, weight: Int)]
    }

    private let services: [Indexed]

    package init(_ catalogue: [PublicService]) {
        services = catalogue.map { service in
            var words: [(String, Int)] = []
            func add(_ text: String, _ weight: Int) { words += ServiceSearch.stems(of: text).map { ($0, weight) } }
            for text in [service.title.ro, service.title.hu, service.title.en].compactMap({ $0 }) { add(text, 5) }
            for keyword in service.keywords { add(keyword, 6) }
            for text in [service.summary.ro, service.summary.hu, service.summary.en].compactMap({ $0 }) { add(text, 2) }
            add(service.slug.replacing("-", with: " "), 3)
            return Indexed(slug: service.slug, words: words)
        }
    }

    /// Slugs of the services that fit, best first; empty when no word fits.
    package func find(_ query: String) -> [String] {
        let wanted = Set(ServiceSearch.stems(of: String(query.prefix(200))))
        guard !wanted.isEmpty else { return [] }
        let scored = services.compactMap { service -> (slug: String, score: Int)? in
            let score = wanted.reduce(0) { sum, stem in
                sum
                    + (service.words.filter { $0.stem.hasPrefix(stem) || ($0.stem.count > 3 && stem.hasPrefix($0.stem)) }.map(\.weight)
                        .max() ?? 0)
            }
            return score > 0 ? (service.slug, score) : nil
        }
        return scored.sorted { ($1.score, $0.slug) < ($0.score, $1.slug) }.map(\.slug)
    }

    /// Words without the small ones, cut to where Romanian endings begin.
    private static func stems(of text: String) -> [String] {
        text.searchable.split { !$0.isLetter && !$0.isNumber }
            .map(String.init)
            .filter { $0.count > 1 && !smallWords.contains($0) }
            .map { $0.count > 5 ? String($0.prefix(max(5, $0.count - 3))) : $0 }
    }

    private static let smallWords: Set<String> = [
        "de", "la", "si", "in", "pe", "cu", "un", "una", "sa", "fac", "vreau", "pentru", "din", "al", "ale", "mai", "ce", "cum",
        "imi", "the", "of", "to", "for", "az", "es", "privind", "sau", "am", "as", "dori", "cerere", "care", "lui",
    ]
}
