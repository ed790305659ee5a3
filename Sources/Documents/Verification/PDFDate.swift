import FoundationEssentials

/// PDF's way to write a moment (ISO 32000-1, 7.9.4): `D:20261123105107+02'00'`; all after the year may be left out.
enum PDFDate {
    static func parse(_ text: String) -> Date? {
        let pattern = /D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z.*|([+-])(\d\d)'?(\d\d)?'?)?/
        guard let match = text.wholeMatch(of: pattern)?.output else { return nil }
        func number(_ part: Substring?) -> Int? { part.flatMap { Int($0) } }
        let parts = DateComponents(
            year: number(match.1), month: number(match.2) ?? 1, day: number(match.3) ?? 1, hour: number(match.4) ?? 0,
            minute: number(match.5) ?? 0, second: number(match.6) ?? 0)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let offset = ((number(match.8) ?? 0) * 60 + (number(match.9) ?? 0)) * 60
        return calendar.date(from: parts)?.addingTimeInterval(TimeInterval(match.7 == "-" ? offset : -offset))
    }
}
