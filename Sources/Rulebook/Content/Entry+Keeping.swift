import Yams

/// Reads how long dossiers are kept, where acts are published, and when a service takes applications.
extension Entry {
    func retention() -> PublicService.Retention {
        mapping { m in
            let years = m.required("years")
            let number = years?.integer() ?? 1
            if !(1...200).contains(number) { years?.problem("records are kept for 1 to 200 years") }
            return PublicService.Retention(years: number, basis: m.text("basis"))
        }
    }

    func publication() -> PublicService.Publication {
        mapping { m in PublicService.Publication(place: m.text("where"), basis: m.text("basis")) }
    }
}

extension Entry {
    func sessions() -> [PublicService.Session] {
        let sessions = list().map { $0.session() }
        if sessions.isEmpty { problem("a list of sessions names at least one") }
        // What was not read is told already.
        let read = sessions.filter { $0.opens.day > .earliest && $0.closes.day > .earliest }
        for (one, next) in zip(read, read.dropFirst()) where next.opens <= one.closes {
            problem("session \(quoted(next.name)) opens before \(quoted(one.name)) closes")
        }
        return sessions
    }

    private func session() -> PublicService.Session {
        mapping { m in
            let projects = m["projects"]
            let period = projects.flatMap { Period($0.text()) }
            if let projects, period == nil { projects.problem("expected two days like 2027-01-01/2027-12-31") }
            let (opens, closes) = (m.required("opens")?.moment(), m.required("closes")?.moment())
            let none = LocalMoment(.earliest, .midnight)
            let session = PublicService.Session(
                name: m.text("name"), opens: opens ?? none, closes: closes ?? none, basis: m.text("basis"), projectsFrom: period?.first,
                projectsUntil: period?.last, ceiling: m["ceiling"]?.decimal())
            if let opens, let closes, closes <= opens { problem("a session closes after it opens") }
            return session
        }
    }

    func moment() -> LocalMoment? {
        if let scalar = node.scalar, let moment = LocalMoment(scalar.string) { return moment }
        problem("expected a moment like 2027-01-15T16:00")
        return nil
    }
}
