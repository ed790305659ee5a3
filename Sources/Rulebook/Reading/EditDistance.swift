extension [Unicode.Scalar] {
    /// How many letters have to be changed, added or left out to make `other` of it (Levenshtein); nil: more than `limit`.
    package func edits(to other: [Unicode.Scalar], atMost limit: Int = .max) -> Int? {
        guard abs(count - other.count) <= limit else { return nil }
        var row = Array<Int>(0...other.count)
        for (i, letter) in enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            var least = row[0]
            for (j, second) in other.enumerated() {
                let changed = diagonal + (letter == second ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(changed, row[j] + 1, diagonal + 1)
                least = Swift.min(least, row[j + 1])
            }
            if least > limit { return nil }
        }
        return row[other.count] <= limit ? row[other.count] : nil
    }
}
