import Foundation

/// An IP address, as far as it must be known to keep webhooks out of the networks behind us.
enum NetworkAddress: Equatable {
    case v4([UInt8])
    case v6([UInt8])

    /// Nil for any other family.
    init?(_ address: UnsafePointer<sockaddr>, length: Int) {
        let bytes = UnsafeRawBufferPointer(start: address, count: length)
        switch Int32(address.pointee.sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            self = .v4(Array(bytes[4..<8]))  // after family and port
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            self = .v6(Array(bytes[8..<24]))  // after family, port and flow
        default: return nil
        }
    }

    /// From its text, as a person writes it.
    init?(_ text: String) {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self = .v6(withUnsafeBytes(of: six) { Array($0) })
        } else {
            return nil
        }
    }

    /// Whether it is globally reachable by the registries of special-purpose addresses (RFC 6890 and IANA's lists after it).
    var isPublic: Bool {
        switch self {
        case .v4(let bytes): !Self.special4.contains { $0.holds(bytes) }
        case .v6(let bytes):
            // What carries an IPv4 address inside (mapped, NAT64) is as public as that; else only 2000::/3 is handed out.
            if Self.carriers.contains(where: { $0.holds(bytes) }) {
                Self.v4(Array(bytes[12..<16])).isPublic
            } else {
                bytes[0] & 0xe0 == 0x20 && !Self.special6.contains { $0.holds(bytes) }
            }
        }
    }

    private struct Block {
        let bytes: [UInt8]
        let bits: Int

        init(_ bytes: [UInt8], _ bits: Int) {
            self.bytes = bytes
            self.bits = bits
        }

        func holds(_ address: [UInt8]) -> Bool {
            bytes.indices.allSatisfy { index in
                let mask = UInt8(truncatingIfNeeded: 0xff00 >> min(8, max(0, bits - index * 8)))
                return address[index] & mask == bytes[index] & mask
            }
        }
    }

    private static let special4 = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16), Block([172, 16], 12),
        Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24),
        Block([203, 0, 113], 24), Block([224], 3),
    ]
    /// Protocol assignments with Teredo, documentation, 6to4.
    private static let special6 = [Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0d, 0xb8], 32), Block([0x20, 0x02], 16)]
    private static let carriers = [
        Block([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96), Block([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96),
    ]
}
