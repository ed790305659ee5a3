import Foundation
import Yams

extension Content {
    /// Reads and completely validates the content.
    /// - Parameter files: texts by path relative to the content folder (`services/urbanism/cu-construire.yaml`);
    ///   binary files and templates may be listed with an empty text, only their names count.
    /// - Parameter examples: how far they are judged.
    /// - Throws: `ContentProblems` with everything found.
    package static func read(
        _ files: [String: String], judging examples: ExampleDepth = .withEveryChoice
    ) throws(ContentProblems) -> Content {
        let reading = ContentReading(files: files, depth: examples)
        let content = reading.read()
        guard let content, reading.problems.problems.isEmpty else {
            throw ContentProblems(reading.problems.problems.sorted { ($0.file, $0.line) < ($1.file, $1.line) })
        }
        return content
    }
}

/// One reading of all files, in the order in which they refer to each other.
private struct ContentReading: Sendable {
    let files: [String: String]
    let depth: ExampleDepth
    let problems = ProblemList()

    func read() -> Content? {
        let places = gazetteer()
        let calendar = entry("calendar/ro.yaml")?.workCalendar()
        let houseFile = entry("house.yaml")
        let house = houseFile?.house()
        let phrases = phrasebook(zone: house?.timeZone ?? .gmt)
        let groups = entry("vocabulary/service-groups.yaml")?.list().map { $0.serviceGroup() } ?? []
        let institutions = each(in: "institutions") { $0.institution() } + townHalls(places)
        let resources = byName(each(in: "resources", isOptional: true) { $0.resource() }, \.slug)
        let judge = house.map { house in
            ExampleJudge(
                depth: depth,
                context: CheckingContext(
                    today: house.examplesOf, places: places, phrases: phrases, language: .en, resources: resources, calendar: calendar))
        }
        let workflows = each(in: "workflows") { $0.workflow(judge) }
        let tariffs = each(in: "tariffs") { $0.tariffTable() }
        var references = ServiceReferences(
            vocabulary: vocabulary(judge), workflows: byName(workflows, \.slug), groups: Set(groups.map(\.slug)),
            institutions: byName(institutions, \.slug), tariffs: tariffs, templates: templates())
        let endorsements = each(in: "endorsements") { [references] in $0.endorsementKind(references) }
        references.endorsements = byName(endorsements, \.slug)
        references.resources = resources
        let services = each(in: "services") { [references] in $0.service(references) }.sorted { $0.slug < $1.slug }
        let mistakes = services.parentMistakes() + (calendar.map { services.warningMistakes($0) } ?? [])
        for (slug, message) in mistakes {
            let file = files.keys.first { $0.hasPrefix("services/") && $0.hasSuffix("/\(slug).yaml") }
            problems.add(ContentProblem(file: file ?? "services", line: 0, message: message))
        }
        let inputs = Set(tariffs.flatMap { $0.tariffs.values.flatMap(\.inputs) }.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 })
        for workflow in workflows {
            for input in workflow.moves.flatMap(\.decides.keys).sorted() where !inputs.contains(input) {
                problems.add(
                    ContentProblem(file: "workflows/\(workflow.slug).yaml", line: 0, message: "no tariff has an input \(quoted(input))"))
            }
        }
        for table in tariffs where references.institutions[table.institution] == nil {
            problems.add(ContentProblem(file: table.file, line: 0, message: "no institution \(quoted(table.institution))"))
        }
        for (slug, same) in Dictionary(grouping: institutions, by: \.slug) where same.count > 1 {
            problems.add(ContentProblem(file: "institutions", line: 0, message: "two institutions are called \(quoted(slug))"))
        }
        for resource in references.resources.values where references.institutions[resource.institution] == nil {
            problems.add(
                ContentProblem(file: "resources/\(resource.slug).yaml", line: 0, message: "no institution \(quoted(resource.institution))"))
        }
        guard let house, let calendar else { return nil }
        if references.institutions[house.institution] == nil {
            problems.add(ContentProblem(file: "house.yaml", line: 0, message: "no institution \(quoted(house.institution))"))
        }
        for slug in house.often where !services.contains(where: { $0.slug == slug }) {
            houseFile?.value(of: "often").problem("often: no service \(quoted(slug))")
        }
        var content = Content(
            house: house, groups: groups, services: services, institutions: institutions, workflows: workflows, tariffs: tariffs,
            calendar: calendar, places: places, phrases: phrases, lexicon: ServiceSearch(services, groups: groups),
            endorsements: endorsements,
            legServices: services.flatMap { service in
                service.endorsements.compactMap { rule in references.endorsements[rule.kind]?.service(asked: rule, by: service) }
            }, resources: references.resources, resets: resets(groups: Set(groups.map(\.slug)), services: Set(services.map(\.slug))),
            paper: paper(Set(services.map(\.slug))))
        content.remits = content.remitsTold()
        return content
    }

    /// How paper speaks that is not ours; a county may do without.
    private func paper(_ services: Set<String>) -> PaperVocabulary {
        guard files["vocabulary/paper.yaml"] != nil, let file = entry("vocabulary/paper.yaml") else { return PaperVocabulary() }
        return file.paperVocabulary(services)
    }

    /// Resets of pending terms; a county may have none.
    private func resets(groups: Set<String>, services: Set<String>) -> [Content.GroupReset] {
        guard files["calendar/resets.yaml"] != nil, let file = entry("calendar/resets.yaml") else { return [] }
        return file.mapping { m in m.required("resets")?.list().map { $0.groupReset(groups, services) } ?? [] }
    }

    private func byName<Thing>(_ things: [Thing], _ name: (Thing) -> String) -> [String: Thing] {
        Dictionary(things.map { (name($0), $0) }) { first, _ in first }
    }

    private func entry(_ path: String) -> Entry? {
        text(path).flatMap { Entry(yaml: $0, file: path, problems: problems) }
    }

    private func text(_ path: String) -> String? {
        guard let text = files[path] else {
            problems.add(ContentProblem(file: path, line: 0, message: "the file is missing"))
            return nil
        }
        for (line, letter) in text.cedillas {
            problems.add(ContentProblem(file: path, line: line, message: "\(quoted(letter)) has a cedilla; ș and ț have a comma below"))
        }
        return text
    }

    /// What the files of a folder say, in the order of their names. Each processor reads one at a time: a hundred parsed files beside
    /// each other, each many times its text, would leave their holes in the memory of a program that runs for months.
    /// - Parameter isOptional: an institution may do without.
    private func each<Thing: Sendable>(in folder: String, isOptional: Bool = false, _ read: @Sendable (Entry) -> Thing?) -> [Thing] {
        let paths = files.keys.filter { $0.hasPrefix("\(folder)/") && $0.hasSuffix(".yaml") }.sorted()
        if paths.isEmpty, !isOptional { problems.add(ContentProblem(file: folder, line: 0, message: "no .yaml file in this folder")) }
        return paths.mapOnAllProcessors { entry($0).flatMap(read) }.compactMap { $0 }
    }

    /// The town halls: what they have in common is written once, what each has of its own is a line of a table.
    private func townHalls(_ places: Gazetteer) -> [Institution] {
        guard let pattern = entry("vocabulary/town-halls.yaml")?.townHallPattern() else { return [] }
        let file = "institutions/town-halls.csv"
        let rows = table(file, columns: ["siruta", "slug", "fiscal-code", "iban"])
        let halls = rows.enumerated().compactMap { index, row -> Institution? in
            func problem(_ message: String) { problems.add(ContentProblem(file: file, line: index + 2, message: message)) }
            if case .invalid = CUI.check(row[2]) { problem("the fiscal code is not valid") }
            if case .invalid = IBAN.check(row[3]) { problem("the IBAN is not valid") }
            guard let uat = places.uat(row[0]), let rank = uat.rank, let name = pattern.names[rank] else {
                let ranks = pattern.names.keys.sorted().joined(separator: ", ")
                problem(
                    places.uat(row[0]).map { "\($0.name) is a \(quoted($0.rank ?? "")); vocabulary/town-halls.yaml names: \(ranks)" }
                        ?? "siruta/uats.csv has no UAT \(quoted(row[0]))")
                return nil
            }
            return pattern.townHall(of: uat, name, slug: row[1], fiscalCode: row[2], iban: row[3])
        }
        for uat in places.uats where !halls.contains(where: { $0.uat == uat.siruta }) {
            problems.add(ContentProblem(file: file, line: 0, message: "no town hall for \(uat.name), \(uat.siruta)"))
        }
        return halls
    }

    private func templates() -> Set<String> {
        Set(files.keys.filter { $0.hasPrefix("acts/") && $0.hasSuffix(".typ") }.map { String($0.dropFirst(5).dropLast(4)) })
    }

    private func vocabulary(_ judge: ExampleJudge?) -> Vocabulary {
        var vocabulary = Vocabulary(judge: judge)
        entry("vocabulary/field-groups.yaml")?.mapping { m in
            var lines: [String: Entry] = [:]
            for pair in m.all() { (vocabulary.groups[pair.key], lines[pair.key]) = pair.value.fieldGroup(judge) }
            for pair in m.all() {
                guard let group = vocabulary.groups[pair.key] else { continue }
                let fields = vocabulary.groups.values.filter { $0.prefix == group.prefix }.flatMap(\.fields)
                pair.value.checkComparisons(in: group, fields)
                vocabulary.groups[pair.key]?.lines =
                    lines[pair.key]?.applicantLines(prefix: group.prefix, fields, templates: templates()) ?? []
            }
        }
        entry("vocabulary/attachments.yaml")?.mapping { m in
            for pair in m.all() { vocabulary.attachments[pair.key] = pair.value.attachmentKind(code: pair.key) }
        }
        return vocabulary
    }

    private func phrasebook(zone: TimeZone) -> Phrasebook {
        let texts = Language.allCases.mapOnAllProcessors { language in
            var flat: [String: String] = [:]
            entry("locales/\(language.rawValue).yaml")?.flatten(into: &flat, prefix: "")
            return flat
        }
        return Phrasebook(Dictionary(uniqueKeysWithValues: zip(Language.allCases, texts)), zone: zone)
    }

    private func gazetteer() -> Gazetteer {
        let uats = table("siruta/uats.csv", columns: ["siruta", "name", "rank", "postcode"], optional: "name-hu")
        let localities = table(
            "siruta/localities.csv", columns: ["siruta", "name", "uat", "environment", "postcode"], optional: "name-hu")
        func hungarian(_ row: [String], after columns: Int) -> String? { row.count > columns && !row[columns].isEmpty ? row[columns] : nil }
        return Gazetteer(
            uats: uats.map { row in
                Gazetteer.Place(
                    siruta: row[0], name: row[1], environment: row[2] == "comună" ? .rural : .urban, postcode: row[3], uat: nil,
                    rank: row[2], hungarianName: hungarian(row, after: 4))
            },
            localities: localities.map { row in
                Gazetteer.Place(
                    siruta: row[0], name: row[1], environment: .init(rawValue: row[3]) ?? .rural, postcode: row[4], uat: row[2], rank: nil,
                    hungarianName: hungarian(row, after: 5))
            })
    }

    /// A table without quoted cells, its header checked: our own export, not anybody's CSV.
    /// - Parameter optional: a last column that it may have.
    private func table(_ path: String, columns: [String], optional: String? = nil) -> [[String]] {
        guard let text = text(path) else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let whole = optional.map { columns + [$0] } ?? columns
        guard let header = lines.first, header == columns || header == whole else {
            let may = optional.map { ", and may go on with ,\($0)" } ?? ""
            problems.add(ContentProblem(file: path, line: 1, message: "the header has to be \(columns.joined(separator: ","))\(may)"))
            return []
        }
        let columns = header
        for (index, line) in lines.enumerated() where line.count != columns.count {
            problems.add(ContentProblem(file: path, line: index + 1, message: "expected \(columns.count) cells"))
        }
        return lines.dropFirst().filter { $0.count == columns.count }
    }
}

