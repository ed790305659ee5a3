import Foundation

/// Makes another county's content from this one's: the same services, workflows and texts, with other names and places.
///
/// What nobody can know is filled with forms that are valid and belong to nobody (fiscal codes, accounts), each file saying so:
/// an institution replaces them with its own before it opens.
package struct CountyModel: Sendable {
    private let name: String
    private let seat: String
    private let slug: String
    /// With their headers.
    private let uatTable: [[String]]
    private let localityTable: [[String]]

    private var uats: [[String]] { Array(uatTable.dropFirst()) }
    private var localities: [[String]] { Array(localityTable.dropFirst()) }

    /// - Parameters:
    ///   - name: „Bihor”; „județul” before it is left out.
    ///   - uats: the county's `siruta/uats.csv`, with its header: `siruta,name,rank,postcode`, and `name-hu` where it has one.
    ///   - localities: its `siruta/localities.csv`: `siruta,name,uat,environment,postcode`, and `name-hu` where it has one.
    /// - Returns: nil where a table has no line, or its header is another.
    package init?(name: String, seat: String, uats: String, localities: String) {
        func table(_ text: String, _ header: String) -> [[String]]? {
            let lines = text.split(whereSeparator: \.isNewline)
            guard let first = lines.first, first == header || first == "\(header),name-hu", lines.count > 1 else { return nil }
            return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        }
        guard let uats = table(uats, Self.uatHeader), let localities = table(localities, Self.localityHeader) else { return nil }
        (self.name, self.seat, uatTable, localityTable) = (Self.bare(name), seat, uats, localities)
        slug = Self.slug(self.name)
    }

    /// A county's name without „județul” before it.
    package static func bare(_ name: String) -> String {
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count > 1, let first = words.first, ["judetul", "judet", "jud."].contains(String(first).searchable) else { return name }
        return words.dropFirst().joined(separator: " ")
    }

    /// Whether the seat is a place of the county.
    package var isSeatKnown: Bool { uats.contains { $0.count > 1 && $0[1] == seat } }

    /// The names that a seat can have.
    package var towns: [String] {
        let towns = uats.filter { $0.count > 2 && $0[2] != "comună" }
        return (towns.isEmpty ? uats : towns).compactMap { $0.count > 1 ? $0[1] : nil }
    }

    package static let uatHeader = "siruta,name,rank,postcode"
    package static let localityHeader = "siruta,name,uat,environment,postcode"

    /// Whether a county or a town may be called so: words of letters, „Satu Mare”, „Bistrița-Năsăud”.
    package static func isName(_ name: String) -> Bool { name.wholeMatch(of: /\p{L}+([ \-]\p{L}+)*/) != nil && !slug(name).isEmpty }

    /// `bistrita-nasaud`
    package static func slug(_ name: String) -> String {
        name.searchable.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }

    /// The new county's files by path, from the model's texts. Files that hold nothing of a county are the model's own.
    /// - Parameter model: texts by path, templates too.
    package func files(from model: [String: String]) -> [String: String] {
        let places = PlaceMap(model, uats: uats, localities: localities)
        let counties = CountyList(model.values, own: name)
        var made: [String: String] = [:]
        for (path, text) in model where !path.hasPrefix("siruta/") && path != Self.townHalls {
            var own = renamed(counties.ownFirst(places.translated(text)), counties)
            if path.hasPrefix("institutions/") { own = withoutFacts(own, number: made.count + 1) }
            made[renamed(path, counties)] = own
        }
        made["siruta/uats.csv"] = uatTable.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        made["siruta/localities.csv"] = localityTable.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
        made[Self.townHalls] =
            (["siruta,slug,fiscal-code,iban"]
            + uats.enumerated().map { index, uat in
                [uat[0], "primaria-\(Self.slug(uat[1]))", Self.fiscalCode(1_000 + index), Self.account(1_000 + index)].joined(
                    separator: ",")
            }).joined(separator: "\n") + "\n"
        return made
    }

    private static let townHalls = "institutions/town-halls.csv"

    /// Every word that means the model's county means the new one, but in what is cited, which keeps its name and address, and in the
    /// list of all counties.
    private func renamed(_ text: String, _ counties: CountyList) -> String {
        CitedLines(text).passages.map { passage in
            if passage.isCited { return passage.text }
            let hungarian = counties.hungarianName ?? name
            guard counties.stands(in: passage.text) else { return renamed(passage.text, hungarian: hungarian) }
            return passage.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                counties.has(line) ? String(line) : renamed(String(line), hungarian: hungarian)
            }.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func renamed(_ text: String, hungarian: String) -> String {
        var text = text.replacing(/\b([a-z]+)-cluj\b(?!-napoca|-arena)/.wordBoundaryKind(.simple)) { "\($0.output.1)-\(slug)" }
        text = text.replacing("apa-aries", with: "apa-\(slug)").replacing("primaria-cluj-napoca", with: "primaria-\(Self.slug(seat))")
        let words = [
            ("Cluj-Napoca", seat), ("Cluj Arena", "Arena \(seat)"), ("Arieș", name), ("Clujului", "orașului \(seat)"), ("Kolozsvári", seat),
            ("Kolozsvár", seat), ("Kolozs", hungarian), ("cluj-arena", "arena"), ("cluj-napoca", Self.slug(seat)),
        ]
        for (model, own) in words { text = text.replacing(model, with: own) }
        return text.replacing(/\bCluj\b/.wordBoundaryKind(.simple)) { _ in name }
    }

    /// Fiscal codes, accounts and where misdirected requests go are each institution's own.
    private func withoutFacts(_ text: String, number: Int) -> String {
        var lines: [String] = []
        var isDropping = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("  - slug: ") { isDropping = line.hasPrefix("  - slug: primaria-") }
            if !line.hasPrefix("  ") { isDropping = false }
            if isDropping { continue }
            switch line {
            case _ where line.hasPrefix("fiscal-code:"): lines.append("fiscal-code: \"\(Self.fiscalCode(number))\"")
            case _ where line.hasPrefix("iban:"): lines.append("iban: \(Self.account(number))")
            case "redirects:":
                lines += [line, "  - slug: primaria-\(Self.slug(uats[0][1]))", "    name: Primăria \(uats[0][1])"]
                lines.append("    contact: registratura@primaria-\(Self.slug(uats[0][1])).example.ro")
            default: lines.append(line)
            }
        }
        return "# Făcut după model: codul fiscal, contul, adresa și contactele se înlocuiesc cu cele ale instituției.\n"
            + lines.joined(separator: "\n")
    }

    /// A code that is valid and that nobody has.
    private static func fiscalCode(_ number: Int) -> String {
        let digits = "99\(7_000_000 + number)"
        return (0...9).map { "\(digits)\($0)" }.first { CUI.check($0).normalised != nil } ?? digits
    }

    private static func account(_ number: Int) -> String {
        let account = "TREZ9995006XXX\(700_000 + number)"
        return (2...98).map { "RO\($0 < 10 ? "0" : "")\($0)\(account)" }.first { IBAN.check($0).normalised != nil } ?? account
    }
}

