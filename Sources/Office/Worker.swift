import Foundation
package import Logging
import ServiceLifecycle
import Store

/// Does what changes left to be done: takes jobs one by one, retries what failed, gives up what failed for long.
package struct Worker: Service {
    private static let lease: TimeInterval = 120
    private static let tries = 8
    /// The bell wakes the worker at once; it looks by itself as well, for jobs put off and for other processes' jobs.
    private static let round = Duration.seconds(5)

    private let office: Office
    private let logger: Logger

    package init(office: Office, logger: Logger) {
        self.office = office
        self.logger = logger
    }

    package func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                do {
                    if try await !step() { await office.bell.wait(for: Self.round) }
                } catch {
                    logger.error("The worker could not look for jobs", metadata: ["error": "\(error)"])
                    await office.bell.wait(for: Self.round)
                }
            }
        } onCancelOrGracefulShutdown: {
            office.bell.ring()
        }
    }

    /// Does everything that is due now: for tests, seeds and the end of the command line's own deeds.
    package func runUntilIdle() async throws {
        while try await step() {}
    }

    /// - Returns: whether there was a job.
    private func step() async throws -> Bool {
        let now = office.settings.now()
        let job = try await office.store.write { try $0.takeJob(at: now, leasedUntil: now + Self.lease) }
        guard let job else { return false }
        do {
            try await office.run(try Errand(job))
            let done = office.settings.now()
            try await office.store.write { try $0.finish(job: job.id, at: done) }
        } catch {
            let failed = office.settings.now()
            let retry = job.attempts < Self.tries ? failed + Self.pause(after: job.attempts) : nil
            logger.warning(
                retry == nil ? "A job was given up" : "A job failed and is tried again later",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "try": "\(job.attempts)", "error": "\(type(of: error))"])
            let problem = String("\(error)".prefix(500))
            try await office.store.write { try $0.fail(job: job.id, problem: problem, retryAt: retry, at: failed) }
        }
        return true
    }

    /// 5 s, 10 s, 20 s … about ten minutes for the last.
    private static func pause(after tries: Int) -> TimeInterval { 5 * pow(2, Double(tries - 1)) }
}

/// Wakes the worker: a ring while nobody waits is kept for the next to wait.
actor WorkerBell {
    private var rung = false
    private var waiter: CheckedContinuation<Void, Never>?

    nonisolated func ring() { Task { await strike() } }

    private func strike() {
        rung = true
        waiter?.resume()
        waiter = nil
    }

    /// Returns when rung, or after a while.
    func wait(for time: Duration) async {
        if rung {
            rung = false
            return
        }
        let alarm = Task {
            try await Task.sleep(for: time)
            strike()
        }
        await withCheckedContinuation { waiter = $0 }
        alarm.cancel()
        rung = false
    }
}