extension String {
    /// Letters with a cedilla that look like ours, each with its line (1-based): searching never finds what is written with them.
    fileprivate var cedillas: [(line: Int, letter: String)] {
        guard unicodeScalars.contains(where: { (0x15E...0x163).contains($0.value) }) else { return [] }
        return split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            line.first { "\u{15F}\u{163}\u{15E}\u{162}".contains($0) }.map { (index + 1, String($0)) }
        }
    }
}

extension Entry {
    fileprivate func house() -> Content.House {
        mapping { m in
            let zone = m.required("time-zone").flatMap { written in
                let zone = TimeZone(identifier: written.text())
                if zone == nil { written.problem("no time zone \(quoted(written.text()))") }
                return zone
            }
            return Content.House(
                institution: m.text("institution"), place: m.required("place")?.localized() ?? Localized(ro: ""),
                timeZone: zone ?? .gmt, examplesOf: m.required("examples-of")?.day() ?? .earliest, often: m["often"]?.texts() ?? [])
        }
    }

    fileprivate func serviceGroup() -> ServiceGroup {
        mapping { m in
            ServiceGroup(
                slug: m.required("slug")?.slug() ?? "", title: m.required("title")?.localized() ?? Localized(ro: ""),
                summary: m.required("summary")?.localized() ?? Localized(ro: ""))
        }
    }

