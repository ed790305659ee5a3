import Documents
import Foundation
package import Logging
import ServiceLifecycle
package import Store

/// Does what changes left to be done, each kind in its lane: retries what failed, gives up what failed for long.
package struct Worker: Service {
    /// A worker that died loses its jobs after this; one that lives renews in time, however long a job takes.
    private static let lease: TimeInterval = 30
    private static let renewal = Duration.seconds(10)
    /// The bell wakes the lanes at once; they look by themselves as well, for jobs put off and for other programs' jobs.
    private static let look = Duration.seconds(5)
    /// How long the jobs in hand may still take when the program is asked to end; then they are given back.
    private static let grace = Duration.seconds(5)
    private static let longestPause: TimeInterval = 4 * 3600

    private let office: Office
    private let logger: Logger
    private let lanes: [Lane]

    package init(office: Office, logger: Logger, lanes: [Lane] = Lane.allCases) {
        self.office = office
        self.logger = logger
        // What cannot be read here waits for a program that can.
        self.lanes = lanes.filter { ![.reading, .paper].contains($0) || office.readsPaper }
    }

    package func run() async throws {
        let shift = Task {
            await withDiscardingTaskGroup { group in
                for lane in lanes { group.addTask { await serve(lane) } }
                if lanes.contains(.round) { group.addTask { await callRounds() } }
            }
        }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await shift.value
            } onGracefulShutdown: {
                office.bell.ring()
                Task {
                    try await Task.sleep(for: Self.grace)
                    shift.cancel()
                }
            }
        } onCancel: {
            shift.cancel()
            office.bell.ring()
        }
    }

    /// Does everything that is due now: for tests, seeds and the end of the command line's own deeds.
    package func runUntilIdle() async throws {
        var isIdle = false
        while !isIdle {
            isIdle = true
            for lane in lanes {
                while let job = try await take(lane) {
                    isIdle = false
                    try await perform(job, in: lane)
                }
            }
        }
    }

    private var isOver: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    /// One lane: as many jobs at once as it has hands.
    private func serve(_ lane: Lane) async {
        await withTaskGroup(of: Void.self) { hands in
            var busy = 0
            while !isOver {
                if busy == lane.hands {
                    await hands.next()
                    busy -= 1
                }
                let heard = await office.bell.rings
                do {
                    if let job = try await take(lane) {
                        busy += 1
                        hands.addTask { await performOrLog(job, in: lane) }
                        continue
                    }
                } catch {
                    logger.error("The worker could not look for jobs", metadata: ["error": "\(type(of: error))"])
                }
                await office.bell.wait(since: heard, for: Self.look)
            }
        }
    }

    private func take(_ lane: Lane) async throws -> Job? {
        let now = office.settings.now()
        return try await office.store.write { try $0.takeJob(lane, at: now, leasedUntil: now + Self.lease) }
    }

    /// What cannot even be written down is left to the lease: another worker takes the job when it has run out.
    private func performOrLog(_ job: Job, in lane: Lane) async {
        do {
            try await perform(job, in: lane)
        } catch {
            logger.error("The worker could not keep how a job ended", metadata: ["job": "\(job.id)", "error": "\(type(of: error))"])
        }
    }

    private func perform(_ job: Job, in lane: Lane) async throws {
        let outcome = await attempt(job)
        // It must be written also by a worker that is being ended: so in a task that is not.
        try await Task { try await settle(job, in: lane, outcome) }.value
    }

    private enum Outcome {
        case done
        case failed(any Error)
        /// The program ends before the job.
        case interrupted
    }

    private func attempt(_ job: Job) async -> Outcome {
        do {
            let errand = try Errand(job)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await office.run(errand) }
                group.addTask { try await keepLease(of: job) }
                defer { group.cancelAll() }
                try await group.next()
            }
            return .done
        } catch {
            return Task.isCancelled ? .interrupted : .failed(error)
        }
    }

    private struct LostLease: Error {}

    private func keepLease(of job: Job) async throws {
        while true {
            try await Task.sleep(for: Self.renewal)
            let until = office.settings.now() + Self.lease
            guard try await office.store.write({ try $0.renew(job, leasedUntil: until) }) else { throw LostLease() }
        }
    }

    private func settle(_ job: Job, in lane: Lane, _ outcome: Outcome) async throws {
        let now = office.settings.now()
        switch outcome {
        case .done: try await office.store.write { try $0.finish(job, at: now) }
        case .interrupted: try await office.store.write { try $0.giveBack(job, at: now) }
        case .failed(let error):
            let retry = job.attempts < lane.tries ? now + Self.pause(after: job.attempts) : nil
            let problem = Self.problem(error)
            logger.warning(
                retry == nil ? "A job was given up" : "A job failed and is tried again later",
                metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "try": "\(job.attempts)", "error": "\(type(of: error))"])
            try await office.store.write { try $0.fail(job, problem: problem, retryAt: retry, at: now) }
        }
    }

    /// 5 s, 10 s, 20 s … up to four hours.
    static func pause(after tries: Int) -> TimeInterval { min(5 * pow(2, Double(tries - 1)), longestPause) }

    /// What an administrator reads of an error. He sees no dossiers, so it says nothing that could quote one: neither what
    /// typesetting refused, nor what a database says of a row.
    static func problem(_ error: any Error) -> String {
        switch error {
        case let fault as OfficeFault: String("\(fault)".prefix(500))
        case TypesettingFailure.refused: "typesetting: the template refused the data"
        case TypesettingFailure.workerLost: "typesetting: the worker ended"
        case let failure as TypesettingFailure: "typesetting: \(failure)"
        default: "\(type(of: error))"
        }
    }
}

extension Worker {
    /// How often it looks whether the hour of a round has come.
    private static let minute = Duration.seconds(60)

    /// Asks for each round when its hour has come. Every program that works does so; the key makes it one job.
    private func callRounds() async {
        var called: Set<String> = []
        while !isOver {
            let heard = await office.bell.rings
            do {
                try await office.callRounds(except: &called)
            } catch {
                logger.error("The worker could not call the rounds", metadata: ["error": "\(type(of: error))"])
            }
            var rings = heard
            let next = ContinuousClock.now + Self.minute
            while !isOver, ContinuousClock.now < next { rings = await office.bell.wait(since: rings, for: Self.minute) }
        }
    }
}
