import Foundation
import Rulebook

/// How often somebody may try something that costs much or can be guessed.
actor RateLimits {
    enum Attempt: String, Sendable {
        case signIn, signUp, reset, upload

        /// Tries within a period, in seconds.
        fileprivate var allowance: (tries: Int, period: TimeInterval) {
            switch self {
            case .signIn: (10, 600)
            case .signUp: (20, 3_600)
            case .reset: (5, 3_600)
            case .upload: (20, 600)
            }
        }
    }

    /// One office may have many people behind one address.
    private static let sharedFactor = 6
    /// Counters kept at a time.
    private static let size = 20_000

    private struct Count {
        var tries: Int
        let until: Date
    }

    private let now: @Sendable () -> Date
    private var counts: [String: Count] = [:]

    init(now: @escaping @Sendable () -> Date) { self.now = now }

    /// Counts one try by a client and, where one is named, on one account.
    /// - Throws: `Refusal.tooMany`.
    func count(_ attempt: Attempt, by client: String, on account: String? = nil) throws {
        try count("\(attempt.rawValue) \(client)", attempt, factor: account == nil ? 1 : Self.sharedFactor)
        if let account { try count("\(attempt.rawValue) @\(account.lowercased().prefix(254))", attempt, factor: 1) }
    }

    private func count(_ key: String, _ attempt: Attempt, factor: Int) throws {
        let now = now()
        let (tries, period) = attempt.allowance
        if counts.count >= Self.size { counts = counts.filter { $0.value.until > now } }
        // Full of running counters: somebody tries very many names; the oldest are let go.
        if counts.count >= Self.size { counts = [:] }
        var count = counts[key].flatMap { $0.until > now ? $0 : nil } ?? Count(tries: 0, until: now + period)
        count.tries += 1
        counts[key] = count
        guard count.tries <= tries * factor else { throw Refusal.tooMany(retryAfter: Int(count.until.timeIntervalSince(now).rounded(.up))) }
    }
}
