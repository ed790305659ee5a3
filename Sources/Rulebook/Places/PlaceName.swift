/// The name of a place as people write it: with its rank before it or without, with hyphens or spaces, with î or â.
struct PlaceName {
    /// What it may mean, by letters alone, in the order in which to look: the whole first, then without the rank.
    let readings: [String]

    init(_ text: String) {
        let words = text.searchable.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let whole = words.joined()
        let isRanked = words.count > 1 && Self.ranks.contains(words[0])
        // “City of Turda”, “commune of Ciurila”.
        let rest = words.dropFirst(isRanked ? (words.count > 2 && words[1] == "of" ? 2 : 1) : 0)
        // „Szentpál község”: in Hungarian the rank stands behind.
        let named = rest.count > 1 && rest.last.map(Self.ranksBehind.contains) ?? false ? rest.dropLast() : rest
        readings = named.count == words.count ? [whole] : [whole, named.joined()]
    }

    private static let ranks: Set<String> = [
        "comuna", "com", "oras", "orasul", "or", "municipiu", "municipiul", "mun", "sat", "satul", "localitatea", "loc", "city", "town",
        "village", "commune", "municipality",
    ]
    private static let ranksBehind: Set<String> = ["kozseg", "falu", "varos", "municipium", "megyeszekhely", "commune", "city", "village"]
}

extension Gazetteer.Place {
    /// Its names by letters alone, each as both orthographies write it: „Câmpia Turzii” and „Cîmpia Turzii”.
    var spellings: Set<String> {
        Set(
            names.flatMap { [$0, $0.replacing("â", with: "î"), $0.replacing("î", with: "â")] }.map { name in
                String(name.searchable.filter { $0.isLetter || $0.isNumber })
            })
    }
}
