/// The name of a county road: `DJ103G`.
package enum CountyRoad {
    /// Normalised in capitals, without spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let road = text.compact(without: ["-"])
            var scan = IdentifierScanner(road)
            guard scan.take("DJ"), scan.digits(3) != nil, scan.capitals(0...1) != nil, scan.isAtEnd else {
                throw IdentifierRemark(.countyRoadForm)
            }
            return .valid(road)
        }
    }
}
