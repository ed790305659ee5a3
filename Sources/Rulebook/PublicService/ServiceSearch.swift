import Foundation

/// Finds services by everyday words, with or without diacritics; small enough to rank every service each time.
///
/// A word that few services have says more than one that many have; a service that has all the words comes before one that has some.
package struct ServiceSearch: Sendable {
    /// A word as it was written, folded, and without the end that inflection changes.
    private struct Word: Hashable, Sendable {
        let whole: String
        let stem: String

        /// A word of so few letters that nothing is cut off it: what it begins says little about another word.
        var isShort: Bool { stem.count == whole.count }

        init(_ whole: String) {
            self.whole = whole
            stem = whole.count > 5 ? String(whole.prefix(max(5, whole.count - 3))) : whole
        }

        /// Whether this short word and another one are the same but for an ending: „gard” and „gardul”, not „are” and „arena”.
        func isForm(of other: String) -> Bool {
            let (shorter, longer) = whole.count < other.count ? (whole, other) : (other, whole)
            return shorter.count > 2 && longer.hasPrefix(shorter) && endings.contains(String(longer.dropFirst(shorter.count)))
        }
    }

    private struct Indexed: Sendable {
        let slug: String
        /// The heaviest place in which each short word, and each stem of a longer one, stands.
        let words: [String: Double]
        let stems: [String: Double]
        /// Keywords, as stems in a row.
        let keywords: [[String]]
        let title: Set<String>
        let summary: Set<String>

        /// How well a word fits: as it stands, as another form of a short word, or with a stem that begins like its own.
        func fit(_ word: Word) -> Double {
            let exact = max(words[word.stem] ?? 0, stems[word.stem] ?? 0)
            if exact > 0 { return exact }
            var best = 0.0
            for (other, weight) in words where weight > best && word.isForm(of: other) { best = weight }
            for (stem, weight) in stems where weight > best {
                let fits = word.isShort ? word.isForm(of: stem) : stem.hasPrefix(word.stem) || word.stem.hasPrefix(stem)
                if fits { best = weight }
            }
            return best * Weight.beginning
        }

        /// Which of two that fit equally well comes first: the one with more keywords that are said whole, then with more of the words
        /// in its title, then in its summary.
        func closeness(to said: [String]) -> (keywords: Int, title: Int, summary: Int) {
            let words = Set(said)
            return (
                keywords.count { words.isSuperset(of: $0) && said.containsRun($0) }, words.intersection(title).count,
                words.intersection(summary).count
            )
        }
    }

    /// How much a place says about a service.
    private enum Weight {
        static let keyword = 6.0, title = 5.0, slug = 3.0, summary = 2.0, group = 1.5, option = 1.0
        /// A keyword of several words that is said whole, for each of its words.
        static let phrase = 4.0
        /// A word that only begins like one that was asked for.
        static let beginning = 0.7
    }

    /// The longest query that is looked at, in characters.
    private static let longest = 200

    private let services: [Indexed]

    /// - Parameter groups: their titles say what their services are about.
    package init(_ catalogue: [PublicService], groups: [ServiceGroup] = []) {
        let titles = Dictionary(groups.map { ($0.slug, $0.title) }) { first, _ in first }
        services = catalogue.mapOnAllProcessors { service in
            var (words, stems): ([String: Double], [String: Double]) = ([:], [:])
            func add(_ texts: [String?], _ weight: Double) {
                for word in texts.compactMap({ $0 }).flatMap(Self.words) {
                    if word.isShort {
                        words[word.stem] = max(words[word.stem] ?? 0, weight)
                    } else {
                        stems[word.stem] = max(stems[word.stem] ?? 0, weight)
                    }
                }
            }
            func add(_ text: Localized, _ weight: Double) { add([text.ro, text.hu, text.en], weight) }
            add(service.title, Weight.title)
            add(service.keywords, Weight.keyword)
            add(service.summary, Weight.summary)
            add([service.slug.replacing("-", with: " ")], Weight.slug)
            if let group = titles[service.group] { add(group, Weight.group) }
            for field in service.form.fields { add(field.options.map(\.label.ro), Weight.option) }
            func roots(of text: Localized) -> Set<String> {
                Set([text.ro, text.hu, text.en].compactMap { $0 }.flatMap(Self.words).map(\.stem))
            }
            return Indexed(
                slug: service.slug, words: words, stems: stems,
                keywords: service.keywords.map { Self.words(of: $0).map(\.stem) }.filter { !$0.isEmpty },
                title: roots(of: service.title), summary: roots(of: service.summary))
        }
    }

    /// Slugs of the services that fit, best first; empty when no word fits.
    package func find(_ query: String) -> [String] {
        let words = Self.words(of: String(query.prefix(Self.longest)))
        let said = words.map(\.stem)
        let wanted = Array(Dictionary(words.map { ($0.stem, $0) }) { first, _ in first }.values)
        guard !wanted.isEmpty else { return [] }
        let fits: [[Double]] = wanted.map { word in services.map { $0.fit(word) } }
        // Rare words decide: one that a single service has counts several times one that half of them have.
        let rarity: [Double] = fits.map { row in
            let having = Double(row.count { $0 > 0 } + 1)
            return log2(Double(services.count + 1) / having) + 1
        }
        let scored = services.indices.compactMap { index -> (service: Indexed, score: Double)? in
            let hits: [Int] = wanted.indices.filter { fits[$0][index] > 0 }
            guard !hits.isEmpty else { return nil }
            var score = 0.0
            for hit in hits { score += fits[hit][index] * rarity[hit] }
            for keyword in services[index].keywords where keyword.count > 1 && said.containsRun(keyword) {
                score += Double(keyword.count) * Weight.phrase
            }
            // What is asked for and not there counts against it.
            return (services[index], score * Double(hits.count) / Double(wanted.count).squareRoot())
        }
        return scored.sorted { one, other in
            if one.score != other.score { return one.score > other.score }
            let (close, closer) = (one.service.closeness(to: said), other.service.closeness(to: said))
            return close == closer ? one.service.slug < other.service.slug : close > closer
        }.map(\.service.slug)
    }

    /// Words without the small ones.
    private static func words(of text: String) -> [Word] {
        text.searchable.split { !$0.isLetter && !$0.isNumber }
            .map(String.init)
            .filter { $0.count > 1 && !smallWords.contains($0) }
            .map { Word($0) }
    }

    /// What Romanian nouns and names end in, and the English plural.
    private static let endings: Set<String> = [
        "a", "e", "i", "u", "l", "s", "ul", "ului", "lui", "ei", "ii", "le", "lor", "ele", "elor", "ilor", "iei", "iile", "iilor", "uri",
        "urile", "urilor", "ua",
    ]

    private static let smallWords: Set<String> = [
        "de", "la", "si", "in", "pe", "cu", "un", "una", "sa", "fac", "vreau", "pentru", "din", "al", "ale", "mai", "ce", "cum", "nu",
        "imi", "mi", "ma", "the", "of", "to", "for", "az", "es", "privind", "sau", "am", "as", "dori", "cerere", "cererea", "care", "lui",
        "sunt", "este", "unei", "unui", "prin", "sub", "dupa", "cer", "cere", "obtin", "pot", "unde", "want",
        "my", "an", "egy", "meu", "mea", "mele", "doua", "se", "ne", "imi", "iau", "scot", "despre", "catre", "cel", "cea", "fi", "fie",
        "are", "ai", "au", "avem", "aveti", "avea", "era", "fost", "va", "vor", "vom", "voi", "ii", "te", "ti", "mie", "noi", "aici",
        "acum", "is", "have", "cat", "costa",
    ]
}

extension [String] {
    /// Whether these words stand in it in a row, each perhaps with another ending.
    fileprivate func containsRun(_ words: [String]) -> Bool {
        guard words.count <= count else { return false }
        return (0...(count - words.count)).contains { start in
            words.indices.allSatisfy { self[start + $0].hasPrefix(words[$0]) || words[$0].hasPrefix(self[start + $0]) }
        }
    }
}
