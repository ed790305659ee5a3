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

    private func failure(_ process: ReaderProcess) async throws -> ReadingFailure? {
        do {
            _ = try await process.read(ReadingRequest(file: "/nowhere"))
            return nil
        } catch let failure as ReadingFailure {
            return failure
        }
    }

    /// A child that reads its requests and does something to each; the first one differently.
    private func child(first: String, then: String = "printf '%s\\n' '\(answer)'", limit: Duration = .seconds(20)) throws -> ReaderProcess {
        let mark = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)").path
        let script = "while read -r line; do if [ -e \(mark) ]; then \(then); else : > \(mark); \(first); fi; done"
        return ReaderProcess(program: Self.shell, arguments: ["-c", script], pageLimit: limit)
    }

    @Test("A child that dies costs one file; the next one is read by another", arguments: ["kill -9 $$", "exit 3", "echo nonsense"])
    func crash(deed: String) async throws {
        let process = try child(first: deed)
        #expect(try await failure(process) == .gaveUp)
        #expect(try await failure(process) == nil)
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
        #expect(try await failure(process) == .gaveUp)
    }

    @Test("The program itself reads files in its child, and outlives a kill in the middle of them")
    func program() async throws {
        let print = try await PrintShop.shared.filled("turism-materiale")
        let file = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString).pdf")
        try print.pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let root = ContentFolder.repository
        let process = ReaderProcess(
            program: root.appending(path: ".build/debug/ghiseu-intake"),
            arguments: [
                "--forms", PrintShop.shared.forms.path, "--content", root.appending(path: "Content").path, "--models",
                ReadingRoom.models.path,
            ])
        async let first = process.read(ReadingRequest(file: file.path))
        #expect(try await first.documents.first?.service == "turism-materiale")
        #expect(try await failure(process) == .unreadable)
        async let second = process.read(ReadingRequest(file: file.path))
        try await Task.sleep(for: .milliseconds(150))
        for child in Self.children(with: PrintShop.shared.forms.path) { kill(child, SIGKILL) }
        do {
            _ = try await second
            Issue.record("the child was ended and answered all the same")
        } catch let failure as ReadingFailure {
            #expect(failure == .gaveUp)
        }
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
