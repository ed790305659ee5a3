import ArgumentParser
import Documents
import Foundation

struct TrustOptions: ParsableArguments {
    @Option(help: "A PEM file of certificates to trust besides those of the data folder. May be repeated.") var trust: [String] = []

    /// The test authority of a demo, the institution's own roots, and what the command line adds.
    func roots(_ data: URL) throws -> [Data] {
        let test = data.appending(path: "test-authority/ca.pem")
        let files = trust.map { URL(filePath: $0) } + (FileManager.default.fileExists(atPath: test.path) ? [test] : [])
        return try files.flatMap(RootCertificates.read) + RootCertificates.readAll(in: data.appending(path: "seals/roots"))
    }
}
