import CArgon2
import Foundation
import NIOPosix

/// Password hashes: argon2id (RFC 9106) by libargon2, on threads of their own, few at a time.
struct Passwords: Sendable {
    private static let memory: UInt32 = 19_456  // KiB (OWASP: 19 MiB, t = 2, p = 1)
    private static let passes: UInt32 = 2
    private static let lanes: UInt32 = 1
    private static let saltLength = 16
    private static let hashLength = 32

    let pool: NIOThreadPool

    /// An encoded hash (`$argon2id$…`).
    func hash(_ password: String, salt: [UInt8]) async throws -> String {
        try await pool.runIfActive {
            var encoded = [CChar](repeating: 0, count: 256)
            let bytes = Array(password.utf8)
            let result = argon2id_hash_encoded(
                Self.passes, Self.memory, Self.lanes, bytes, bytes.count, salt, salt.count, Self.hashLength, &encoded, encoded.count)
            guard result == 0 else { throw OfficeFault.passwordHash }
            return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether a password fits; takes the same time for accounts that do not exist (`hash` nil).
    func verify(_ password: String, against hash: String?) async throws -> Bool {
        let encoded = hash ?? Self.nobody
        let fits = try await pool.runIfActive {
            let bytes = Array(password.utf8)
            return argon2id_verify(encoded, bytes, bytes.count) == 0
        }
        return fits && hash != nil
    }

    /// The hash of no password, with the same cost.
    private static let nobody =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}
