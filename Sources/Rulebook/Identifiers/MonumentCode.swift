/// A code of the list of historic monuments (LMI 2015): `CJ-II-m-B-07542.01` – county, kind, monument/ensemble/site,
/// importance, number.
package enum MonumentCode {
    /// Normalised without spaces, all in capitals but the third part.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            let form = /([A-Z]{1,2})-([IVX]+)-([MSA])-([AB])-([0-9]{5}(?:\.[0-9]{1,3})?)/
            guard let match = text.compact.wholeMatch(of: form), County(letters: String(match.1)) != nil else {
                throw IdentifierRemark(.monumentForm)
            }
            return .valid("\(match.1)-\(match.2)-\(match.3.lowercased())-\(match.4)-\(match.5)")
        }
    }
}
