/// Something that can be booked by the hour or by the day, each of its units by one at a time (`Content/resources/`).
package struct Resource: Hashable, Codable, Sendable {
    package let slug: String
    package let title: Localized
    package let institution: String
    package let units: [Unit]
    /// Opening hours by day of the week; a day that is not there is closed.
    package let hours: [Weekday: [Hours]]
    /// The length of one slot, in minutes.
    package let slotMinutes: Int
    /// The most slots of one booking.
    package let most: Int
    /// How many days from today a booking may lie.
    package let ahead: ClosedRange<Int>
    /// Days on which nothing is open, besides the legal holidays.
    package let closed: [Day]
    /// Whether legal holidays are days like others.
    package let opensOnHolidays: Bool
    package let source: String

    /// One of the things that are booked: a pitch, a hall, a guide.
    package struct Unit: Hashable, Codable, Sendable {
        package let name: String
        package let title: Localized
    }

    /// Minutes since midnight, the end not included.
    package struct Hours: Hashable, Codable, Sendable {
        package let from: Int
        package let to: Int
    }

    /// The most slots that any booking may have.
    package static let mostSlots = 48
    /// The last day that can be booked, counted from today: three years.
    static let mostDaysAhead = 1_100
    static let minutesOfDay = 1_440
    /// What slots are kept by, in minutes: however an institution cuts its days later, no five minutes are given twice.
    static let grain = 5

    package func unit(_ name: String) -> Unit? { units.first { $0.name == name } }

    /// The moments of a day at which a slot begins, in order; none on a day that is closed.
    package func beginnings(on day: Day, in calendar: WorkCalendar) -> [WallTime] {
        guard isOpen(on: day, in: calendar) else { return [] }
        return (hours[day.weekday] ?? []).flatMap { stretch in
            stride(from: stretch.from, through: stretch.to - slotMinutes, by: slotMinutes).map { WallTime(minutes: $0) }
        }
    }

    package func isOpen(on day: Day, in calendar: WorkCalendar) -> Bool {
        hours[day.weekday] != nil && !closed.contains(day) && (opensOnHolidays || calendar.holiday(on: day) == nil)
    }
}
