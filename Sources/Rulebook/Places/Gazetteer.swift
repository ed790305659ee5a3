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
        /// What it is called in Hungarian, where the table says so: people may write it, acts have the Romanian name.
        package var hungarianName: String?

        /// All that people call it by.
        package var names: [String] { [name] + [hungarianName].compactMap { $0 }.filter { $0 != name } }
    }

    /// In the order of people's lists: by name, diacritics beside their base letters.
    package let uats: [Place]
    private let localitiesByUAT: [String: [Place]]
    private let bySiruta: [String: Place]
    private let uatsByName: [String: Place]
    private let localitiesByName: [String: [Place]]

    package init(uats: [Place], localities: [Place]) {
        self.uats = uats.sorted { $0.name.searchable < $1.name.searchable }
        localitiesByUAT = Dictionary(grouping: localities) { $0.uat ?? "" }
            .mapValues { $0.sorted { $0.name.searchable < $1.name.searchable } }
        bySiruta = Dictionary((uats + localities).map { ($0.siruta, $0) }) { first, _ in first }
        uatsByName = Dictionary(self.uats.flatMap { uat in uat.spellings.map { ($0, uat) } }) { first, _ in first }
        localitiesByName = Dictionary(grouping: localities.flatMap { place in place.spellings.map { ($0, place) } }, by: \.0)
            .mapValues { $0.map(\.1) }
    }

    package static let empty = Gazetteer(uats: [], localities: [])

    package var count: Int { bySiruta.count }

    /// A UAT or a locality by its code.
    package func place(_ siruta: String) -> Place? { bySiruta[siruta] }

    package func uat(_ siruta: String) -> Place? { bySiruta[siruta].flatMap { $0.uat == nil ? $0 : nil } }

    package func localities(in uat: String) -> [Place] { localitiesByUAT[uat] ?? [] }

    /// A place by what a person wrote: its code, or its name in any spelling, with its rank before it or without („com. Ciurila”).
    package func uat(written text: String) -> Place? {
        uat(text) ?? PlaceName(text).readings.lazy.compactMap { uatsByName[$0] }.first
    }

    /// Names like the one that somebody wrote: those that begin so, then those that have it in them.
    package static func names(like text: String, among places: [Place], limit: Int = 5) -> [String] {
        guard let wanted = PlaceName(text).readings.last, wanted.count > 1 else { return [] }
        let names = places.map { ($0.name, $0.spellings) }
        func has(_ spellings: Set<String>, _ fits: (String) -> Bool) -> Bool { spellings.contains(where: fits) }
        let beginning = names.filter { has($0.1) { $0.hasPrefix(wanted) } }
        let short = String(wanted.prefix(4))
        let within = names.filter { has($0.1) { $0.contains(wanted) || $0.hasPrefix(short) } }
        var seen: Set<String> = []
        return (beginning + within).map(\.0).filter { seen.insert($0).inserted }.prefix(limit).map { $0 }
    }

    /// A locality by code or name; a name is looked for in `uat` when one is given, else it has to be unique.
    package func locality(written text: String, in uat: String?) -> Place? {
        if let place = bySiruta[text], place.uat != nil { return place }
        for reading in PlaceName(text).readings {
            let found = (localitiesByName[reading] ?? []).filter { uat == nil || $0.uat == uat }
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }
}
