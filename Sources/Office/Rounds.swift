import Foundation
import Rulebook
import Store

/// What comes again every day, as a job. A new one is a case here, its hours, and a line in `Office.run`.
enum Round: String, CaseIterable, Codable, Sendable {
    case sweepRecords = "sweep-records"
    case sweepFiles = "sweep-files"
    case sealHeads = "seal-heads"
    case lapseLegs = "lapse-legs"
    case remindEndorsers = "remind-endorsers"
    case lapseDossiers = "lapse-dossiers"
    case expireDossiers = "expire-dossiers"
    case sendDigests = "send-digests"
    case warnHolders = "warn-holders"
    case tellEndedAbsences = "tell-ended-absences"

    /// The local hours at which it is due, ascending.
    var hours: [Int] {
        switch self {
        case .sweepRecords, .sweepFiles: [3]
        // When the day begins, or the program does: a machine that is switched off in the evening seals as well.
        // A term that ended yesterday has passed when the day begins.
        case .sealHeads, .lapseLegs, .lapseDossiers, .expireDossiers: [0]
        case .remindEndorsers, .sendDigests, .warnHolders, .tellEndedAbsences: [7]
        }
    }

    /// The last time today that its hour has come, as the job's key: `round:sweep-records:2026-11-24T03`. A program that was
    /// not running then makes up for it, once and on the same day.
    func key(at now: Date, in zone: TimeZone) -> String? {
        guard let hour = hours.last(where: { $0 <= WallTime(now, in: zone).hour }) else { return nil }
        return "round:\(rawValue):\(Day(now, in: zone))T\(hour < 10 ? "0" : "")\(hour)"
    }
}

extension Office {
    /// Asks for the rounds whose hour has come; however many programs ask, each comes once.
    /// - Parameter called: the keys that need not be asked for again.
    func callRounds(except called: inout Set<String>) async throws {
        let now = settings.now()
        let zone = content.house.timeZone
        var keys: [String: Round] = [:]
        for round in Round.allCases { if let key = round.key(at: now, in: zone) { keys[key] = round } }
        let due = keys.filter { !called.contains($0.key) }
        called = Set(keys.keys)
        guard !due.isEmpty else { return }
        do {
            try await store.write { books in for (key, round) in due { try enqueue(.round, round, once: key, books) } }
        } catch {
            called = []
            throw error
        }
        bell.ring()
    }

    func run(_ round: Round) async throws {
        switch round {
        case .sweepRecords: try await sweepRecords()
        case .sweepFiles: _ = try await sweepFiles()
        case .sealHeads: try await sealHeads()
        case .lapseLegs: try await lapseLegs()
        case .remindEndorsers: try await remindEndorsers()
        case .lapseDossiers: try await lapseDossiers()
        case .expireDossiers: try await expireDossiers()
        case .sendDigests: try await sendDigests()
        case .warnHolders: try await warnHolders()
        case .tellEndedAbsences: try await tellEndedAbsences()
        }
    }

    /// Deletes what has had its time: jobs done 30 days ago, expired sessions and mail tokens. Their payloads are letters with
    /// names in them, which is one more reason not to keep them.
    ///
    /// With a job goes its key. That is safe, because a key (`document:ID`, `mail:submitted:ID`) is only asked for in the
    /// transaction of its deed, which the rules allow once or under another key; a round's key has its day in it. It guards
    /// against the same deed arriving twice, which is a matter of minutes.
    package func sweepRecords() async throws {
        let now = settings.now()
        try await inBatches { try $0.deleteDoneJobs(before: now - OfficeLimits.doneJobs, limit: $1) }
        try await inBatches { try $0.deleteExpiredSessions(at: now, limit: $1) }
        try await inBatches { try $0.deleteExpiredMailTokens(at: now, limit: $1) }
    }

    /// Many short transactions, between which others write.
    private func inBatches(_ delete: @escaping @Sendable (Books, _ limit: Int) throws -> Int) async throws {
        while try await store.write({ try delete($0, OfficeLimits.sweepBatch) }) == OfficeLimits.sweepBatch { try Task.checkCancellation() }
    }
}
