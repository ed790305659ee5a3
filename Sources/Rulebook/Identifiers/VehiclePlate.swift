/// The registration plate of a vehicle: `CJ12ABC`, `B123XYZ`.
package enum VehiclePlate {
    /// Normalised in capitals, without spaces or hyphens.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            let plate = text.compact(without: ["-", "."])
            var scan = IdentifierScanner(plate)
            guard let letters = scan.capitals(1...2).map(String.init), scan.digits(2...3) != nil, scan.capitals(3) != nil,
                scan.isAtEnd
            else { throw IdentifierRemark(.plateForm) }
            let isKnown = County(letters: letters) != nil
            return .valid(plate, warnings: isKnown ? [] : [IdentifierRemark(.plateCounty, ["letters": .text(letters)])])
        }
    }
}
