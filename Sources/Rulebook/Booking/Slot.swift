import Foundation

/// A booking as a form answers it: `teren/2027-05-14T10:00/2`, a unit, when it begins, how many slots.
package struct Slot: Hashable, Sendable, LosslessStringConvertible {
    package let unit: String
    package let day: Day
    package let time: WallTime
    package let count: Int

    package init(unit: String, day: Day, time: WallTime, count: Int) {
        self.unit = unit
        self.day = day
        self.time = time
        self.count = count
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts[0].isEmpty, let moment = LocalMoment(parts[1]), let count = Int(parts[2]),
            (1...Resource.mostSlots).contains(count)
        else { return nil }
        self.init(unit: parts[0], day: moment.day, time: moment.time, count: count)
    }

    package var description: String { "\(unit)/\(day)T\(time)/\(count)" }

    /// When each of its slots begins, `2027-05-14T10:00`; nil where they are not all among the resource's own, one after the other.
    package func moments(of resource: Resource, in calendar: WorkCalendar) -> [LocalMoment]? {
        let open = resource.beginnings(on: day, in: calendar)
        let wanted = (0..<count).map { time.minutes + $0 * resource.slotMinutes }
        guard wanted.allSatisfy({ $0 < Resource.minutesOfDay && open.contains(WallTime(minutes: $0)) }) else { return nil }
        return wanted.map { LocalMoment(day, WallTime(minutes: $0)) }
    }

    /// For people: „Teren central, vineri, 14 mai 2027, 10:00–12:00”.
    package func written(of resource: Resource, _ context: CheckingContext) -> String {
        let end = time.minutes + count * resource.slotMinutes
        return context.phrases(
            "booking.slot",
            [
                "unit": .text(resource.unit(unit)?.title(context.language) ?? unit), "day": .day(day), "from": .time(time),
                "to": .text(end >= Resource.minutesOfDay ? "24:00" : "\(WallTime(minutes: end))"),
            ], in: context.language)
    }
}

/// Five minutes of one unit: what the store keeps of a booking.
package struct BookedPiece: Hashable, Sendable {
    package let unit: String
    package let moment: LocalMoment

    package init(unit: String, moment: LocalMoment) {
        self.unit = unit
        self.moment = moment
    }
}

extension Slot {
    /// All pieces of an hour that it takes.
    package func pieces(of resource: Resource) -> [BookedPiece] {
        stride(from: 0, to: count * resource.slotMinutes, by: Resource.grain).compactMap { offset in
            let minutes = time.minutes + offset
            return minutes < Resource.minutesOfDay
                ? BookedPiece(unit: unit, moment: LocalMoment(day, WallTime(minutes: minutes))) : nil
        }
    }
}

extension Resource {
    /// How far alternatives are looked for, in days.
    package static let alternativeDays = 14

    /// The times at which so many slots of a unit can still begin on that day.
    package func free(_ unit: String, on day: Day, count: Int, taken: Set<BookedPiece>, in calendar: WorkCalendar) -> [WallTime] {
        beginnings(on: day, in: calendar).filter { time in
            let slot = Slot(unit: unit, day: day, time: time, count: count)
            return slot.moments(of: self, in: calendar) != nil && taken.isDisjoint(with: slot.pieces(of: self))
        }
    }

    /// The nearest bookings of the same length that are free: that day, another unit at that time, the same time on days after.
    package func alternatives(to slot: Slot, taken: Set<BookedPiece>, in calendar: WorkCalendar, limit: Int = 3) -> [Slot] {
        func free(_ unit: String, _ day: Day) -> [Slot] {
            self.free(unit, on: day, count: slot.count, taken: taken, in: calendar).map {
                Slot(unit: unit, day: day, time: $0, count: slot.count)
            }
        }
        let sameDay = free(slot.unit, slot.day).sorted {
            abs($0.time.minutes - slot.time.minutes) < abs($1.time.minutes - slot.time.minutes)
        }
        let otherUnits = units.filter { $0.name != slot.unit }.flatMap { free($0.name, slot.day).filter { $0.time == slot.time } }
        let otherDays = (1...Self.alternativeDays).flatMap { days in
            free(slot.unit, slot.day.adding(days: days)).filter { $0.time == slot.time }
        }
        return Array((sameDay.prefix(limit - 1) + otherUnits.prefix(1) + otherDays).prefix(limit))
    }
}

extension Field {
    /// Judges a booking by what the resource says of itself; whether somebody else has it, only the store knows.
    func read(slot text: String, in context: CheckingContext, _ wrong: (String, [String: TraceValue]) -> FieldReading) -> FieldReading {
        guard let slot = Slot(text) else { return wrong("not-a-slot", [:]) }
        guard let resource = resource.flatMap({ context.resources[$0] }), let calendar = context.calendar else {
            return FieldReading(value: .text("\(slot)"), normalised: .text("\(slot)"))
        }
        guard resource.unit(slot.unit) != nil else { return wrong("not-an-option", [:]) }
        let ahead = Limits(least: Decimal(resource.ahead.lowerBound), most: Decimal(resource.ahead.upperBound))
        if !ahead.admits(Decimal(context.today.days(until: slot.day))) { return dayOutOfRange(ahead, context, wrong) }
        if slot.count > resource.most { return wrong("too-many-slots", ["most": .number(resource.most)]) }
        guard resource.isOpen(on: slot.day, in: calendar) else { return wrong("slot-closed-day", ["day": .day(slot.day)]) }
        guard slot.moments(of: resource, in: calendar) != nil else {
            return wrong("slot-closed", ["hours": .text(resource.hoursWritten(on: slot.day)), "slot": .number(resource.slotMinutes)])
        }
        return FieldReading(value: .text("\(slot)"), normalised: .text("\(slot)"))
    }
}

extension Resource {
    /// „08:00–12:00, 14:00–20:00”.
    package func hoursWritten(on day: Day) -> String {
        func written(_ minutes: Int) -> String { minutes == Self.minutesOfDay ? "24:00" : "\(WallTime(minutes: minutes))" }
        return (hours[day.weekday] ?? []).map { "\(written($0.from))–\(written($0.to))" }.joined(separator: ", ")
    }
}
