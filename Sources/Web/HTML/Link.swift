/// An address that is safe in `href`, `src` and `action`: a path of this site, a fragment, or one of four schemes.
///
/// ```swift
/// let here: Link = "/dosare/\(number)?pagina=\(cursor)"
/// ```
/// The literal parts are the programmer's; the interpolated ones are percent-encoded, slashes included, so a value
/// can never become another path segment, another parameter or a scheme.
package struct Link: Sendable, Hashable, CustomStringConvertible {
    /// The address as it stands in the attribute, before HTML escaping.
    package let description: String

    private init(checked address: String) { description = address }

    /// An address from content or configuration.
    ///
    /// - Returns: `nil` unless it begins with `/` (but not `//`), `#`, `?`, `https:`, `http:`, `mailto:` or `tel:`
    ///   and holds no space and no control character (RFC 3986).
    package init?(_ address: String) {
        guard Self.isSafe(address) else { return nil }
        self.init(checked: address)
    }

    /// The place of an element on the same page.
    package static func fragment(_ id: String) -> Link { Link(checked: "#" + encoded(id)) }

    /// The same address with one more parameter; `nil` adds nothing.
    package func with(_ name: StaticString, _ value: String?) -> Link {
        guard let value else { return self }
        let parts = description.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let joint = parts[0].contains("?") ? "&" : "?"
        let fragment = parts.count > 1 ? "#" + parts[1] : ""
        return Link(checked: "\(parts[0])\(joint)\(name)=\(Self.encoded(value))\(fragment)")
    }

    private static let schemes = ["https://", "http://", "mailto:", "tel:"]

    private static func isSafe(_ address: String) -> Bool {
        // A backslash after the first slash is read as a second slash by browsers.
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
        if address.hasPrefix("/") { return !address.hasPrefix("//") }
        if address.hasPrefix("#") || address.hasPrefix("?") { return true }
        let lowercased = address.prefix(8).lowercased()
        return schemes.contains { lowercased.hasPrefix($0) && address.utf8.count > $0.utf8.count }
    }

    /// Percent-encoding of everything but the unreserved characters of RFC 3986 §2.3.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Link: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var address = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            address.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { address += literal }

        package mutating func appendInterpolation(_ value: String) {
            // A whole segment of dots would climb out of its folder, however it is encoded.
            address += value == "." || value == ".." ? String(repeating: "_", count: value.count) : Link.encoded(value)
        }

        package mutating func appendInterpolation(_ value: some BinaryInteger) { address += String(value) }
    }

    /// Traps on a literal that is not a safe address: a mistake of the program, found by the first test of its page.
    package init(stringLiteral literal: String) {
        precondition(Self.isSafe(literal), "not a safe address: \(literal)")
        self.init(checked: literal)
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(stringLiteral: stringInterpolation.address)
    }
}
