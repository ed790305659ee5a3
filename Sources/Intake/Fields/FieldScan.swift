package import Rulebook

/// What was cut out of a page for one field, before anybody reads it.
package struct FieldScan: Sendable {
    package let place: PaperMap.Place
    /// The field as the service asks it today; nil where it does not, and for what is no field.
    package let field: Field?
    package var ticks: [Tick] = []
    package var cells: [Cell] = []
    /// Writing, line by line; of a table, its cells.
    package var lines: [Line] = []
    /// Of a signature's box: how much of it is ink, 0…1.
    package var ink = 0.0

    package struct Tick: Sendable {
        /// The option's value; `true` for a statement.
        package let value: String
        package let area: Area
        /// How much of the inside is ink, 0…1.
        package let ink: Double
        /// How much of what is beside the box is ink, on the side that has less, 0…1: a box that is scribbled over has some on both.
        package var spill = 0.0
    }

    /// One character's cell, without its frame.
    package struct Cell: Sendable {
        package let area: Area
        package let image: GrayImage
        package let ink: Double

        var isFilled: Bool { ink >= FieldCropper.blankCell }
    }

    /// Those in which something is written, in their order.
    var filledCells: [Cell] { cells.filter(\.isFilled) }

    package struct Line: Sendable {
        package let area: Area
        /// Of a table: the row, from 0, and the column's key.
        package var row: Int?
        package var column: String?
        /// Trimmed to the ink, what is printed taken away, with less paper around and with more; none: nothing is written.
        package let looks: [Writing]

        var writing: GrayImage? { looks.first?.image }
    }

    package var isBlank: Bool {
        lines.allSatisfy { $0.writing == nil } && filledCells.isEmpty
            && ticks.allSatisfy { $0.ink < FieldCropper.ticked }
    }
}
