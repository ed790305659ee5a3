import Documents
import Foundation
import Testing

/// The supervision of the worker process, with workers that misbehave on request.
@Suite("Worker process")
struct WorkerTests {
    /// Answers with its process identifier and the template's name; the name also says how to misbehave.
    private static let script = """
        import json, os, struct, sys, time
        while header := sys.stdin.buffer.read(4):
            name = json.loads(sys.stdin.buffer.read(struct.unpack(">I", header)[0]))["template"]
            if name == "dies":
                sys.exit("out of paper")
            if name == "babbles":
                sys.stdout.buffer.write(b"\\xff" * 64)
                sys.stdout.buffer.flush()
                time.sleep(600)
            if name == "hangs":
                time.sleep(600)
            while name == "held" and not os.path.exists(os.path.join(sys.argv[1], "release")):
                time.sleep(0.01)
            answer = f"{os.getpid()} {name}".encode()
            sys.stdout.buffer.write(struct.pack(">BI", 0, len(answer)) + answer)
            sys.stdout.buffer.flush()
        """

    private func withTypesetter(
        document: Duration = .seconds(120), idle: Duration = .seconds(120), _ body: (Typesetter, URL) async throws -> Void
    ) async throws {
        try await Bench.withFolder { folder in
            let worker = folder.appending(component: "worker.py")
            try Self.script.write(to: worker, atomically: true, encoding: .utf8)
            let typesetter = Typesetter(
                python: Bench.python, worker: worker, templates: folder, fonts: [], documentLimit: document, idleLimit: idle)
            try await body(typesetter, folder)
            await typesetter.stop()
        }
    }

    /// Typesets, and gives the process identifier of the worker that did it.
    private func worker(of typesetter: Typesetter, for name: String = "plain") async throws -> Int32 {
        let answer = try await typesetter.typeset(name, data: Data("{}".utf8), at: Bench.now)
        let words = String(decoding: answer, as: UTF8.self).split(separator: " ")
        #expect(words.last.map(String.init) == name)
        return try #require(words.first.flatMap { Int32($0) })
    }

    private func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 }

    @Test("One process serves document after document")
    func reuse() async throws {
        try await withTypesetter { typesetter, _ in
            let first = try await worker(of: typesetter)
            #expect(try await worker(of: typesetter) == first)
        }
    }

    @Test("A worker that dies costs one document, with its last words; the next gets a new worker")
    func death() async throws {
        try await withTypesetter { typesetter, _ in
            let first = try await worker(of: typesetter)
            await #expect(throws: TypesettingFailure.workerLost("out of paper\n")) { try await worker(of: typesetter, for: "dies") }
            let second = try await worker(of: typesetter)
            #expect(first != second)
            #expect(!isRunning(first))
        }
    }

    @Test("A worker killed while idle costs at most the next document")
    func killedIdle() async throws {
        try await withTypesetter { typesetter, _ in
            let first = try await worker(of: typesetter)
            kill(first, SIGKILL)
            _ = try? await worker(of: typesetter)
            #expect(try await worker(of: typesetter) != first)
        }
    }

    @Test("A document that takes too long is given up, and its worker is ended", arguments: ["hangs", "babbles"])
    func timeout(name: String) async throws {
        try await withTypesetter(document: .seconds(15)) { typesetter, _ in
            await #expect(throws: TypesettingFailure.self) { try await worker(of: typesetter, for: name) }
            _ = try await worker(of: typesetter)
        }
    }

    @Test("A hang is reported as one")
    func timeoutIsNamed() async throws {
        try await withTypesetter(document: .seconds(15)) { typesetter, _ in
            await #expect(throws: TypesettingFailure.timedOut) { try await worker(of: typesetter, for: "hangs") }
        }
    }

    @Test("An idle worker ends, and the next document starts another")
    func idle() async throws {
        try await withTypesetter(idle: .milliseconds(100)) { typesetter, _ in
            let first = try await worker(of: typesetter)
            for _ in 0..<100 where isRunning(first) { try await Task.sleep(for: .milliseconds(50)) }
            #expect(!isRunning(first))
            #expect(try await worker(of: typesetter) != first)
        }
    }

    @Test("Many at once are all served, in turn")
    func concurrent() async throws {
        try await withTypesetter { typesetter, _ in
            let workers = try await withThrowingTaskGroup(of: Int32.self) { group in
                for index in 0..<100 { group.addTask { try await worker(of: typesetter, for: "plain-\(index)") } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(workers.count == 1)
        }
    }

    @Test("The queue is bounded; stopping finishes the document in hand, refuses the rest and ends the worker")
    func queue() async throws {
        try await withTypesetter { typesetter, folder in
            let process = try await worker(of: typesetter)
            var (made, busy, stopped) = (0, 0, 0)
            await withTaskGroup(of: TypesettingFailure?.self) { group in
                for _ in 0..<Typesetter.queueLimit + 10 {
                    group.addTask {
                        do { _ = try await worker(of: typesetter, for: "held") } catch { return error as? TypesettingFailure }
                        return nil
                    }
                }
                for await failure in group {
                    switch failure {
                    case nil: made += 1
                    case .busy: busy += 1
                    case .stopped: stopped += 1
                    case let other: Issue.record("\(String(describing: other))")
                    }
                    // All have their place or none; then, when all who waited were refused, the one in hand may end.
                    if failure == .busy, busy == 9 { Task { await typesetter.stop() } }
                    if failure == .stopped, stopped == Typesetter.queueLimit - 1 {
                        _ = FileManager.default.createFile(atPath: folder.appending(component: "release").path, contents: nil)
                    }
                }
            }
            // The one in hand leaves its place in the queue as soon as the worker takes it, before the last comes or after.
            #expect(made == 1 && [9, 10].contains(busy) && made + busy + stopped == Typesetter.queueLimit + 10)
            await typesetter.stop()
            #expect(!isRunning(process))
            await #expect(throws: TypesettingFailure.stopped) { try await worker(of: typesetter) }
        }
    }

    @Test("Without a Python the document fails, and so does the next")
    func noPython() async throws {
        let typesetter = Typesetter(
            python: URL(filePath: "/nonexistent/python"), worker: Bench.worker, templates: Bench.templates, fonts: [])
        for _ in 0..<2 {
            let failure = await #expect(throws: TypesettingFailure.self) { try await worker(of: typesetter) }
            guard case .missing = failure else { Issue.record("\(String(describing: failure))"); return }
        }
        await typesetter.stop()
    }
}
