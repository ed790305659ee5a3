extension ClockPassage {
    /// The reckoning told in sentences (`trace.*` in the locales): the start, what stood in between in order of time,
    /// extensions, the roll, the last day.
    func trace(projected: Day?) -> [TraceLine] {
        [startLine] + urgencyLines + resetLines + interruptions + recoveries + extensionLines + rollLines + [endLine(projected)] + stopLines
    }

    private var startLine: TraceLine {
        let policy = clock.policy
        let rule =
            switch policy.unit {
            case .workingDays, .calendarDays: policy.startsOn == .dayAfter ? "day-after" : "same-day"
            case .months: "months"
            case .hours: "hours"
            }
        return TraceLine(
            "trace.start.\(rule)",
            ["term": .term(policy.length, policy.unit), "day": .day(clock.start), "time": .time(clock.startTime)])
    }

    private var urgencyLines: [TraceLine] { clock.policy.isUrgent ? [TraceLine("trace.urgent", [:])] : [] }

    private var resetLines: [TraceLine] {
        clock.reset.map { [TraceLine("trace.reset", ["day": .day($0.day), "basis": .text($0.basis)])] } ?? []
    }

    /// Weekends in one line, then holidays and suspensions as they came.
    private var interruptions: [TraceLine] {
        var lines: [(day: Day, line: TraceLine)] = holidays.map { ($0.day, line(for: $0)) }
        for (suspension, length) in met { lines.append((suspension.from, line(for: suspension, length: length))) }
        if let restartedAfter {
            lines.append((restartedAfter, TraceLine("trace.restart", ["day": .day(restartedAfter)])))
        }
        lines.sort { $0.day < $1.day }
        let weekends = weekendDays == 0 ? [] : [TraceLine("trace.weekends", ["n": .number(weekendDays)])]
        return weekends + lines.map(\.line)
    }

    private func line(for holiday: WorkCalendar.Holiday) -> TraceLine {
        if let source = holiday.source {
            return TraceLine("trace.bridge", ["day": .day(holiday.day), "source": .text(source)])
        }
        return TraceLine("trace.holiday", ["day": .day(holiday.day), "holiday": .phrase("time.holiday.\(holiday.name)")])
    }

    private func line(for suspension: Suspension, length: Int) -> TraceLine {
        let unit: TermUnit = clock.policy.unit == .workingDays ? .workingDays : .calendarDays
        let awaited =
            switch suspension.awaiting {
            case .answer: "trace.answer"
            case .others: "trace.others"
            case nil: "trace.completion"
            }
        let reason: TraceValue = suspension.reason.isEmpty ? .phrase(awaited) : .text(suspension.reason)
        var known: [String: TraceValue] = ["from": .day(suspension.from), "reason": reason]
        if let time = suspension.fromTime { known["from-time"] = .time(time) }
        guard let through = suspension.through else {
            return TraceLine(suspension.fromTime == nil ? "trace.stands" : "trace.stands-minute", known)
        }
        if let (first, last) = suspension.times {
            known.merge(["from-time": .time(first), "through": .day(through), "through-time": .time(last)]) { $1 }
            return TraceLine("trace.stood.minutes", known)
        }
        return TraceLine(
            suspension.from == through ? "trace.stood.one-day" : "trace.stood.days",
            ["from": .day(suspension.from), "through": .day(through), "length": .term(length, unit), "reason": reason])
    }

    private var recoveries: [TraceLine] {
        recovered.map { day in
            TraceLine("trace.recovered", ["day": .day(day), "source": .text(calendar.recovery(of: day) ?? "")])
        }
    }

    private var extensionLines: [TraceLine] {
        clock.extensions.map {
            TraceLine("trace.extension", ["term": .term($0.length, $0.unit), "basis": .text($0.basis)])
        }
    }

    /// Days given off by decision are no common knowledge: they are told, after the roll, where they kept the term from ending.
    private var rollLines: [TraceLine] {
        guard let end, let due, end != due else { return [] }
        let bridges = (0..<end.days(until: due)).compactMap { calendar.holiday(on: end.adding(days: $0)) }.filter { $0.source != nil }
        return [TraceLine("trace.roll", ["from": .day(end), "to": .day(due)])]
            + bridges.map { TraceLine("trace.roll-bridge", ["day": .day($0.day), "source": .text($0.source ?? "")]) }
    }

    private func endLine(_ projected: Day?) -> TraceLine {
        if let projected {
            let key =
                switch met.last?.suspension.awaiting {
                case .answer: "trace.waits-answer"
                case .others: "trace.waits-others"
                case nil: "trace.waits"
                }
            return TraceLine(key, ["day": .day(projected)])
        }
        let basis = clock.policy.basis.isEmpty ? "" : "-basis"
        let values: [String: TraceValue] = ["day": .day(due ?? .latest), "basis": .text(clock.policy.basis)]
        guard let dueTime else { return TraceLine("trace.due.day\(basis)", values) }
        return TraceLine("trace.due.hour\(basis)", values.merging(["time": .time(dueTime)]) { $1 })
    }

    private var stopLines: [TraceLine] {
        clock.stoppedOn.map { [TraceLine("trace.stopped", ["day": .day($0)])] } ?? []
    }
}
