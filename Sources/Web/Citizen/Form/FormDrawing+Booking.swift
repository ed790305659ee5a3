import Office
import Rulebook

/// Periods and slots, as they are typed.
extension FormDrawing {
    func slot(_ field: Rulebook.Field, _ text: String) -> Field.Control {
        let resource = field.resource.flatMap { context.resources[$0] }
        let (unit, rest) = text.cut(at: "/")
        let (moment, count) = rest.cut(at: "/")
        let (day, time) = moment.cut(at: "T")
        let units = resource?.units.map { Field.Option($0.name, say($0.title)) } ?? []
        let times = resource.flatMap { free(of: $0, unit, day, count) }
        return .slot(
            Field.SlotInput(
                units: units, unit: unit.isEmpty ? nil : unit, day: Self.parts(of: day), time: time, times: times?.map { "\($0)" },
                blank: say("page.step.choose"),
                count: count.isEmpty ? "1" : count, free: resource.map { Phrase(sentence(about: $0, unit, day, times)) }))
    }

    /// When so many slots can still begin; nil before unit and day are chosen.
    private func free(of resource: Resource, _ unit: String, _ day: String, _ count: String) -> [WallTime]? {
        guard let calendar = context.calendar, resource.unit(unit) != nil, let day = Day(day) else { return nil }
        let count = min(max(1, Int(count) ?? 1), resource.most)
        return resource.free(unit, on: day, count: count, taken: taken[resource.slug] ?? [], in: calendar)
    }

    private func sentence(about resource: Resource, _ unit: String, _ day: String, _ free: [WallTime]?) -> String {
        let length = TraceValue.number(resource.slotMinutes)
        guard let free, let day = Day(day) else {
            return say("booking.choose", ["slot": length, "most": .number(resource.most)])
        }
        let named: [String: TraceValue] = [
            "unit": .text(resource.unit(unit).map { say($0.title) } ?? unit), "day": .day(day), "slot": length,
            "times": .text(free.map { "\($0)" }.joined(separator: ", ")),
        ]
        return say(free.isEmpty ? "booking.nothing-free" : "booking.free", named)
    }
}

extension String {
    /// What stands before the first such character, and what after it.
    func cut(at separator: Character) -> (String, String) {
        let parts = split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
}
