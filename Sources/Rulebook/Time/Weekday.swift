/// Days of the week in the order and with the numbers of ISO 8601: Monday is 1.
package enum Weekday: Int, CaseIterable, Codable, Sendable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Saturday and Sunday, on which offices are closed.
    package var isWeekend: Bool { self == .saturday || self == .sunday }
}
