/// A sentence of an explanation: a key of the locales and the values that it has places for.
package struct TraceLine: Hashable, Sendable {
    package let key: String
    package let values: [String: TraceValue]

    package init(_ key: String, _ values: [String: TraceValue] = [:]) {
        self.key = key
        self.values = values
    }
}
