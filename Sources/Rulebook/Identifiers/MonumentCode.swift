/// A code of the list of historic monuments (LMI 2015): `CJ-II-m-B-07542.01` – county, kind, monument/ensemble/site,
/// importance, number.
package enum MonumentCode {
    /// Normalised without spaces, all in capitals but the third part.
    package static func check(_ typed: String) -> IdentifierVerdict {
        IdentifierVerdict(typed, limit: 40) { text throws(IdentifierRemark) in
            guard let code = normalised(text.compact) else { throw IdentifierRemark(.monumentForm) }
            return .valid(code)
        }
    }

    private static func normalised(_ text: String) -> String? {
        var scan = IdentifierScanner(text)
        guard let county = scan.capitals(1...2), County(letters: String(county)) != nil, scan.take("-"),
            let kind = scan.capitals(1...5, of: "IVX"), scan.take("-"), let extent = scan.capitals(1, of: "MSA"), scan.take("-"),
            let importance = scan.capitals(1, of: "AB"), scan.take("-"), let number = scan.digits(5)
        else { return nil }
        let part = scan.take(".") ? scan.digits(1...3) : ""
        guard let part, scan.isAtEnd else { return nil }
        return "\(county)-\(kind)-\(extent.lowercased())-\(importance)-\(number)" + (part.isEmpty ? "" : ".\(part)")
    }
}
