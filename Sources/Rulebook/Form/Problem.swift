/// One thing wrong with an application: where, what kind, and the sentence for the person.
package struct Problem: Hashable, Sendable, Codable {
    /// A field's key, `rows[2].column`, or `attachment:A-CF30`.
    package let field: String
    /// Stable code for programs: `required`, `too_long`, `not_a_number`, `cnp_checksum` …
    package let code: String
    package let message: String

    package init(field: String, code: String, message: String) {
        self.field = field
        self.code = code
        self.message = message
    }
}
