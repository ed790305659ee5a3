/// One way to read what stands in a place.
struct Candidate: Hashable, Sendable {
    var text: String
    /// The natural logarithm of how probable the ink makes it; only differences mean anything.
    var score: Double
}

extension [Candidate] {
    /// Best first, each text once.
    func ranked() -> [Candidate] {
        var seen: Set<String> = []
        return sorted { $0.score > $1.score }.filter { seen.insert($0.text).inserted }
    }
}
