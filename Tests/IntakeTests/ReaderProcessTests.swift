import Foundation
import Office
import Rulebook
import TestKit
import Testing

/// The child that reads, as the server holds it.
@Suite("The reader's process", .serialized)
struct ReaderProcessTests {
    private static let shell = URL(filePath: "/bin/sh")
    private static let answer = #"{"reading":{"documents":[],"readers":{},"strays":[]}}"#

    private func failure(_ process: ReaderProcess, _ file: String = "/nowhere") async throws -> ReadingFailure? {
        do {
            _ = try await process.read(ReadingRequest(file: file))
            return nil
        } catch let failure as ReadingFailure {
            return failure
        }
    }

    private func isInterrupted(_ process: ReaderProcess) async throws -> Bool {
        do {
            _ = try await process.read(ReadingRequest(file: "/nowhere"))
            return false
        } catch is ReadingInterrupted {
            return true
        }
    }

    /// A child that reads its requests and does something to each; the first one differently.
    private func child(first: String, then: String = "printf '%s\\n' '\(answer)'", limit: Duration = .seconds(20)) throws -> ReaderProcess {
        let mark = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)").path
        let script = "while read -r line; do if [ -e \(mark) ]; then \(then); else : > \(mark); \(first); fi; done"
        return ReaderProcess(program: Self.shell, arguments: ["-c", script], pageLimit: limit)
    }

    @Test(
        "A child that dies by itself costs one file; the next one is read by another",
        arguments: ["kill -SEGV $$", "kill -ABRT $$", "kill -ILL $$", "kill -BUS $$", "exit 3", "echo nonsense"])
    func crash(deed: String) async throws {
        let process = try child(first: deed)
        #expect(try await failure(process) == .gaveUp)
        #expect(try await failure(process) == nil)
        await process.stop()
    }

    @Test("A child that others end is no fault of the file in hand", arguments: ["KILL", "TERM", "INT", "HUP"])
    func ended(signal: String) async throws {
        let process = try child(first: "kill -\(signal) $$; sleep 600")
        #expect(try await isInterrupted(process))
        #expect(try await failure(process) == nil)
        await process.stop()
    }

    @Test("Who waits no longer ends the child, and those that wait behind are read")
    func cancelled() async throws {
        let script = "while read -r line; do case \"$line\" in *hang*) sleep 600;; *) printf '%s\\n' '\(Self.answer)';; esac; done"
        let process = ReaderProcess(program: Self.shell, arguments: ["-c", script])
        let first = Task { try await process.read(ReadingRequest(file: "/hang")) }
        try await Task.sleep(for: .milliseconds(200))
        async let second = failure(process)
        try await Task.sleep(for: .milliseconds(50))
        first.cancel()
        await #expect(throws: CancellationError.self) { _ = try await first.value }
        #expect(try await second == nil)
        await process.stop()
    }

    @Test("A child that hangs is ended when a page's time is over")
    func hang() async throws {
        let process = try child(first: "sleep 600", limit: .milliseconds(400))
        let start = ContinuousClock.now
        #expect(try await failure(process) == .gaveUp)
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try await failure(process) == nil)
        await process.stop()
    }

    @Test("A program that is not there is an answer too, to every file")
    func absent() async throws {
        let process = ReaderProcess(program: URL(filePath: "/nowhere/ghiseu"), arguments: [])
        #expect(try await failure(process) == .gaveUp)
        #expect(try await failure(process) == .gaveUp)
        await process.stop()
        #expect(try await isInterrupted(process))
    }

    private static func program(_ further: [String] = []) -> ReaderProcess {
        let root = ContentFolder.repository
        return ReaderProcess(
            program: root.appending(path: ".build/debug/ghiseu-intake"),
            arguments: [
                "--forms", PrintShop.shared.forms.path, "--content", root.appending(path: "Content").path, "--models",
                ReadingRoom.models.path,
            ] + further)
    }

    /// A service's form, filled in, as a file.
    private func withForm(_ slug: String, _ body: (URL) async throws -> Void) async throws {
        let print = try await PrintShop.shared.filled(slug)
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).pdf")
        try print.pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await body(file)
    }

    @Test("A file that wants more memory than a child may have is its own fault; a child with enough reads it")
    func memory() async throws {
        try await withForm("turism-materiale") { file in
            let poor = Self.program(["--memory", "420"])
            for _ in 1...2 {
                let failed = try await failure(poor, file.path)
                #expect(failed == .gaveUp)
            }
            await poor.stop()
        }
    }

    @Test("Read again after its child was ended, a file goes on after the pages that were read, and gives the same")
    func resumed() async throws {
        try await withForm("cu-construire") { file in
            let kept = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: kept) }
            let request = ReadingRequest(file: file.path, kept: kept.path)
            let process = Self.program()
            await #expect(throws: ReadingInterrupted.self) {
                _ = try await process.read(request) { _ in
                    for child in Self.children(with: PrintShop.shared.forms.path) { kill(child, SIGKILL) }
                }
            }
            let first = kept.appending(path: "page-1.json")
            let before = try Data(contentsOf: first)
            let moment = try FileManager.default.attributesOfItem(atPath: first.path)[.modificationDate] as? Date
            let again = try await process.read(request)
            #expect(try FileManager.default.attributesOfItem(atPath: first.path)[.modificationDate] as? Date == moment)
            #expect(try Data(contentsOf: first) == before)
            #expect(try await process.read(ReadingRequest(file: file.path)) == again)
            // A page that is left out is stray, and the others are read.
            for name in try FileManager.default.contentsOfDirectory(atPath: kept.path) {
                try FileManager.default.removeItem(at: kept.appending(path: name))
            }
            try Data().write(to: kept.appending(path: "skip-1"))
            let rest = try await process.read(request)
            #expect(rest.strays == [PaperReading.Stray(source: 1, reason: .gaveUp)])
            let (left, all) = (rest.documents.flatMap(\.pages).map(\.source), again.documents.flatMap(\.pages).map(\.source))
            #expect(left == all.filter { $0 > 1 } && !left.isEmpty)
            await process.stop()
        }
    }

    @Test("The program itself reads files in its child, and outlives a kill in the middle of them")
    func program() async throws {
        let print = try await PrintShop.shared.filled("turism-materiale")
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).pdf")
        try print.pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Self.program()
        async let first = process.read(ReadingRequest(file: file.path))
        #expect(try await first.documents.first?.service == "turism-materiale")
        #expect(try await failure(process) == .unreadable)
        async let second = process.read(ReadingRequest(file: file.path))
        try await Task.sleep(for: .milliseconds(150))
        for child in Self.children(with: PrintShop.shared.forms.path) { kill(child, SIGKILL) }
        do {
            _ = try await second
            Issue.record("the child was ended and answered all the same")
        } catch is ReadingInterrupted {}
        #expect(try await process.read(ReadingRequest(file: file.path)).documents.count == 1)
        await process.stop()
    }

    /// This process's own children whose command line names a folder.
    private static func children(with text: String) -> [pid_t] {
        let all = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
        return all.filter { pid in
            let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
            let line = (try? Data(contentsOf: URL(filePath: "/proc/\(pid)/cmdline"))) ?? Data()
            return status.contains("PPid:\t\(getpid())\n") && String(decoding: line, as: UTF8.self).contains(text)
        }
    }
}
