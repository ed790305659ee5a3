/// The registration plate of a vehicle: `CJ12ABC`, `B123XYZ`.
package enum VehiclePlate {
    /// Normalised in capitals, without spaces or hyphens.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let plate = text.compact(without: ["-", "."])
            guard let match = plate.wholeMatch(of: /([A-Z]{1,2})[0-9]{2,3}[A-Z]{3}/) else { throw IdentifierRemark(.plateForm) }
            let isKnown = County(letters: String(match.1)) != nil
            return .valid(plate, warnings: isKnown ? [] : [IdentifierRemark(.plateCounty, ["letters": .text(String(match.1))])])
        }
    }
}
