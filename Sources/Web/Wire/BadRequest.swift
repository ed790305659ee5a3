/// Why the bytes of a request were refused before anybody looked at their meaning.
package enum BadRequest: Error, Equatable, Sendable {
    /// Against the syntax; the text is for the log and holds nothing of the request.
    case malformed(String)
    /// Text that is not UTF-8.
    case notUTF8
    /// More than the named limit allows, in bytes or in pieces.
    case tooLarge(what: String, limit: Int)

    /// The HTTP status that says so (RFC 9110 §15.5).
    package var status: Int {
        switch self {
        case .malformed, .notUTF8: 400
        case .tooLarge: 413
        }
    }
}
