/// A day and the minute of it, as the calendar and the clock on the office's wall show them.
package struct WallMoment: Hashable, Sendable {
    package let day: Day
    package let time: WallTime

    package init(_ day: Day, at time: WallTime = .midnight) {
        self.day = day
        self.time = time
    }
}
