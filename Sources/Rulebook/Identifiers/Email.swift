/// An address for electronic mail, by the sane part of RFC 5321: a dot-atom, `@`, and a host name with a dot in it.
package enum Email {
    /// Normalised with its host in lower case; the part before `@` stays as it was typed.
    package static func check(_ typed: String) -> IdentifierVerdict {
        // RFC 5321, 4.5.3.1.3: a path has 256 octets, angle brackets included.
        IdentifierVerdict(typed, limit: 254) { text throws(IdentifierRemark) in
            let parts = text.text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, isName(parts[0]), isHost(parts[1]) else { throw IdentifierRemark(.emailForm) }
            return .valid("\(parts[0])@\(parts[1].lowercased())")
        }
    }

    /// `a•••@example.ro`: always three dots, so that the length is not told.
    package static func masked(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return address.masked(first: 0, last: 0) }
        return "\(address.prefix(1))•••\(address[at...])"
    }

    /// Letters, digits and the signs of RFC 5322's atoms, in groups parted by single dots; 64 octets at most.
    private static func isName(_ name: Substring) -> Bool {
        name.utf8.count <= 64
            && name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
            }
    }

    /// Labels of letters, digits and inner hyphens, 63 octets at most (RFC 1035); the last one is a word, not a number.
    private static func isHost(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last, top.count >= 2, !top.isDigits else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: false
        }
    }
}
