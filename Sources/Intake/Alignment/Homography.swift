/// A projective map of the plane: what a flat page does in a scan or a photograph.
package struct Homography: Hashable, Sendable {
    /// The matrix, row by row; the last number is 1.
    private let x, y, w: SIMD3<Double>

    /// The map that takes points to others: through four exactly, else with the least squares of the equations.
    /// - Returns: nil where the points do not settle it: fewer than four, or too many on one line.
    package init?(from source: [Point], to target: [Point]) {
        guard source.count == target.count, source.count >= 4 else { return nil }
        // Points are moved and scaled about their middle first, so that the equations are of one size.
        let (a, b) = (Norm(source), Norm(target))
        var normal = [[Double]](repeating: [Double](repeating: 0, count: 9), count: 8)
        for (s, t) in zip(source.map(a.apply), target.map(b.apply)) {
            for row in [
                [s.x, s.y, 1, 0, 0, 0, -s.x * t.x, -s.y * t.x, t.x], [0, 0, 0, s.x, s.y, 1, -s.x * t.y, -s.y * t.y, t.y],
            ] {
                for i in 0..<8 { for j in 0..<9 { normal[i][j] += row[i] * row[j] } }
            }
        }
        guard let solved = Self.solve(normal) else { return nil }
        self.init(Self.product(b.inverse, Self.product(solved + [1], a.matrix)))
        guard matrix.allSatisfy(\.isFinite) else { return nil }
    }

    private init(_ matrix: [Double]) {
        let m = matrix.map { $0 / matrix[8] }
        (x, y, w) = (SIMD3(m[0], m[1], m[2]), SIMD3(m[3], m[4], m[5]), SIMD3(m[6], m[7], m[8]))
    }

    private var matrix: [Double] { [x[0], x[1], x[2], y[0], y[1], y[2], w[0], w[1], w[2]] }

    package func callAsFunction(_ p: Point) -> Point { self(p.x, p.y) }

    @inline(__always)
    package func callAsFunction(_ px: Double, _ py: Double) -> Point {
        let depth = w[0] * px + w[1] * py + w[2]
        return Point(x: (x[0] * px + x[1] * py + x[2]) / depth, y: (y[0] * px + y[1] * py + y[2]) / depth)
    }

    /// Enlarged: where the target is a picture and each of its dots becomes so many.
    func scaled(by factor: Double) -> Homography {
        Homography(Self.product([factor, 0, 0, 0, factor, 0, 0, 0, 1], matrix))
    }

    /// Of a source that was moved: what was at `p` is looked for at `p + shift`.
    func moved(by shift: Point) -> Homography {
        Homography(Self.product(matrix, [1, 0, shift.x, 0, 1, shift.y, 0, 0, 1]))
    }

    /// How many units of the target one unit of the source is, about a point.
    func scale(at p: Point) -> Double {
        let across = self(p.x + 0.5, p.y) - self(p.x - 0.5, p.y)
        let down = self(p.x, p.y + 0.5) - self(p.x, p.y - 0.5)
        return abs(across.cross(down)).squareRoot()
    }

    /// The way back.
    package var inverse: Homography? {
        let m = matrix
        let cofactors: [Double] = [
            m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
        ]
        let determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6]
        guard abs(determinant) > 1e-12, abs(cofactors[8]) > 1e-12 else { return nil }
        return Homography(cofactors)
    }

    private struct Norm {
        let middle: Point
        let scale: Double

        init(_ points: [Point]) {
            let count = Double(points.count)
            let middle = Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
            let spread = points.reduce(0) { $0 + ($1 - middle).length } / count
            self.middle = middle
            scale = spread > 1e-9 ? 1 / spread : 1
        }

        func apply(_ p: Point) -> Point { Point(x: (p.x - middle.x) * scale, y: (p.y - middle.y) * scale) }
        var matrix: [Double] { [scale, 0, -middle.x * scale, 0, scale, -middle.y * scale, 0, 0, 1] }
        var inverse: [Double] { [1 / scale, 0, middle.x, 0, 1 / scale, middle.y, 0, 0, 1] }
    }

    private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: 9)
        for row in 0..<3 {
            for column in 0..<3 {
                for k in 0..<3 { result[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column] }
            }
        }
        return result
    }

    /// Gauss and Jordan, the greatest pivot first; nil where the equations do not settle it.
    private static func solve(_ equations: [[Double]]) -> [Double]? {
        var rows = equations
        let count = rows.count
        for column in 0..<count {
            let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            rows.swapAt(column, pivot)
            guard abs(rows[column][column]) > 1e-10 else { return nil }
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                for k in column...count { rows[row][k] -= factor * rows[column][k] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}
