import Rulebook

/// What was cut out of a scan for one place of a form, and what the recogniser sees in it.
struct FieldSight: Sendable {
    let place: PaperMap.Place
    /// The lines of writing from the top; of a field in cells, the cells joined to one line.
    var lines: [LineProbabilities] = []
    /// Cell by cell; nil where nothing is written.
    var cells: [CellSight?] = []
    /// Boxes to tick, by their values: how much of the inside is inked, 0…1.
    var options: [FieldScan.Tick] = []
    /// Answers one below the other; nil where nothing is written.
    var items: [LineProbabilities?] = []
    /// How much of a lone box, or of the place of a signature, is inked, 0…1.
    var ink = 0.0
    var spill = 0.0
    /// Of the page's marks, in mm.
    var residual = 0.0
    /// How straight the letters stand, 0…1; nil where that says nothing.
    var straightness: Double?
    var setting = Setting.hand
    /// What other recognisers see in `lines`, by their names.
    var others: [String: [LineProbabilities]] = [:]

    init(_ place: PaperMap.Place) { self.place = place }
}

/// What is seen in one cell.
struct CellSight: Sendable {
    /// By the reader of lines; nil where it was not asked.
    var asLine: LineProbabilities?
    /// By the reader of cells; nil where there is none.
    var asCell: LineProbabilities?
}

/// What is made of one place, before it is weighed.
struct Interpretation: Sendable {
    var value: String
    var raw: String
    var repaired = false
    var alternatives: [String] = []
    var evidence = FieldEvidence()
    /// Whatever the confidence, a person has to look.
    var isForPerson = false
    /// What each reader read, by its name.
    var readings: [String: String] = [:]
}
