import ArgumentParser
import Documents
import Foundation

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether a PDF is authentic; exits with 1 when it is not.",
        discussion: "Example: ghiseu verify act.pdf --data data")

    @Argument(help: "The PDF.", completion: .file()) var file: String
    @OptionGroup var data: DataOptions
    @Option(help: "A PEM file of certificates to trust besides those of the data folder. May be repeated.") var trust: [String] = []
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        let report = try PDFVerification.verify(Data(contentsOf: URL(filePath: file)), trusting: roots(), at: Date())
        if json {
            print(try JSONText(report))
        } else {
            print(report.verdict.rawValue)
            for signature in report.signatures {
                let covers = signature.coversWholeDocument ? "whole document" : "not the whole document"
                let who = [signature.signer, signature.organization].compactMap { $0 }.joined(separator: ", ")
                print("- \(who): \(signature.integrity.rawValue), \(signature.trust.rawValue), \(covers)")
            }
        }
        if report.verdict != .authentic { throw ExitCode(1) }
    }

    /// The test authority of a demo, the institution's own roots, and what the command line adds.
    private func roots() throws -> [Data] {
        let test = data.folder.appending(path: "test-authority/ca.pem")
        let files = trust.map { URL(filePath: $0) } + (FileManager.default.fileExists(atPath: test.path) ? [test] : [])
        return try files.flatMap(RootCertificates.read) + RootCertificates.readAll(in: data.folder.appending(path: "seals/roots"))
    }
}
