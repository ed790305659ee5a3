/// The register of places (SIRUTA): UATs and their localities. The table is the authority,
/// not the checksum: a valid code may fail it (Negreni, 60169).
package struct Gazetteer: Sendable {
    package enum Environment: String, Sendable, Codable { case urban, rural }

    package struct Place: Hashable, Sendable, Codable {
        /// The code, without leading zeros.
        package let siruta: String
        package let name: String
        package let environment: Environment
        package let postcode: String?
        /// The UAT that a locality lies in; nil for a UAT itself.
        package let uat: String?
        /// `municipiu`, `oraș` or `comună` for a UAT.
        package let rank: String?
    }

    /// In the order of people's lists: by name, diacritics beside their base letters.
    package let uats: [Place]
    private let localitiesByUAT: [String: [Place]]
    private let bySiruta: [String: Place]

    package init(uats: [Place], localities: [Place]) {
        self.uats = uats.sorted { $0.name.searchable < $1.name.searchable }
        localitiesByUAT = Dictionary(grouping: localities) { $0.uat ?? "" }
            .mapValues { $0.sorted { $0.name.searchable < $1.name.searchable } }
        bySiruta = Dictionary((uats + localities).map { ($0.siruta, $0) }) { first, _ in first }
    }

    package static let empty = Gazetteer(uats: [], localities: [])

    package var count: Int { bySiruta.count }

    /// A UAT or a locality by its code.
    package func place(_ siruta: String) -> Place? { bySiruta[siruta] }

    package func uat(_ siruta: String) -> Place? { bySiruta[siruta].flatMap { $0.uat == nil ? $0 : nil } }

    package func localities(in uat: String) -> [Place] { localitiesByUAT[uat] ?? [] }

    /// A place by what a person wrote: its code, or its name without regard to diacritics and case.
    package func uat(written text: String) -> Place? {
        let wanted = text.searchable
        return uat(text) ?? uats.first { $0.name.searchable == wanted }
    }

    /// Names like the one that somebody wrote: those that begin so, then those that have it in them.
    package static func names(like text: String, among places: [Place], limit: Int = 5) -> [String] {
        let wanted = text.searchable
        guard wanted.count > 1 else { return [] }
        let names = places.map { ($0.name, $0.name.searchable) }
        let beginning = names.filter { $0.1.hasPrefix(wanted) }
        let short = String(wanted.prefix(4))
        let within = names.filter { !$0.1.hasPrefix(wanted) && ($0.1.contains(wanted) || $0.1.hasPrefix(short)) }
        var seen: Set<String> = []
        return (beginning + within).map(\.0).filter { seen.insert($0).inserted }.prefix(limit).map { $0 }
    }

    /// A locality by code or name; a name is looked for in `uat` when one is given, else it has to be unique.
    package func locality(written text: String, in uat: String?) -> Place? {
        if let place = bySiruta[text], place.uat != nil { return place }
        let wanted = text.searchable
        let candidates = uat.map { localities(in: $0) } ?? Array(localitiesByUAT.values.joined())
        let found = candidates.filter { $0.name.searchable == wanted }
        return found.count == 1 ? found[0] : nil
    }
}
