/// A place on a picture, in dots, or on paper, in mm, from the top left.
package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
    static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
    var length: Double { (x * x + y * y).squareRoot() }
    func dot(_ other: Point) -> Double { x * other.x + y * other.y }
    /// The turn from this to the other: above 0 clockwise, as y goes down.
    func cross(_ other: Point) -> Double { x * other.y - y * other.x }
}

/// A box, in mm from the top left of the page.
package struct Area: Codable, Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// - Parameter box: `[x, y, width, height]`, as on a `PaperMap`.
    package init(_ box: [Double]) {
        precondition(box.count == 4, "a box has four measures")
        self.init(x: box[0], y: box[1], width: box[2], height: box[3])
    }

    package var box: [Double] { [x, y, width, height].map { ($0 * 100).rounded() / 100 } }
    package var middle: Point { Point(x: x + width / 2, y: y + height / 2) }
    var corners: [Point] {
        [Point(x: x, y: y), Point(x: x + width, y: y), Point(x: x + width, y: y + height), Point(x: x, y: y + height)]
    }

    /// Grown by so many mm on each side; less than 0: shrunk.
    package func grown(left: Double, top: Double, right: Double, bottom: Double) -> Area {
        Area(x: x - left, y: y - top, width: max(0.1, width + left + right), height: max(0.1, height + top + bottom))
    }

    package func grown(_ margin: Double) -> Area { grown(left: margin, top: margin, right: margin, bottom: margin) }

    func moved(by shift: Point) -> Area { Area(x: x + shift.x, y: y + shift.y, width: width, height: height) }
}
