import Foundation
import TestKit

/// Programs that others wrote, as judges of what we made. One that is missing is a failure, never a skip.
extension Outsider {
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
