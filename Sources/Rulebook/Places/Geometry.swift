package import Foundation

/// A shape on the map, as somebody drew it: GeoJSON (RFC 7946), or points in Stereo 70 (EPSG:3844), one to a line.
///
/// Stereo 70 lists give X (north) and then Y (east), as Romanian cadastral inventories do, a point's number before them
/// being left out. GeoJSON whose coordinates are metres and not degrees is taken as Stereo 70 too, east before north.
package struct Geometry: Hashable, Sendable {
    package enum System: Hashable, Sendable { case stereo70, wgs84 }
    package enum Shape: String, Hashable, Sendable { case point = "Point", line = "LineString", polygon = "Polygon" }

    package struct Point: Hashable, Sendable {
        /// Metres to the east, or degrees of longitude.
        package let east: Decimal
        /// Metres to the north, or degrees of latitude.
        package let north: Decimal
    }

    package let system: System
    package let shape: Shape
    /// Polygons of rings, outer ring first, each ending where it began; points and lines are one part with one ring.
    package let parts: [[[Point]]]

    /// More points than this are no sketch any more.
    package static let mostPoints = 2_000

    /// Nil for what is neither, lies outside Romania, or has too many points.
    package init?(_ text: String) {
        guard let (shape, parts) = Self.drawn(text) else { return nil }
        let points = parts.joined().joined()
        guard (1...Self.mostPoints).contains(points.count) else { return nil }
        let system: System = points.contains { abs($0.east) > 180 } ? .stereo70 : .wgs84
        let (east, north) = system == .stereo70 ? (100_000...900_000, 200_000...760_000) : (20...30, 43...49)
        guard points.allSatisfy({ east.admits($0.east) && north.admits($0.north) }) else { return nil }
        let least = shape == .point ? 1 : shape == .line ? 2 : 4
        guard parts.joined().allSatisfy({ $0.count >= least && (shape != .polygon || $0.first == $0.last) }) else { return nil }
        (self.system, self.shape, self.parts) = (system, shape, parts)
    }

    /// Whether it is drawn well enough, but with too many points.
    static func hasTooManyPoints(_ text: String) -> Bool {
        text.utf8.count > FieldLimits.geometry || (drawn(text)?.parts.joined().joined().count ?? 0) > mostPoints
    }

    private static func drawn(_ text: String) -> (shape: Shape, parts: [[[Point]]])? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.count <= FieldLimits.geometry else { return nil }
        if trimmed.first == "{" { return (try? JSONDecoder().decode(GeoJSON.self, from: Data(trimmed.utf8)))?.shape }
        return drawn(list: trimmed)
    }

    /// `586123.45 392123.45`, one point to a line; numbers with a point or a comma, spaces, tabs or semicolons between them.
    private static func drawn(list text: String) -> (Shape, [[[Point]]])? {
        var points: [Point] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let cells = line.split { $0.isWhitespace || $0 == ";" }.map { String($0) }
            guard (2...3).contains(cells.count),
                let north = Decimal(coordinate: cells[cells.count - 2]), let east = Decimal(coordinate: cells[cells.count - 1])
            else { return nil }
            points.append(Point(east: east, north: north))
        }
        guard points.allSatisfy({ $0.east > 180 }), !points.isEmpty else { return nil }
        return switch points.count {
        case 1: (.point, [[points]])
        case 2: (.line, [[points]])
        default: (.polygon, [[points.first == points.last ? points : points + points.prefix(1)]])
        }
    }

    /// The corners of the outer rings, each counted once.
    package var cornerCount: Int {
        parts.compactMap(\.first).reduce(0) { $0 + $1.count - (shape == .polygon ? 1 : 0) }
    }

    /// Square metres of a polygon in Stereo 70, rounded to whole ones; nil for others, whose plane is no plane.
    package var area: Decimal? {
        guard system == .stereo70, shape == .polygon else { return nil }
        let total = parts.reduce(Decimal(0)) { sum, rings in
            sum + rings.enumerated().reduce(Decimal(0)) { $0 + ($1.offset == 0 ? 1 : -1) * Self.area(of: $1.element) }
        }
        return total.rounded(toDigits: 0)
    }

    /// The surveyor's formula.
    private static func area(of ring: [Point]) -> Decimal {
        abs(zip(ring, ring.dropFirst()).reduce(Decimal(0)) { $0 + $1.0.east * $1.1.north - $1.1.east * $1.0.north } / 2)
    }

    /// The one spelling that is kept: a list of Stereo 70 points where that says it all, else GeoJSON.
    package var normalised: String {
        if system == .stereo70, parts.count == 1, parts[0].count == 1, shape != .line || parts[0][0].count == 2 {
            let points = shape == .polygon ? parts[0][0].dropLast() : parts[0][0][...]
            return points.map { "\($0.north) \($0.east)" }.joined(separator: "\n")
        }
        func written(_ points: [Point]) -> String { "[\(points.map { "[\($0.east),\($0.north)]" }.joined(separator: ","))]" }
        switch shape {
        case .point: return "{\"type\":\"Point\",\"coordinates\":\(written(parts[0][0]).dropFirst().dropLast())}"
        case .line: return "{\"type\":\"LineString\",\"coordinates\":\(written(parts[0][0]))}"
        case .polygon:
            let polygons = parts.map { "[\($0.map(written).joined(separator: ","))]" }
            return polygons.count == 1
                ? "{\"type\":\"Polygon\",\"coordinates\":\(polygons[0])}"
                : "{\"type\":\"MultiPolygon\",\"coordinates\":[\(polygons.joined(separator: ","))]}"
        }
    }

    /// For people: „Poligon cu 4 colțuri, 1.240 mp (Stereo 70)”.
    func written(_ context: CheckingContext) -> String {
        let system: TraceValue = .text(system == .stereo70 ? "Stereo 70" : "WGS 84")
        let key = shape == .point ? "point" : shape == .line ? "line" : area == nil ? "polygon" : "measured"
        return context.phrases(
            "geometry.\(key)", ["n": .number(cornerCount), "system": system, "area": .decimal(area ?? 0)], in: context.language)
    }
}

