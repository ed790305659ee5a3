extension WorkCalendar {
    /// Orthodox Easter Sunday as the Gregorian calendar names it, by Meeus' Julian reckoning
    /// (J. Meeus, Astronomical Algorithms, ch. 8).
    ///
    /// Valid for 1900–2099, where the Julian calendar is 13 days behind; nil for other years.
    package static func orthodoxEaster(_ year: Int) -> Day? {
        guard years.contains(year) else { return nil }
        let d = (19 * (year % 19) + 15) % 30
        let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        let julian = Day(year: year, month: (d + e + 114) / 31, day: (d + e + 114) % 31 + 1)
        return julian?.adding(days: 13)
    }
}
