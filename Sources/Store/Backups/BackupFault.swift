/// Why there is no backup, or why it is not to be relied on.
package enum BackupFault: Error, Sendable, CustomStringConvertible {
    case noHouse(String)
    case notABackup(String)
    case damagedDatabase(String)
    case differs(String)
    case missingFile(String)
    case damagedFile(String)
    case filesUnavailable(String)
    case brokenChain(institution: String, ChainBreak)
    case targetNotEmpty(String)

    package var description: String {
        switch self {
        case .noHouse(let folder): "There is no ghiseu.sqlite in \(folder): say where the data folder is with --data DIR."
        case .notABackup(let folder):
            "\(folder) is no finished backup: name a dated folder with a manifest.json in it, whose name does not end in .partial."
        case .damagedDatabase(let problem): "The copied database is damaged (\(problem)). Do not rely on this backup; make another."
        case .differs(let what): "The backup is not what its manifest says: \(what). Do not rely on it; make another."
        case .missingFile(let sha256):
            """
            The file \(sha256) is named by the database and is not where files are. Name the place with which the counter is \
            served; if the file is lost, an earlier backup may have it.
            """
        case .damagedFile(let sha256): "The file \(sha256) is no longer what its name says: its bytes were changed or lost."
        case .filesUnavailable(let problem):
            "Files can be neither read nor written (\(problem)). See that their place answers, has room and lets us in; then begin again."
        case .brokenChain(let institution, let place):
            "The history of \(institution) is broken at event \(place.sequence) (\(place.kind.rawValue)); see: ghiseu audit verify"
        case .targetNotEmpty(let folder):
            "\(folder) is not empty: a backup is restored into a new folder only. Name another with --data DIR."
        }
    }
}
