package import FoundationEssentials
import SwiftASN1
import X509

/// Certificates that an administrator says are to be trusted.
package enum RootCertificates {
    /// Reads every certificate of a PEM file, in DER.
    package static func read(_ file: URL) throws -> [Data] {
        try PEMDocument.parseMultiple(pemString: String(contentsOf: file, encoding: .utf8)).map { document in
            _ = try Certificate(pemDocument: document)
            return Data(document.derBytes)
        }
    }

    /// The same for every `.pem` file of a folder; a folder that is not there holds none.
    package static func readAll(in folder: URL) throws -> [Data] {
        let path = folder.path
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { $0.hasSuffix(".pem") }
            .flatMap { try read(folder.appending(component: $0)) }
    }
}
