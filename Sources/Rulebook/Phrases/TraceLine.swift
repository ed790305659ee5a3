/// A sentence of an explanation: a key of the locales and the values that it has places for.
package struct TraceLine: Hashable, Codable, Sendable {
    /// Flat: `trace.holiday`.
    package let key: String
    /// By the names of the places.
    package let values: [String: TraceValue]

    package init(_ key: String, _ values: [String: TraceValue] = [:]) {
        self.key = key
        self.values = values
    }
}
