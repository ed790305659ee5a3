/// A law that made the terms of pending dossiers start anew on one day (OG 7/2026: 2026-02-02).
/// That day takes the place of the start day: it is counted or left out as the policy says of the start.
package struct TermReset: Hashable, Codable, Sendable {
    /// The new start.
    package let day: Day
    /// The law, as people cite it.
    package let basis: String

    package init(on day: Day, basis: String) {
        self.day = day
        self.basis = basis
    }
}