/// The model's list of all counties, an option to a line: where the new one stands in it, it stays as it is, with the new county before
/// the others in the model's place.
private struct CountyList {
    private let own: String
    /// What the list calls the new county in Hungarian; nil: it does not know it.
    let hungarianName: String?

    init(_ texts: some Sequence<String>, own: String) {
        self.own = own
        let list = texts.first(where: Self.isIn) ?? ""
        hungarianName = list.split(separator: "\n").lazy.compactMap(Self.county).first { $0.name == own }?.hungarian
    }

    private static func isIn(_ text: String) -> Bool { text.contains("- {value: Cluj, label: {ro: Cluj,") }

    /// Whether the list, with the new county in it, is in this text.
    func stands(in text: String) -> Bool { hungarianName != nil && Self.isIn(text) }

    /// Whether this is a line of it.
    func has(_ line: Substring) -> Bool { Self.county(line) != nil }

    /// With the lines of the new county and of the model's changing places.
    func ownFirst(_ text: String) -> String {
        guard stands(in: text) else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func place(_ name: String) -> Int? { lines.firstIndex { Self.county($0)?.name == name } }
        guard let model = place("Cluj"), let new = place(own) else { return text }
        lines.swapAt(model, new)
        return lines.joined(separator: "\n")
    }

    /// An option whose value is its own Romanian name.
    private static func county(_ line: Substring) -> (name: String, hungarian: String)? {
        line.wholeMatch(of: /\s*- \{value: ([^,]+), label: \{ro: ([^,]+), hu: ([^,]+), en: [^,]+\}\}/).flatMap { match in
            match.output.1 == match.output.2 ? (String(match.output.1), String(match.output.3)) : nil
        }
    }
}

/// A file's lines in passages, those under `source:` and `sources:` apart.
private struct CitedLines {
    private(set) var passages: [(isCited: Bool, text: String)] = []

    init(_ text: String) {
        var depth: Int?
        var lines: [Substring] = []
        func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let goesOn = depth.map { line.allSatisfy(\.isWhitespace) || indent(line) > $0 } ?? false
            let begins = !goesOn && line.firstMatch(of: /^ *sources?:/) != nil
            if !goesOn, begins || depth != nil {
                if !lines.isEmpty { passages.append((depth != nil, lines.joined(separator: "\n"))) }
                lines = []
                depth = begins ? indent(line) : nil
            }
            lines.append(line)
        }
        passages.append((depth != nil, lines.joined(separator: "\n")))
    }
}

/// The model's places in examples, each as a place of the new county: a UAT for a UAT, one of its localities for a locality.
private struct PlaceMap {
    private var codes: [String: String] = [:]
    private var names: [String: String] = [:]

    init(_ model: [String: String], uats: [[String]], localities: [[String]]) {
        func rows(_ path: String) -> [[String]] {
            (model[path] ?? "").split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
        }
        for (index, old) in rows("siruta/uats.csv").enumerated() {
            let own = uats[index % uats.count]
            (codes[old[0]], names[old[1]]) = (own[0], own[1])
        }
        for old in rows("siruta/localities.csv") {
            guard let uat = codes[old[2]], let own = localities.first(where: { $0[2] == uat }) ?? localities.first else { continue }
            codes[old[0]] = own[0]
            if names[old[1]] == nil { names[old[1]] = own[1] }
        }
    }

    /// Only whole values of examples change: a number or a word elsewhere may mean something else.
    func translated(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard line.contains("example:") else { return String(line) }
            return String(line).replacing(/"(\d{4,6})"/) { match in
                codes[String(match.output.1)].map { "\"\($0)\"" } ?? String(match.output.0)
            }.replacing(/example: ([^"{\[,}]+?)(\s*[,}]|$)/) { match in
                names[String(match.output.1)].map { "example: \($0)\(match.output.2)" } ?? String(match.output.0)
            }
        }.joined(separator: "\n")
    }
}
