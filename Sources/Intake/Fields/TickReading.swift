/// What the boxes to tick of one field say, by how much of each is inked.
struct TickReading: Hashable, Sendable {
    /// The values of the options that are ticked, in their order.
    let ticked: [String]
    /// Scribbled over, beyond the box on both sides: ticked, and then taken back.
    let corrected: [String]
    /// No box's ink is between empty and ticked, and none was taken back.
    let isClear: Bool
    /// How far the nearest box is from the border between empty and ticked, 0…1.
    let certainty: Double

    /// Shares of a box's inside: below the first it is empty, from the second on ticked, from the third on filled in.
    static let (empty, tick, solid) = (0.035, 0.06, 0.45)
    /// So much of the paper on both sides is inked where a box is scribbled over.
    static let scribble = 0.12

    init(_ options: [(value: String, ink: Double, spill: Double)]) {
        let corrected = options.filter { $0.ink >= Self.solid && $0.spill >= Self.scribble }.map(\.value)
        var ticked = options.filter { $0.ink >= Self.tick }.map(\.value).filter { !corrected.contains($0) }
        // A lone box that is filled in was meant so: nothing else takes its place.
        if ticked.isEmpty, corrected.count == 1 { ticked = corrected }
        self.ticked = ticked
        self.corrected = corrected
        isClear = corrected.isEmpty && options.allSatisfy { $0.ink < Self.empty || $0.ink >= Self.tick }
        let border = (Self.empty + Self.tick) / 2
        certainty = options.map { min(abs($0.ink - border) / border, 1) }.min() ?? 0
    }
}
