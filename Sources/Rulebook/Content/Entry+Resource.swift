import Foundation
import Yams

/// Reads what can be booked.
extension Entry {
    func resource() -> Resource {
        mapping { m in
            let slug = m.required("slug")?.slug() ?? ""
            if !file.hasSuffix("/\(slug).yaml") { problem("the file has to be called \(slug).yaml") }
            let units =
                m.required("units")?.list().map { unit in
                    unit.mapping { u in
                        Resource.Unit(name: u.required("name")?.slug() ?? "", title: u.required("title")?.localized() ?? Localized(ro: ""))
                    }
                } ?? []
            if Set(units.map(\.name)).count != max(1, units.count) { problem("a resource has units, each with a name of its own") }
            let minutes = m.required("slot")?.slotMinutes() ?? 60
            let most = m["most"]?.integer() ?? 1
            if !(1...Resource.mostSlots).contains(most) { problem("a booking has 1 to \(Resource.mostSlots) slots") }
            let hours = m.required("hours")?.openingHours(slot: minutes) ?? [:]
            return Resource(
                slug: slug, title: m.required("title")?.localized() ?? Localized(ro: ""), institution: m.text("institution"), units: units,
                hours: hours, slotMinutes: minutes, most: most, ahead: m["ahead"]?.daysAhead() ?? 1...180,
                closed: m["closed"]?.list().map { $0.day() } ?? [], opensOnHolidays: m["holidays"]?.truth() ?? false,
                source: m.text("source"))
        }
    }

    private func slotMinutes() -> Int {
        let minutes = integer()
        if (Resource.grain...Resource.minutesOfDay).contains(minutes), minutes % Resource.grain == 0 { return minutes }
        problem("a slot is a multiple of \(Resource.grain) minutes, up to \(Resource.minutesOfDay)")
        return 60
    }

    private func daysAhead() -> ClosedRange<Int> {
        let limits = limits()
        guard let least = limits.least?.wholeNumber, let most = limits.most?.wholeNumber else {
            problem("expected days from today with both ends, like 2..180")
            return 1...180
        }
        guard least >= 1, most <= Resource.mostDaysAhead, least <= most else {
            problem(
                least < 1
                    ? "what is booked is booked for tomorrow at the earliest: days from today begin with 1, like 1..180"
                    : "days from today end after they begin, and with \(Resource.mostDaysAhead) at the latest, like 2..180")
            return 1...180
        }
        return least...most
    }

    /// `{monday-friday: "08:00-20:00", saturday: ["09:00-12:00", "14:00-18:00"]}`
    private func openingHours(slot: Int) -> [Weekday: [Resource.Hours]] {
        mapping { m in
            var hours: [Weekday: [Resource.Hours]] = [:]
            for pair in m.all() {
                let days = Weekday.range(named: pair.key)
                if days.isEmpty { pair.at.problem("\(quoted(pair.key)) is no day of the week, like monday or monday-friday") }
                let stretches = (pair.value.node.scalar == nil ? pair.value.list() : [pair.value]).map { $0.stretch(slot: slot) }
                for (one, next) in zip(stretches, stretches.dropFirst()) where next.from < one.to {
                    pair.value.problem("opening hours follow each other")
                }
                for day in days {
                    if hours[day] != nil { pair.at.problem("hours of a day are written once") }
                    hours[day] = stretches
                }
            }
            return hours
        }
    }

    private func stretch(slot: Int) -> Resource.Hours {
        let ends = text().split(separator: "-").map { Resource.minutes(String($0)) }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else {
            problem("expected hours like 08:00-20:00")
            return Resource.Hours(from: 0, to: Resource.minutesOfDay)
        }
        if (to - from) % slot != 0 { problem("the hours are no whole number of slots of \(slot) minutes") }
        return Resource.Hours(from: from, to: to)
    }
}

extension Resource {
    /// A time of day in minutes; midnight at the end of a day is 24:00.
    fileprivate static func minutes(_ text: String) -> Int? {
        text == "24:00" ? minutesOfDay : WallTime(text)?.minutes
    }
}

extension Weekday {
    /// `monday`, `monday-friday`; nothing for what is no day.
    fileprivate static func range(named name: String) -> [Weekday] {
        let names = name.split(separator: "-").map { part in allCases.first { "\($0)" == part } }
        switch (names.first ?? nil, names.last ?? nil, names.count) {
        case (let first?, let last?, 1...2) where first.rawValue <= last.rawValue:
            return allCases.filter { first.rawValue <= $0.rawValue && $0.rawValue <= last.rawValue }
        default: return []
        }
    }
}
