import Documents
import Foundation
import TestKit

/// What the tests of this target work with: the real templates, the real worker, invented data.
enum Bench {
    static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let python =
        ProcessInfo.processInfo.environment["GHISEU_PYTHON"].map { URL(filePath: $0) }
        ?? repository.appending(path: ".venv/bin/python")
    static let worker = repository.appending(path: "bin/typeset-worker.py")
    static let templates = repository.appending(path: "Content/acts")
    static let fonts = ["noto", "dejavu"].map { URL(filePath: "/usr/share/fonts/truetype").appending(path: $0) }

    /// Monday, 23 November 2026, 10:51:07 in Romania.
    static let now = Date(timeIntervalSince1970: 1_795_423_867)

    /// One worker for all tests that do not need their own.
    /// With time to spare: all other tests run beside these.
    static let typesetter = Typesetter(
        python: python, worker: worker, templates: templates, fonts: fonts, documentLimit: .seconds(300))
    /// One that refuses what Typst warns of.
    static let strict = Typesetter(
        python: python, worker: worker, templates: templates, fonts: fonts, isStrict: true, documentLimit: .seconds(300))

    /// Every template that makes a document of its own: those that have a sample.
    static let acts = ((try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    private static let samples = repository.appending(path: "Tests/DocumentsTests/Samples")

    /// A template's sample, with a real QR code and changes of one's own.
    static func sample(_ template: String, change: (inout [String: Any]) -> Void = { _ in }) throws -> Data {
        let file = samples.appending(component: "\(template).json")
        var sample = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
        var verification = sample["verification"] as? [String: Any] ?? [:]
        verification["qr"] = try QRCode(verification["url"] as? String ?? "").svg()
        sample["verification"] = verification
        change(&sample)
        return try JSONSerialization.data(withJSONObject: sample)
    }

    static func typeset(_ template: String, change: (inout [String: Any]) -> Void = { _ in }) async throws -> Data {
        try await strict.typeset(template, data: sample(template, change: change), at: now)
    }

    /// A folder that goes away after the closure.
    static func withFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// The text of a PDF as another program reads it.
    static func text(of pdf: Data) async throws -> String {
        try await withFolder { folder in
            let file = folder.appending(component: "document.pdf")
            try pdf.write(to: file)
            return try Outsider.run("pdftotext", ["-layout", file.path, "-"]).output
        }
    }
}
