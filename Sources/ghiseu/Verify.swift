import ArgumentParser
import Documents
import Foundation

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says whether a PDF is authentic; exits with 1 when it is not.",
        discussion: "Example: ghiseu verify act.pdf --data data")

    @Argument(help: "The PDF.", completion: .file()) var file: String
    @OptionGroup var data: DataOptions
    @OptionGroup var trust: TrustOptions
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        let report = try PDFVerification.verify(Data(contentsOf: URL(filePath: file)), trusting: trust.roots(data.folder), at: Date())
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
}
