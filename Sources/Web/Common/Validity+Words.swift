import Rulebook

extension Speech {
    /// How long an act is good: „valabil până 2 martie 2027”, or what its holder has to do by then.
    /// - Parameters:
    ///   - last: its last day; nil: without end.
    ///   - service: what issued it; nil where nobody knows it any more.
    func validity(
        until last: Day?, issuedOn day: Day, by service: PublicService?, on today: Day, _ style: DateStyle = .long
    ) -> String {
        guard let last else { return self("validity.endless") }
        let purpose = service?.act.purpose(of: last, issuedOn: day).map { "\($0.rawValue)-" } ?? ""
        return self("validity.\(purpose)\(last < today ? "ended" : "valid")", ["day": .text(date(last, style))])
    }
}
