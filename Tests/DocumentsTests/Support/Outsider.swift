import Foundation

/// Programs that others wrote, as judges of what we made. One that is missing is a failure, never a skip.
enum Outsider {
    struct Missing: Error {
        let program: String
    }

    /// Runs a program to its end; gives its standard output, standard error and exit status.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> (output: String, errors: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: program.contains("/") ? program : "/usr/bin/\(program)")
        process.arguments = arguments
        guard FileManager.default.isExecutableFile(atPath: process.executableURL?.path ?? "") else {
            throw Missing(program: program)
        }
        let output = Pipe()
        let errors = FileManager.default.temporaryDirectory.appending(component: "errors-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (text, try String(contentsOf: errors, encoding: .utf8), process.terminationStatus)
    }

    /// What poppler's `pdfsig` says of a PDF when it trusts one root.
    static func pdfsig(_ pdf: Data, trusting root: URL) async throws -> String {
        try await Bench.withFolder { folder in
            let file = folder.appending(component: "document.pdf")
            try pdf.write(to: file)
            try run("certutil", ["-N", "-d", "sql:\(folder.path)", "--empty-password"])
            try run("certutil", ["-A", "-d", "sql:\(folder.path)", "-n", "root", "-t", "CT,CT,CT", "-i", root.path])
            return try run("pdfsig", ["-nssdir", "sql:\(folder.path)", file.path]).output
        }
    }

    /// What pyHanko and pikepdf say: see `Tests/Outsiders/judge.py`.
    static func judge(_ pdf: Data, trusting root: URL) async throws -> (verdict: String, accepted: Bool) {
        try await Bench.withFolder { folder in
            let file = folder.appending(component: "document.pdf")
            try pdf.write(to: file)
            let judge = Bench.repository.appending(path: "Tests/Outsiders/judge.py").path
            let result = try run(Bench.python.path, ["-I", judge, file.path, root.path])
            return (result.output + result.errors, result.status == 0)
        }
    }
}
