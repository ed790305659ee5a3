/// What content may well say, and an author may well not have meant: told by `ghiseu check`, refused by nobody.
extension Content {
    /// All of them, a line each.
    package var warnings: [String] { accidentallyShared + missingYears }

    /// Institutions whose tables of prices leave a year out: the prices of the year before hold in it, which a slip in a year looks like.
    private var missingYears: [String] {
        Dictionary(grouping: tariffs, by: \.institution).sorted { $0.key < $1.key }.flatMap { institution, tables in
            let ordered = tables.sorted { $0.from < $1.from }
            return zip(ordered, ordered.dropFirst()).filter { $1.from.year > $0.from.year + 1 }.map { before, next in
                "\(next.file): no table of \(institution) begins in \(before.from.year + 1): until \(next.from) the prices of \(before.file) hold"
            }
        }
    }

    /// Registers of an institution in which services of different groups number their acts, and of which its file does not say that
    /// they do (`shared-registers`).
    private var accidentallyShared: [String] {
        institutions.sorted { $0.slug < $1.slug }.flatMap { institution -> [String] in
            let own = services.filter { $0.institution == institution.slug && !$0.act.register.isEmpty }
            return Dictionary(grouping: own, by: \.act.register).sorted { $0.key < $1.key }.compactMap { register, users in
                let groups = Dictionary(grouping: users, by: \.group)
                guard groups.count > 1, institution.sharedRegisters?.contains(register) != true else { return nil }
                let named = groups.sorted { $0.key < $1.key }.map { group, users in
                    "\(group) (\(users.map(\.slug).sorted().joined(separator: ", ")))"
                }
                return
                    "institutions/\(institution.slug).yaml: the register \(quoted(register)) numbers acts of \(named.joined(separator: " and "))"
                    + "; if that is meant, name it under `shared-registers`"
            }
        }
    }
}