/// As much of GeoJSON as a request needs: one shape, alone, as a feature, or in a collection of features of polygons.
private struct GeoJSON: Decodable {
    let shape: (Geometry.Shape, [[[Geometry.Point]]])?

    private enum Keys: String, CodingKey { case type, coordinates, geometry, features }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        func points(_ written: [[Decimal]]) -> [Geometry.Point]? {
            written.allSatisfy { (2...3).contains($0.count) } ? written.map { .init(east: $0[0], north: $0[1]) } : nil
        }
        func rings(_ written: [[[Decimal]]]) -> [[Geometry.Point]]? {
            let rings = written.compactMap(points)
            return rings.count == written.count && !rings.isEmpty ? rings : nil
        }
        switch try container.decode(String.self, forKey: .type) {
        case "Point": shape = points([try container.decode([Decimal].self, forKey: .coordinates)]).map { (.point, [[$0]]) }
        case "LineString": shape = points(try container.decode([[Decimal]].self, forKey: .coordinates)).map { (.line, [[$0]]) }
        case "Polygon": shape = rings(try container.decode([[[Decimal]]].self, forKey: .coordinates)).map { (.polygon, [$0]) }
        case "MultiPolygon":
            let written = try container.decode([[[[Decimal]]]].self, forKey: .coordinates)
            let polygons = written.compactMap(rings)
            shape = polygons.count == written.count ? (.polygon, polygons) : nil
        case "Feature": shape = try container.decode(GeoJSON.self, forKey: .geometry).shape
        case "FeatureCollection":
            let features = try container.decode([GeoJSON].self, forKey: .features).map(\.shape)
            if features.count == 1 {
                shape = features[0]
            } else {
                let polygons = features.compactMap { $0?.0 == .polygon ? $0?.1 : nil }
                shape = polygons.count == features.count ? (.polygon, polygons.flatMap { $0 }) : nil
            }
        default: shape = nil
        }
    }
}

extension Field {
    func read(geometry text: String, _ wrong: (String, [String: TraceValue]) -> FieldReading) -> FieldReading {
        guard let geometry = Geometry(text) else {
            let key = Geometry.hasTooManyPoints(text) ? "too-many-points" : "not-a-geometry"
            return wrong(key, ["most": .number(Geometry.mostPoints)])
        }
        if let crossing = geometry.crossing {
            return wrong("outline-crosses", ["first": .number(crossing.first), "second": .number(crossing.second)])
        }
        return FieldReading(value: .text(geometry.normalised), normalised: .text(geometry.normalised))
    }
}

extension Decimal {
    /// A coordinate as surveyors' programs print it: `586123.45` or `586123,45`.
    fileprivate init?(coordinate text: String) {
        let plain = text.hasSuffix(",") ? String(text.dropLast()) : text
        guard plain.count <= 20, plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }) else { return nil }
        self.init(written: plain.replacing(",", with: "."))
    }
}

extension ClosedRange<Int> {
    fileprivate func admits(_ number: Decimal) -> Bool { Decimal(lowerBound) <= number && number <= Decimal(upperBound) }
}
