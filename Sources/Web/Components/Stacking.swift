/// A table on wide screens; on telephones each row is a card, in which the cells say themselves what they are. So that it remains a
/// table for every reader, its ARIA roles are written out.
extension HTML {
    /// - Parameter rows: drawn with ``stackingRow(content:)``.
    package func stackingTable(_ caption: String, _ columns: [String], rows: () -> Void) {
        table(class: "table stacks", .role("table")) {
            self.caption(caption, class: "vh")
            thead(.role("rowgroup")) {
                tr(.role("row")) { for column in columns { th(column, .col, .role("columnheader")) } }
            }
            tbody(.role("rowgroup"), content: rows)
        }
    }

    package func stackingRow(content: () -> Void) { tr(.role("row"), content: content) }

    /// - Parameter name: the column's, shown where there are no columns; nil where the content speaks for itself.
    package func stackingCell(_ name: String? = nil, class: String? = nil, content: () -> Void) {
        td(class: `class`, .role("cell"), .attr("data-l", name), content: content)
    }
}
