import Foundation
import Testing

/// The style sheets and the script as they lie in `Content/static`.
@Suite("The static files")
struct StaticFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Content/static").standardized

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }

    /// The custom properties declared between `selector {` and the next `}`.
    private func tokens(_ selector: String, in sheet: String) throws -> [String: String] {
        let start = try #require(sheet.range(of: selector + " {"))
        let block = sheet[start.upperBound...].prefix { $0 != "}" }
        let pairs = block.split(separator: ";").compactMap { line -> (String, String)? in
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            return parts.count == 2 && parts[0].hasPrefix("--") ? (parts[0], parts[1]) : nil
        }
        return Dictionary(pairs) { $1 }
    }

    @Test("The dark palette is the same whether the device or the visitor asks for it")
    func darkPalettes() throws {
        let sheet = try text("ghiseu.css")
        let device = try tokens(":root:not([data-theme=\"light\"])", in: sheet)
        let visitor = try tokens(":root[data-theme=\"dark\"]", in: sheet)
        #expect(device.count > 30)
        #expect(device == visitor)
    }

    @Test("Every colour of the light palette has its dark one, and every token used is declared")
    func tokensDeclared() throws {
        let sheet = try text("ghiseu.css")
        let light = try tokens(":root", in: sheet)
        let dark = try tokens(":root[data-theme=\"dark\"]", in: sheet)
        let colours = light.filter { $0.value.hasPrefix("#") }.keys
        #expect(colours.filter { dark[$0] == nil } == [])
        for used in (sheet + (try text("desk.css")) + (try text("paper.css"))).matches(of: /var\((--[a-z0-9-]+)\)/) {
            #expect(light[String(used.1)] != nil, "\(used.1)")
        }
    }

    @Test(
        "Text stands out from its ground by 4.5 to 1, controls and data by 3 to 1, in both palettes",
        arguments: [":root", ":root[data-theme=\"dark\"]"])
    func contrast(selector: String) throws {
        let colour = try tokens(selector, in: text("ghiseu.css"))
        let texts = [
            ("--ink", "--paper"), ("--ink", "--surface"), ("--ink-2", "--paper"), ("--ink-2", "--surface"), ("--ink-2", "--sunken"),
            ("--link", "--paper"), ("--link", "--surface"), ("--on-act", "--act"), ("--on-act", "--act-2"), ("--on-brand", "--brand"),
            ("--on-brand-2", "--brand"), ("--on-brand-2", "--brand-2"), ("--ok", "--ok-bg"), ("--warn", "--warn-bg"), ("--bad", "--bad-bg"),
            ("--wait", "--wait-bg"), ("--info", "--info-bg"), ("--mute", "--mute-bg"), ("--bad", "--paper"), ("--ok", "--paper"),
        ]
        let shapes = [("--edge", "--surface"), ("--c1", "--surface"), ("--c2", "--surface"), ("--c3", "--surface"), ("--c4", "--surface")]
        for (pairs, floor) in [(texts, 4.5), (shapes, 3.0)] {
            for (front, ground) in pairs {
                let ratio = Self.contrast(try #require(colour[front]), try #require(colour[ground]))
                #expect(ratio >= floor, "\(front) on \(ground): \(ratio)")
            }
        }
    }

    @Test("The sheets and the script stay small: what a first visit downloads")
    func budget() throws {
        #expect(try text("ghiseu.css").utf8.count < 40_000)
        #expect(try text("desk.css").utf8.count < 13_000)
        #expect(try text("ghiseu.js").utf8.count < 13_000)
        #expect(try text("paper.css").utf8.count + text("paper.js").utf8.count < 13_000)
    }

    @Test("Nothing is fetched from elsewhere, and the script makes no markup from text")
    func selfContained() throws {
        for name in ["ghiseu.css", "desk.css", "paper.css", "ghiseu.js", "paper.js"] {
            let text = try text(name)
            for forbidden in ["http://", "https://", "url(", "@import", "innerHTML", "eval(", "document.write"] {
                #expect(!text.contains(forbidden), "\(forbidden) in \(name)")
            }
        }
    }

    /// Contrast of two colours `#rrggbb` or `#rgb` (WCAG 2.2, contrast ratio).
    private static func contrast(_ first: String, _ second: String) -> Double {
        let bright = max(luminance(first), luminance(second))
        let dark = min(luminance(first), luminance(second))
        return (bright + 0.05) / (dark + 0.05)
    }

    private static func luminance(_ colour: String) -> Double {
        var digits = Array(colour.dropFirst())
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
        let channels = stride(from: 0, to: 6, by: 2).map { index -> Double in
            let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
}
