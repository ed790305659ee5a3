import Foundation

/// What is printed on every page of every form, to recognise a page that has no code.
struct AnchorIndex {
    struct Page {
        let code: PageCode
        let pairs: [String: [Point]]
        /// What all its pairs tell, together.
        let weight: Double
    }

    private(set) var pages: [Page] = []
    private(set) var weights: [String: Double] = [:]
    private var pagesWith: [String: [Int]] = [:]

    init(_ printed: [(code: PageCode, pairs: [WordPair])]) {
        var counts: [String: Int] = [:]
        for page in printed {
            for text in Set(page.pairs.map(\.text)) { counts[text, default: 0] += 1 }
        }
        weights = counts.mapValues { log(Double(printed.count + 1) / Double($0)) + 0.1 }
        for page in printed {
            let pairs = Dictionary(grouping: page.pairs, by: \.text).mapValues { $0.map(\.middle) }
            let weight = pairs.keys.reduce(0) { $0 + (weights[$1] ?? 0) }
            for text in pairs.keys { pagesWith[text, default: []].append(pages.count) }
            pages.append(Page(code: page.code, pairs: pairs, weight: weight))
        }
    }

    /// The pages that share most with what was read, best first.
    func candidates(for pairs: [WordPair], most: Int) -> [Page] {
        var found = [Double](repeating: 0, count: pages.count)
        for text in Set(pairs.map(\.text)) {
            for page in pagesWith[text] ?? [] { found[page] += weights[text] ?? 0 }
        }
        let scored = pages.indices.map { (page: $0, score: found[$0] - 0.15 * pages[$0].weight) }
        return scored.sorted { $0.score > $1.score }.prefix(most).filter { found[$0.page] > 0 }.map { pages[$0.page] }
    }
}
