package import FoundationEssentials

/// Hour and minute as a wall clock shows them, without day or zone: `09:14`.
package struct WallTime: Hashable, Comparable, Sendable {
    /// Minutes since midnight, 0 to 1439.
    package let minutes: Int

    /// 00:00, at which a day begins.
    package static let midnight = WallTime(minutes: 0)

    /// Whole days are dropped: minute 1500 is one o'clock.
    package init(minutes: Int) { self.minutes = (minutes % 1440 + 1440) % 1440 }

    /// What wall clocks in `zone` show at `instant`; seconds are cut off.
    package init(_ instant: Date, in zone: TimeZone) {
        let minutes = (Almanac.gregorian.wallSeconds(instant, in: zone) / 60).rounded(.down)
        self.init(minutes: Int(minutes))
    }

    /// 0 to 23.
    package var hour: Int { minutes / 60 }
    /// 0 to 59.
    package var minute: Int { minutes % 60 }

    package static func < (one: WallTime, other: WallTime) -> Bool { one.minutes < other.minutes }
}

/// Written and read with five ASCII characters, 00:00 to 23:59.
extension WallTime: LosslessStringConvertible {
    package init?(_ text: String) {
        let digits = text.utf8.prefix(6).map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.count == 5, digits[2] == 10 /* a colon follows the nine */ else { return nil }
        guard [0, 1, 3, 4].allSatisfy({ (0...9).contains(digits[$0]) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
        guard hour < 24, minute < 60 else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    package var description: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

extension WallTime: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = WallTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not a time like 09:14")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
