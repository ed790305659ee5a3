import Documents
import Testing

@Suite("QR code")
struct QRCodeTests {
    private let address = "https://ghiseu.exemplu.ro/verificare/7K3M-QX2D-94PT"

    @Test("It is a square with a finder pattern in three corners")
    func shape() throws {
        let modules = try QRCode(address).modules
        #expect(modules.allSatisfy { $0.count == modules.count })
        #expect((modules.count - 17) % 4 == 0)  // 17 + 4 × version
        let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
        let far = modules.count - 7
        for (top, left) in [(0, 0), (0, far), (far, 0)] {
            let corner = (top..<top + 7).map { row in modules[row][left..<left + 7].map { $0 ? "1" : "0" }.joined() }
            #expect(corner == finder)
        }
    }

    @Test("Its error correction level is M")
    func level() throws {
        let modules = try QRCode(address).modules
        // The format information begins in row 8: two bits of level, masked with 10 (ISO/IEC 18004, 7.9); M is 00.
        #expect(modules[8][0] == true && modules[8][1] == false)
    }

    @Test("Its SVG draws exactly the dark modules, inside a quiet zone of 4")
    func svg() throws {
        let code = try QRCode(address)
        let svg = code.svg(title: "Cod „QR” & <co>")
        let runs = svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/).compactMap { run -> (x: Int, y: Int, width: Int)? in
            guard let x = Int(run.1), let y = Int(run.2), let width = Int(run.3), run.3 == run.4 else { return nil }
            return (x, y, width)
        }
        var drawn = Array(repeating: Array(repeating: false, count: code.modules.count), count: code.modules.count)
        for run in runs { for x in run.x..<run.x + run.width { drawn[run.y - 4][x - 4] = true } }
        #expect(drawn == code.modules)
        #expect(svg.contains(#"viewBox="0 0 \#(code.modules.count + 8) \#(code.modules.count + 8)""#))
        #expect(svg.contains("aria-label=\"Cod „QR” &amp; &lt;co>\""))
        #expect(!svg.contains("style"))
    }

    @Test("A text that no code can hold is refused", arguments: ["", "a\0b", String(repeating: "x", count: QRCode.textLimit + 1)])
    func refused(text: String) {
        #expect(throws: QRCode.Failure.self) { try QRCode(text) }
    }

    @Test("The longest text fits")
    func longest() throws {
        #expect(try QRCode(String(repeating: "x", count: QRCode.textLimit)).modules.count == 177)
    }
}
