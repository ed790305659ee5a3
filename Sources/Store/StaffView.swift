/// Whose eyes a list or a dossier is seen with: an institution, and all its desks or some.
package struct StaffView: Hashable, Sendable {
    package let institution: String
    /// Nil: every desk but the barred ones.
    package let desks: Set<String>?
    /// Restricted desks that this person is not appointed to: nothing of theirs is seen.
    package let barred: Set<String>

    package init(institution: String, desks: Set<String>?, barred: Set<String> = []) {
        self.institution = institution
        self.desks = desks.map { $0.subtracting(barred) }
        self.barred = barred
    }

    package func sees(desk: String) -> Bool { !barred.contains(desk) && desks?.contains(desk) ?? true }

    /// What it demands of the dossiers `d` of a query, as SQL with its arguments.
    var demands: (conditions: [String], arguments: [SQLValue]) {
        if let desks = desks?.sorted() { return ([Books.oneOf("d.desk", desks.count)], desks.map { .text($0) }) }
        if barred.isEmpty { return ([], []) }
        return (["NOT \(Books.oneOf("d.desk", barred.count))"], barred.sorted().map { .text($0) })
    }
}