    fileprivate func workCalendar() -> WorkCalendar {
        func moved(_ entry: Entry?, _ fits: (Day) -> Bool, _ message: String) -> [WorkCalendar.MovedDay] {
            entry?.list().map { entry in
                entry.mapping { m -> WorkCalendar.MovedDay in
                    let written = m.required("day")
                    let day = written?.day() ?? .earliest
                    if day > .earliest, !fits(day) { written?.problem("\(day) \(message)") }
                    return WorkCalendar.MovedDay(day, source: m.text("source"))
                }
            } ?? []
        }
        return mapping { m in
            _ = m["source"]
            let fixed = m.required("fixed")?.list().compactMap { $0.fixedHoliday() } ?? []
            let easter: [WorkCalendar.EasterHoliday] =
                m.required("easter")?.list().map { easter in
                    easter.mapping { e in
                        .init(offset: e.required("offset")?.integer() ?? 0, name: e.text("name"), since: e["since"]?.integer())
                    }
                } ?? []
            let plain = WorkCalendar(fixed: fixed, easter: easter)
            return WorkCalendar(
                fixed: fixed, easter: easter, bridges: moved(m["bridges"], plain.isWorking, "is off anyway: a bridge is a working day"),
                recovered: moved(
                    m["recovered"], { $0.weekday.isWeekend && plain.holiday(on: $0) == nil },
                    "cannot be recovered: that is a Saturday or a Sunday that is no holiday"))
        }
    }

    private func fixedHoliday() -> WorkCalendar.FixedHoliday? {
        mapping { m in
            let holiday = WorkCalendar.FixedHoliday(date: m.text("date"), name: m.text("name"), since: m["since"]?.integer())
            if holiday == nil { problem("no year has this day") }
            return holiday
        }
    }

    /// Nested texts as `group.key`.
    fileprivate func flatten(into flat: inout [String: String], prefix: String) {
        mapping { m in
            for pair in m.all() {
                let key = prefix.isEmpty ? pair.key : "\(prefix).\(pair.key)"
                if pair.value.node.mapping != nil { pair.value.flatten(into: &flat, prefix: key) } else { flat[key] = pair.value.text() }
            }
        }
    }
}
