package import Foundation
package import Rulebook
import Subprocess

/// The reader was ended from outside, or before it had begun: no fault of the file's, which may be read again at once.
package struct ReadingInterrupted: Error, Sendable {
    package init() {}
}

/// Reads files in a child process (`ghiseu-intake`), one after another. Whatever a file does to the child (a crash, an
/// endless loop, all of its memory) costs that file alone: the child is ended and the next file gets a new one.
package actor ReaderProcess {
    package static let queueLimit = 1_000  // files waiting
    /// The longest that one page may take: a child that says nothing for so long is ended.
    package static let pageLimit = Duration.seconds(60)
    /// An idle child holds some 200 MB.
    package static let idleLimit = Duration.seconds(60)
    private static let answerLimit = 64 << 20  // bytes
    private static let errorLimit = 1 << 20  // bytes of the child's complaints

    private struct Job {
        let name: Int
        let request: [UInt8]
        let progress: @Sendable (ReadingProgress) async -> Void
        let reply: CheckedContinuation<PaperReading, any Error>
    }

    private let program: URL
    private let arguments: [String]
    private let limits: (page: Duration, idle: Duration)

    private var waiting: [Job] = []
    private var lastName = 0
    private var current: Job?
    /// Ends the child that is at work; nil where none is.
    private var endChild: (@Sendable () -> Void)?
    /// We ended it: it hung, or spoke nonsense.
    private var isEndedByUs = false
    private var pause: CheckedContinuation<Void, Never>?
    private var shift: Task<Void, Never>?
    private var isStopped = false
    /// What the last child complained of, for the log; it names no file's content.
    package private(set) var lastComplaint = ""

    /// - Parameters:
    ///   - program: `ghiseu-intake`.
    ///   - arguments: `--forms DIR --content DIR`.
    package init(
        program: URL, arguments: [String], pageLimit: Duration = ReaderProcess.pageLimit, idleLimit: Duration = ReaderProcess.idleLimit
    ) {
        self.program = program
        self.arguments = arguments
        limits = (pageLimit, idleLimit)
        _ = Self.brokenPipesAreErrors
    }

    /// Writing to a child that has just died is an error of one file; by default it would be a signal that ends us.
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// - Parameter progress: is told of each page that was read.
    /// - Throws: `ReadingFailure`: the file's own, or `gaveUp` where it ended the child or took too long; `ReadingInterrupted` where
    ///   somebody else ended the child; `CancellationError`.
    package func read(
        _ request: ReadingRequest, progress: @escaping @Sendable (ReadingProgress) async -> Void = { _ in }
    ) async throws -> PaperReading {
        guard !isStopped, waiting.count < Self.queueLimit else { throw ReadingInterrupted() }
        var request = request
        request.wantsProgress = true
        let line = try JSONEncoder().encode(request) + Data("\n".utf8)
        lastName += 1
        let name = lastName
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reply in
                waiting.append(Job(name: name, request: Array(line), progress: progress, reply: reply))
                if shift == nil { shift = Task { await work() } } else { wake() }
            }
        } onCancel: {
            Task { await abandon(name) }
        }
    }

    /// Nobody waits for a file any more: the child that reads it is ended, or the program could not end before it.
    private func abandon(_ name: Int) {
        if let index = waiting.firstIndex(where: { $0.name == name }) {
            waiting.remove(at: index).reply.resume(throwing: CancellationError())
        } else if current?.name == name {
            finish(.failure(CancellationError()))
            endChild?()
        }
    }

    /// Finishes the file in hand, refuses those that wait, and returns when the child has ended.
    package func stop() async {
        isStopped = true
        for job in waiting { job.reply.resume(throwing: ReadingInterrupted()) }
        waiting = []
        wake()
        await shift?.value
    }

    /// One child after another, for as long as files wait.
    private func work() async {
        while !waiting.isEmpty {
            isEndedByUs = false
            var isOutside = false
            do {
                let (complaint, status) = try await runChild()
                lastComplaint = complaint
                isOutside = !isEndedByUs && status.isFromOutside
            } catch {
                lastComplaint = "\(error)"
                // It could not even start: the first file that waits learns of it, or this would turn for ever.
                if current == nil, !waiting.isEmpty { current = waiting.removeFirst() }
            }
            finish(.failure(isOutside ? ReadingInterrupted() : ReadingFailure.gaveUp))
        }
        shift = nil
    }

    /// Serves files with one child until it fails or has nothing to do. On failure `current` is still set.
    /// - Returns: what it complained of, and how it ended.
    private func runChild() async throws -> (complaint: String, status: TerminationStatus) {
        var options = PlatformOptions()
        options.processGroupID = 0  // Ctrl-C in the server's terminal must not end a file half-way
        let result = try await run(
            .name(program.lastPathComponent), arguments: Arguments(arguments),
            environment: .custom(["PATH": program.deletingLastPathComponent().path]), platformOptions: options,
            input: .inputWriter, output: .sequence, error: .string(limit: Self.errorLimit)
        ) { child in
            var answers = LineReader(child.standardOutput, limit: Self.answerLimit)
            endChild = { try? child.send(signal: .kill) }
            defer { endChild = nil }
            while let job = await nextJob() {
                let written = try? await child.standardInputWriter.write(job.request)
                while current != nil {
                    let alarm = Task { [limit = limits.page] in
                        try await Task.sleep(for: limit)
                        isEndedByUs = true
                        try child.send(signal: .kill)
                    }
                    let line = written == nil ? nil : try? await answers.next()
                    alarm.cancel()
                    _ = await alarm.result  // the child may be signalled only while it is ours
                    guard let line, let answer = try? JSONDecoder().decode(ReadingAnswer.self, from: Data(line)) else {
                        // It may still live, and have lost its place in the stream. One that has just died has its ending already.
                        if line != nil || answers.isTooLong { isEndedByUs = true }
                        try? child.send(signal: .kill)
                        return
                    }
                    if let reading = answer.reading {
                        finish(.success(reading))
                    } else if let progress = answer.progress {
                        await job.progress(progress)
                    } else {
                        finish(.failure(answer.failure ?? ReadingFailure.gaveUp))
                    }
                }
            }
        }
        return (result.standardError, result.terminationStatus)
    }

    /// The next file, or nil when none came within the idle limit.
    private func nextJob() async -> Job? {
        if waiting.isEmpty, !isStopped {
            let alarm = Task { [limit = limits.idle] in
                try await Task.sleep(for: limit)
                wake()
            }
            await withCheckedContinuation { pause = $0 }
            alarm.cancel()
        }
        guard !waiting.isEmpty else { return nil }
        current = waiting.removeFirst()
        return current
    }

    private func wake() {
        pause?.resume()
        pause = nil
    }

    private func finish(_ result: Result<PaperReading, any Error>) {
        current?.reply.resume(with: result)
        current = nil
    }
}

extension TerminationStatus {
    /// Signals that a process gets from others: an administrator, a service manager, a kernel short of memory. A crash is another one,
    /// and a reader that wants more memory than it may have ends itself.
    fileprivate var isFromOutside: Bool {
        if case .signaled(let signal) = self { [SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGQUIT].contains(signal) } else { false }
    }
}

/// Reads lines off a child's standard output.
struct LineReader {
    private var output: SubprocessOutputSequence.Iterator
    private var buffer: [UInt8] = []
    private let limit: Int
    /// A line was longer than the limit.
    private(set) var isTooLong = false

    init(_ output: SubprocessOutputSequence, limit: Int) {
        self.output = output.makeAsyncIterator()
        self.limit = limit
    }

    /// The next line without its end; nil at the end of the output, or where a line is longer than the limit.
    mutating func next(isolation: isolated (any _Concurrency.Actor)? = #isolation) async throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return Array(buffer[..<end])
            }
            searched = buffer.count
            isTooLong = buffer.count >= limit
            guard !isTooLong, let chunk = try await output.next(isolation: isolation) else { return nil }
            chunk.withUnsafeBytes { buffer.append(contentsOf: $0) }
        }
    }
}
