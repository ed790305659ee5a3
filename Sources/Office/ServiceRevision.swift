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

    /// The definitions of those services for which `isWanted` holds; all processors write them.
    static func ofAll(
        _ services: [PublicService], _ isWanted: @escaping @Sendable (ServiceRevision) -> Bool
    ) async throws -> [ServiceRevision] {
        let hands = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 4))
        return try await withThrowingTaskGroup(of: [ServiceRevision].self) { group in
            for hand in 0..<hands {
                let share = stride(from: hand, to: services.count, by: hands).map { services[$0] }
                group.addTask {
                    try share.compactMap { service in
                        let revision = try ServiceRevision(of: service)
                        return isWanted(revision) ? revision : nil
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// Definitions that dossiers were opened under, read once: a revision never changes.
final class ServiceShelf: Sendable {
    private struct Place: Hashable {
        let service: String
        let revision: Int
    }

    /// How many definitions out of force are kept at hand.
    private static let room = 64

    /// Those out of force only.
    private let former = Mutex<[Place: PublicService]>([:])
    private let inForce = Mutex<[String: (number: Int, service: PublicService)]>([:])

    /// Remembers which revisions this program's content became. Their definitions are the content's own: nothing is read for them.
    func enter(inForce services: [(number: Int, service: PublicService)]) {
        let bySlug = Dictionary(services.map { ($0.service.slug, $0) }) { $1 }
        inForce.withLock { $0 = bySlug }
    }

    /// The revision under which dossiers of a service are opened now.
    func revisionInForce(of service: String) throws -> Int {
        guard let number = inForce.withLock({ $0[service]?.number }) else { throw OfficeFault.missing("revision of \(service)") }
        return number
    }

    /// The service as it was when the dossier was opened.
    func service(of dossier: Dossier, _ books: Books) throws -> PublicService {
        let place = Place(service: dossier.service, revision: dossier.revision)
        if let known = inForce.withLock({ $0[place.service] }), known.number == place.revision { return known.service }
        if let known = former.withLock({ $0[place] }) { return known }
        guard let service = try books.service(dossier.service, revision: dossier.revision) else {
            throw OfficeFault.lostRevision(service: dossier.service, revision: dossier.revision)
        }
        former.withLock { former in
            if former.count >= Self.room { former = [:] }
            former[place] = service
        }
        return service
    }
}

/// SHA-256 in lower-case hexadecimal.
func hash(_ data: Data) async -> String { SHA256.hash(data: data).hexadecimal }
