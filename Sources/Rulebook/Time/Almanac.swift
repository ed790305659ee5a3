import FoundationEssentials

/// What Foundation's Gregorian calendar says about the years a county counter meets, asked once and kept.
///
/// A worklist reads hundreds of dates; asking `Calendar` for each costs about a microsecond, a look-up here
/// some nanoseconds. The answers are Foundation's own: nothing about leap years is known in this file.
struct Almanac: Sendable {
    static let gregorian = Almanac()

    /// From the oldest birth that a CNP can tell (1800) to a century after anything registered today.
    static let years = 1800...2199

    /// Day number (days since 1970-01-01) of the first day of each month, and of the day after the last month.
    private let monthStarts: [Int32]

    private init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let months = Self.years.count * 12
        monthStarts = (0...months).map { month in
            let components = DateComponents(year: Self.years.lowerBound + month / 12, month: month % 12 + 1, day: 1)
            guard let first = calendar.date(from: components) else {
                preconditionFailure("The Gregorian calendar has a first day in every month")
            }
            return Int32((first.timeIntervalSince1970 / 86_400).rounded())
        }
    }

    /// Numbers of the first and the last day that exist here.
    var days: ClosedRange<Int32> { monthStarts[0]...(monthStarts[monthStarts.count - 1] - 1) }

    /// Number of that day, or nil where the month has no such day or the year lies outside `years`.
    func number(year: Int, month: Int, day: Int) -> Int32? {
        guard Self.years.contains(year), (1...12).contains(month) else { return nil }
        let index = Self.index(year: year, month: month)
        guard day >= 1, day <= length(ofMonth: index) else { return nil }
        return monthStarts[index] + Int32(day - 1)
    }

    /// Year, month and day of the month of a day number within `days`.
    func date(_ number: Int32) -> (year: Int, month: Int, day: Int) {
        let index = month(of: number)
        return (Self.years.lowerBound + index / 12, index % 12 + 1, Int(number - monthStarts[index]) + 1)
    }

    /// The same day of the month `months` later or earlier, or that month's last day where it is shorter.
    /// Saturates at the ends of `days`.
    func number(_ number: Int32, addingMonths months: Int) -> Int32 {
        let index = month(of: number)
        let (target, overflow) = index.addingReportingOverflow(months)
        guard !overflow, target < monthStarts.count - 1 else { return months < 0 ? days.lowerBound : days.upperBound }
        guard target >= 0 else { return days.lowerBound }
        let day = min(Int(number - monthStarts[index]), length(ofMonth: target) - 1)
        return monthStarts[target] + Int32(day)
    }

    /// What a wall clock in `zone` shows at `instant`, in seconds since its 1970-01-01 00:00.
    /// An instant beyond `days`, or none at all (NaN), is moved to their nearest end.
    func wallSeconds(_ instant: Date, in zone: TimeZone) -> Double {
        let first = Double(days.lowerBound) * 86_400
        let last = Double(days.upperBound) * 86_400
        // In this order NaN becomes `first`.
        let seconds = min(max(first, instant.timeIntervalSince1970), last)
        return seconds + Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
    }

    private static func index(year: Int, month: Int) -> Int { (year - years.lowerBound) * 12 + month - 1 }

    private func length(ofMonth index: Int) -> Int { Int(monthStarts[index + 1] - monthStarts[index]) }

    /// Index of the month that holds the day: a guess by the mean month, put right by a step.
    private func month(of number: Int32) -> Int {
        var index = Int(Double(number - monthStarts[0]) / 30.436875)
        while monthStarts[index] > number { index -= 1 }
        while monthStarts[index + 1] <= number { index += 1 }
        return index
    }
}
