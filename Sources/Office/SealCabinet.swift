package import Documents
package import Foundation
import Synchronization

/// The institutions' seals and the authorities that verification trusts. A seal is fetched when it is first needed: a county has
/// a hundred institutions, and most days a few of them seal.
package final class SealCabinet: Sendable {
    private let fetch: @Sendable (_ institution: String) throws -> SealingIdentity?
    private let fetched = Mutex<[String: SealingIdentity]>([:])
    /// Certificates in DER.
    package let roots: [Data]

    /// - Parameter fetch: an institution's seal; nil where it has none here.
    package init(roots: [Data], fetch: @escaping @Sendable (_ institution: String) throws -> SealingIdentity?) {
        self.roots = roots
        self.fetch = fetch
    }

    package convenience init(identities: [String: SealingIdentity], roots: [Data]) {
        self.init(roots: roots) { identities[$0] }
    }

    /// The seal of an institution; nil where it has none here.
    func seal(of institution: String) throws -> SealingIdentity? {
        try fetched.withLock { fetched in
            if let known = fetched[institution] { return known }
            let seal = try fetch(institution)
            fetched[institution] = seal
            return seal
        }
    }

    /// - Throws: `OfficeFault.noSeal` where the institution has none here.
    func identity(of institution: String) throws -> SealingIdentity {
        guard let seal = try seal(of: institution) else { throw OfficeFault.noSeal(institution: institution) }
        return seal
    }
}
