/// Why a house was not copied.
package enum CopyFault: Error, Sendable, CustomStringConvertible {
    case targetNotEmpty(table: String)
    /// The two were not brought up to date by the same program.
    case differentTables([String])
    case circular([String])
    case keyless(table: String)
    /// The target does not hold what the source holds.
    case differs(table: String)
    case brokenChain(institution: String, ChainBreak)

    package var description: String {
        switch self {
        case .targetNotEmpty(let table):
            """
            The target is not empty: there are rows in its table \(table). Nothing was copied. \
            Name an empty data folder, database or schema; what an interrupted copy left can be deleted.
            """
        case .differentTables(let names):
            "The two have different tables (\(names.joined(separator: ", "))). Let one version of ghiseu open both."
        case .circular(let names): "Tables refer to each other in a circle and cannot be copied in order: \(names.joined(separator: ", "))."
        case .keyless(let table): "The table \(table) has no primary key and cannot be copied in pages."
        case .differs(let table):
            """
            The table \(table) is not the same on both sides: something wrote to the source meanwhile. \
            Stop every ghiseu that works on it, delete the target and copy again.
            """
        case .brokenChain(let institution, let place):
            """
            The history of \(institution) is broken at event \(place.sequence) (\(place.kind.rawValue)), in the source already. \
            The target is not opened; see what happened with: ghiseu audit verify
            """
        }
    }
}
