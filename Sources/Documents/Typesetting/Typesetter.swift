package import FoundationEssentials
import Glibc
import Subprocess

/// Typesets documents: PDF/A-2a and PDF/UA-1 in one file, the same bytes for the same template, data and moment.
///
/// Typst is a Python extension, so it runs in a process of its own, `bin/typeset-worker.py`: started with the first document,
/// ended when nothing was asked of it for `idleLimit`, ended and started anew when it fails or is too slow. One document
/// at a time; a document takes some 30 ms, so one process serves a county.
package actor Typesetter {
    package static let requestLimit = 4 << 20  // bytes of data for one document
    package static let queueLimit = 256  // documents waiting
    package static let documentLimit = Duration.seconds(20)
    package static let idleLimit = Duration.seconds(60)  // an idle worker holds some 50 MB

    private let python: URL
    private let script: URL
    private let templates: URL
    private let arguments: [String]
    private let limits: (document: Duration, idle: Duration)

    private var waiting: [TypesettingJob] = []
    private var current: TypesettingJob?
    private var pause: CheckedContinuation<Void, Never>?
    private var shift: Task<Void, Never>?
    private var stopped = false

    /// - Parameters:
    ///   - python: the interpreter that has the package `typst` (see `bin/requirements.txt`).
    ///   - worker: `bin/typeset-worker.py`.
    ///   - templates: the folder of `*.typ` files; nothing outside it can be read by a template.
    ///   - fonts: folders of fonts; the machine's other fonts are not used.
    ///   - isStrict: what Typst warns of is refused.
    package init(
        python: URL, worker: URL, templates: URL, fonts: [URL], isStrict: Bool = false,
        documentLimit: Duration = Typesetter.documentLimit, idleLimit: Duration = Typesetter.idleLimit
    ) {
        self.python = python.absoluteURL
        script = worker.absoluteURL
        self.templates = templates.absoluteURL
        // -I: isolated, no paths or settings from outside; -B: writes no bytecode beside the script.
        arguments = ["-I", "-B", script.path] + (isStrict ? ["--strict"] : []) + ([templates] + fonts).map(\.absoluteURL.path)
        limits = (documentLimit, idleLimit)
        _ = Self.brokenPipesAreErrors
    }

    /// Writing to a worker that has just died is an error of one document; by default it would be a signal that ends us.
    private static let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Where a template lies.
    package nonisolated func template(_ name: String) -> URL { templates.appending(path: "\(name).typ") }

    /// Typesets `<templates>/<template>.typ` with one JSON object.
    ///
    /// - Parameters:
    ///   - data: a JSON object; the shape is described in `Content/acts/base.typ`.
    ///   - moment: the document's creation date.
    /// - Returns: the PDF.
    /// - Throws: `TypesettingFailure`.
    package func typeset(_ template: String, data: Data, at moment: Date) async throws -> Data {
        try await answer(to: TypesettingJob.request(template: template, data: data, at: moment))
    }

    /// What a template reports of its own layout: the values of its metadata under one label, as a JSON array.
    ///
    /// - Parameter label: lower-case letters.
    /// - Throws: `TypesettingFailure`.
    package func report(_ label: String, of template: String, data: Data, at moment: Date) async throws -> Data {
        try await answer(to: TypesettingJob.request(template: template, data: data, at: moment, report: label))
    }

    private func answer(to request: [UInt8]) async throws -> Data {
        guard !stopped else { throw TypesettingFailure.stopped }
        guard waiting.count < Self.queueLimit else { throw TypesettingFailure.busy }
        return try await withCheckedThrowingContinuation { reply in
            waiting.append(TypesettingJob(request: request, reply: reply))
            if shift == nil { shift = Task { await work() } } else { wake() }
        }
    }

    /// Finishes the document in hand, refuses those that wait, ends the worker process and returns when it has ended.
    package func stop() async {
        stopped = true
        for job in waiting { job.reply.resume(throwing: TypesettingFailure.stopped) }
        waiting = []
        wake()
        await shift?.value
    }

    // MARK: - The worker process

    /// One process after another, for as long as documents wait.
    private func work() async {
        while !waiting.isEmpty {
            var failure = TypesettingFailure.workerLost("the worker ended")
            do {
                let result = try await runWorker()
                failure = .workerLost(result.standardError.isEmpty ? "\(result.terminationStatus)" : result.standardError)
            } catch {
                failure = error as? TypesettingFailure ?? .workerLost("\(error)")
                // It could not even start: the first document that waits learns of it, or this would turn for ever.
                if current == nil, !waiting.isEmpty { current = waiting.removeFirst() }
            }
            finish(.failure(failure))
        }
        shift = nil
    }

    /// Serves documents with one process until it fails or has nothing to do. On failure `current` is still set.
    private func runWorker() async throws -> (standardError: String, terminationStatus: TerminationStatus) {
        if let missing = [python, script].first(where: { !FileManager.default.fileExists(atPath: $0.path) }) {
            throw TypesettingFailure.missing(missing.path)
        }
        var options = PlatformOptions()
        options.processGroupID = 0  // Ctrl-C in the server's terminal must not end a document half-way
        let result = try await run(
            .name(python.lastPathComponent), arguments: Arguments(arguments),
            environment: .custom(["PATH": python.deletingLastPathComponent().path]), platformOptions: options,
            input: .inputWriter, output: .sequence, error: .string(limit: 1 << 20)
        ) { worker in
            var answers = AnswerReader(worker.standardOutput)
            while let job = await nextJob() {
                let start = ContinuousClock.now
                let alarm = Task { [limit = limits.document] in
                    try await Task.sleep(for: limit)
                    try worker.send(signal: .kill)
                }
                let written = try? await worker.standardInputWriter.write(job.request)
                let answer = written == nil ? nil : try? await answers.next()
                alarm.cancel()
                _ = await alarm.result  // the process may be signalled only while it is ours
                guard let answer else {
                    if ContinuousClock.now - start >= limits.document { finish(.failure(.timedOut)) }
                    try? worker.send(signal: .kill)  // it may still live, and have lost its place in the stream
                    return
                }
                finish(answer)
            }
        }
        return (result.standardError, result.terminationStatus)
    }

    /// The next document, or nil when none came within the idle limit.
    private func nextJob() async -> TypesettingJob? {
        if waiting.isEmpty, !stopped {
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

    private func finish(_ result: Result<Data, TypesettingFailure>) {
        current?.reply.resume(with: result.mapError { $0 })
        current = nil
    }
}
