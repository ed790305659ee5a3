import Crypto
import Foundation

/// A request to S3, and its signature: AWS Signature Version 4, with the whole payload's hash in one piece.
/// ("Signature Calculations for the Authorization Header", Amazon S3 API Reference)
struct S3Request: Sendable {
    var method: String
    var host: String
    /// As it is meant, not yet encoded; begins with a slash.
    var path: String
    var query: [String: String] = [:]
    /// Besides the host and what the signature adds; names in lower case.
    var headers: [String: String] = [:]
    /// Of the body, in hexadecimal digits.
    var payload = S3Request.emptyPayload

    static let emptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// As it stands in the request's first line.
    var target: String {
        let path = Self.encoded(path, keeping: "/")
        return query.isEmpty ? path : "\(path)?\(canonicalQuery)"
    }

    private var canonicalQuery: String {
        query.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.sorted().joined(separator: "&")
    }

    /// All headers to send.
    func signed(by credentials: S3Credentials, region: String, at moment: Date) -> [String: String] {
        let time = moment.formatted(Self.timeStyle)
        let scope = "\(time.prefix(8))/\(region)/s3/aws4_request"
        var headers = headers
        headers["host"] = host
        headers["x-amz-content-sha256"] = payload
        headers["x-amz-date"] = time
        let names = headers.keys.sorted()
        let canonical =
            [method, Self.encoded(path, keeping: "/"), canonicalQuery]
            + names.map { "\($0):\((headers[$0] ?? "").trimmingCharacters(in: .whitespaces))" } + [
                "", names.joined(separator: ";"), payload,
            ]
        let digest = SHA256.hash(data: Data(canonical.joined(separator: "\n").utf8)).hexadecimal
        let statement = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(digest)"
        let key = [String(time.prefix(8)), region, "s3", "aws4_request"].reduce(Array("AWS4\(credentials.secret)".utf8)) { key, word in
            Self.code(word, key)
        }
        let signature = Self.code(statement, key).map { String(format: "%02x", $0) }.joined()
        headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.key)/\(scope),SignedHeaders=\(names.joined(separator: ";")),Signature=\(signature)"
        return headers
    }

    private static func code(_ text: String, _ key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    /// `20130524T000000Z`
    private static let timeStyle = Date.ISO8601FormatStyle(
        dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted, timeZone: .gmt)

    /// All but the unreserved characters of RFC 3986, byte by byte.
    private static func encoded(_ text: String, keeping kept: String = "") -> String {
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~\(kept)".utf8)
        return text.utf8.map { allowed.contains($0) ? String(UnicodeScalar($0)) : String(format: "%%%02X", $0) }.joined()
    }
}
