/// The name of a county road: `DJ103G`.
package enum CountyRoad {
    /// Normalised in capitals, without spaces.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let road = text.compact(without: ["-"])
            guard road.wholeMatch(of: /DJ[0-9]{3}[A-Z]?/) != nil else { throw IdentifierRemark(.countyRoadForm) }
            return .valid(road)
        }
    }
}
