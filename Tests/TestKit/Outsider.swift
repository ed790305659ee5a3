import Foundation

/// Programs that know nothing of Ghișeu.
package enum Outsider {
    package struct Missing: Error {
        package let program: String
    }

    /// Runs a program to its end; gives its standard output, standard error and exit status.
    @discardableResult
    package static func run(_ program: String, _ arguments: [String]) throws -> (output: String, errors: String, status: Int32) {
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
}
