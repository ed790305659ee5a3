import Foundation
import Office
import Testing

@Suite("The searchable copy of paper")
struct TextLayerTests {
    /// A folder of programs in which `tesseract` is this script; `prlimit` is the system's.
    private func withLayer(_ script: String, _ body: (TextLayer, URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ghiseu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "prlimit"), withDestinationURL: URL(filePath: "/usr/bin/prlimit"))
        #expect(TextLayer(in: [folder], data: folder) == nil)
        let program = folder.appending(path: "tesseract")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        #expect(TextLayer(in: [folder], data: folder) == nil)
        try Data().write(to: folder.appending(path: "ron.traineddata"))
        try await body(try #require(TextLayer(in: [folder], data: folder)), folder)
    }

    @Test("Pages go to the program in order, and what it wrote comes back")
    func made() async throws {
        try await withLayer(#"printf '%%PDF-1.5 ' > "$2.pdf"; cat "$1" >> "$2.pdf"; echo " $3 $4 $7" >> "$2.pdf""#) { layer, folder in
            let pdf = try await layer.pdf(of: [URL(filePath: "/a.jpg"), URL(filePath: "/b.jpg")], in: folder)
            #expect(String(decoding: pdf, as: UTF8.self) == "%PDF-1.5 /a.jpg\n/b.jpg -l ron pdf\n")
        }
    }

    @Test(
        "A program that fails, writes something else or wants too much memory gives no copy",
        arguments: [
            "exit 3", #"echo nonsense > "$2.pdf""#, "kill -SEGV $$", #"printf '%%PDF-' > "$2.pdf"; head -c 2000000000 /dev/zero | tail"#,
        ])
    func failed(script: String) async throws {
        try await withLayer("set -e; \(script)") { layer, folder in
            await #expect(throws: OfficeFault.self) { _ = try await layer.pdf(of: [URL(filePath: "/a.jpg")], in: folder) }
        }
    }

    @Test("A program that hangs is ended when its pages' time is over")
    func hang() async throws {
        try await withLayer("exec sleep 600") { layer, folder in
            let start = ContinuousClock.now
            await #expect(throws: OfficeFault.self) {
                _ = try await layer.pdf(of: [URL(filePath: "/a.jpg")], in: folder, pageLimit: .milliseconds(300))
            }
            // Left alone it would have slept to its end, however busy the machine.
            #expect(ContinuousClock.now - start < .seconds(600))
        }
    }
}
