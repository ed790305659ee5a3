import Foundation

/// What a page of our forms says of itself: `<address>/formular/<service>/<revision>/<page>`.
package struct PageCode: Codable, Hashable, Sendable {
    package let service: String
    package let revision: String
    /// From 1.
    package let page: Int

    package init(service: String, revision: String, page: Int) {
        (self.service, self.revision, self.page) = (service, revision, page)
    }

    /// - Parameter text: a QR code's; whichever counter's address it begins with.
    /// - Returns: nil where the code is not ours.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).suffix(4).map(String.init)
        guard parts.count == 4, parts[0] == "formular", let page = Int(parts[3]), 1...99 ~= page,
            Self.isName(parts[1]), Self.isName(parts[2])
        else { return nil }
        self.init(service: parts[1], revision: parts[2], page: page)
    }

    /// Small letters, digits and hyphens: it becomes part of a file's name.
    static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
            }
    }
}
