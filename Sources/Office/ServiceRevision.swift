import Crypto
import Foundation
import Rulebook
import Store
import Synchronization

/// A service's definition as it is kept: JSON with sorted keys, so that the digest changes only when the service does.
struct ServiceRevision: Sendable {
    let service: PublicService
    let digest: String
    let definition: String

    init(of service: PublicService) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(service)
        self.service = service
        digest = SHA256.hash(data: data).hexadecimal
        definition = String(decoding: data, as: UTF8.self)
    }
}

/// Definitions that dossiers were opened under, read once: a revision never changes.
final class ServiceShelf: Sendable {
    private struct Place: Hashable {
        let service: String
        let revision: Int
    }

    private let services = Mutex<[Place: PublicService]>([:])
    private let inForce = Mutex<[String: Int]>([:])

    /// Remembers which revisions this program's content became.
    func enter(inForce numbers: [String: Int]) { inForce.withLock { $0 = numbers } }

    /// The revision under which dossiers of a service are opened now.
    func revisionInForce(of service: String) throws -> Int {
        guard let number = inForce.withLock({ $0[service] }) else { throw OfficeFault.missing("revision of \(service)") }
        return number
    }

    /// The service as it was when the dossier was opened.
    func service(of dossier: Dossier, _ books: Books) throws -> PublicService {
        let place = Place(service: dossier.service, revision: dossier.revision)
        if let known = services.withLock({ $0[place] }) { return known }
        guard let service = try books.service(dossier.service, revision: dossier.revision) else {
            throw OfficeFault.lostRevision(service: dossier.service, revision: dossier.revision)
        }
        services.withLock { $0[place] = service }
        return service
    }
}

/// SHA-256 in lower-case hexadecimal.
func hash(_ data: Data) async -> String { SHA256.hash(data: data).hexadecimal }
