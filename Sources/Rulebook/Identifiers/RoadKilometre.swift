/// A place along a road: `12+300` is 12 kilometres and 300 metres from its beginning.
package enum RoadKilometre {
    /// Normalised without spaces and without leading zeros.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 20) { text throws(IdentifierRemark) in
            var scan = IdentifierScanner(text.compact(after: ["KM", "."]))
            guard let kilometres = scan.digits(1...3).flatMap({ Int($0) }), scan.take("+"), let metres = scan.digits(3), scan.isAtEnd
            else { throw IdentifierRemark(.kilometreForm) }
            return .valid("\(kilometres)+\(metres)")
        }
    }

    /// Metres from the road's beginning, so that places can be compared. Nil for what `check` refuses.
    package static func metres(_ typed: String) -> Int? {
        check(typed).normalised.flatMap { Int($0.filter { $0 != "+" }) }
    }
}
