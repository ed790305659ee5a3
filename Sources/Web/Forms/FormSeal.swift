import Crypto
import Foundation

/// Form tokens: each answer carries the browser's secret under a mask of its own, so that nothing repeats that
/// compression could give away (BREACH), and no cookie's value ever stands in a page.
enum FormSeal {
    private static let length = 16

    /// - Parameter mask: as many random bytes as the token is long: 16.
    static func token(of secret: String, mask: [UInt8]) -> FormToken {
        let hidden = zip(mask, digest(secret)).map { $0 ^ $1 }
        return FormToken((mask + hidden).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined())
    }

    /// Whether a form carries a token of that secret; takes the same time whatever is wrong with it.
    static func holds(_ token: String, for secret: String) -> Bool {
        let digits = token.utf8.prefix(length * 4 + 1).compactMap(\.hexDigit)
        guard !secret.isEmpty, token.utf8.count == length * 4, digits.count == length * 4 else { return false }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        let difference = zip(zip(bytes.prefix(length), bytes.suffix(length)), digest(secret)).reduce(UInt8(0)) {
            $0 | ($1.0.0 ^ $1.0.1 ^ $1.1)
        }
        return difference == 0
    }

    private static func digest(_ secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Data("form:\(secret)".utf8)).prefix(length))
    }

    static let maskLength = length
}
