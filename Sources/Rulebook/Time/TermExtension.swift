/// More time, granted within the law: +15 days for a petition by the head of the institution (OG 27/2002 art. 9).
/// Who may grant it, and how often, is the workflow's business.
package struct TermExtension: Hashable, Codable, Sendable {
    /// How much, in `unit`.
    package let length: Int
    /// It need not be the unit of the term that it extends.
    package let unit: TermUnit
    /// The law's article, as people cite it.
    package let basis: String

    package init(_ length: Int, _ unit: TermUnit, basis: String) {
        self.length = length
        self.unit = unit
        self.basis = basis
    }
}
