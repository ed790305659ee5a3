import Testing

@testable import Web

@Suite("Questions of a form")
struct ComponentsFormTests {
    private func html(_ field: Field) -> String { HTML.render { $0.field(field) }.string }

    @Test("A refused answer is marked, and its hint and error are read with it, in that order")
    func refused() {
        let page = html(Field("cad", "Număr cadastral", .text(value: "x", type: .digits), hint: "Cifre.", error: "Scrie cifre"))
        #expect(
            page.hasPrefix(
                "<div class=\"field bad\"><label for=\"cad\">Număr cadastral</label><p id=\"cad-hint\" class=\"hint\">Cifre.</p>"))
        #expect(page.contains("aria-invalid=\"true\" aria-describedby=\"cad-hint cad-err\" required>"))
        #expect(page.contains("<span class=\"vh\">Eroare: </span>Scrie cifre"))
    }

    @Test("An answer in order is not marked and refers to nothing that is not there")
    func plain() {
        let page = html(Field("nume", "Nume", .text(value: "Ana & Ion"), need: .optional))
        #expect(
            page
                == "<div class=\"field\"><label for=\"nume\">Nume <span class=\"opt\">(opțional)</span></label>"
                + "<input type=\"text\" id=\"nume\" name=\"nume\" value=\"Ana &amp; Ion\"></div>")
    }

    @Test(
        "The error summary leads to the first control of every kind of question",
        arguments: [
            Field.Control.text(), .area(), .select([.init("a", "A")], value: nil), .radios([.init("a", "A"), .init("b", "B")], value: "b"),
            .checks([.init("a", "A")], values: []), .yesNo(nil), .dateParts(.init()), .date(), .file(accept: ".pdf", limit: 1_000_000),
        ])
    func summaryTargets(control: Field.Control) {
        let page = HTML.render { h in
            h.errorSummary([Problem(field: "persoane.0.x", "Scrie")])
            h.field(Field("persoane.0.x", "X", control, error: "Scrie"))
        }
        #expect(page.string.contains("href=\"#persoane-0-x\""))
        #expect(page.string.split(separator: "id=\"persoane-0-x\"").count == 2)
        let element = page.string.split(separator: "id=\"persoane-0-x\"")[0].split(separator: "<").last ?? ""
        #expect(["input", "select", "textarea"].contains { element.hasPrefix($0) }, "\(element)")
        #expect(MarkupCheck.problems(page.string, isPage: false) == [])
    }

    @Test("One chosen option is checked, and only that one")
    func radios() {
        let page = html(Field("reg", "Unde?", .radios([.init("i", "Intravilan"), .init("e", "Extravilan")], value: "e")))
        #expect(page.contains("value=\"e\" checked required>"))
        #expect(page.contains("value=\"i\" required>"))
        #expect(page.hasPrefix("<fieldset class=\"field\" role=\"radiogroup\" aria-required=\"true\"><legend>Unde?</legend>"))
    }

    @Test("Several may be ticked")
    func checks() {
        let page = html(Field("l", "Ce?", .checks([.init("a", "A"), .init("b", "B"), .init("c", "C")], values: ["a", "c"])))
        #expect(page.split(separator: " checked").count == 3)
    }

    @Test("A date's three inputs are sent under three names")
    func dateParts() {
        let page = html(Field("data", "Data", .dateParts(.init(day: "7", month: "9", year: "2026"))))
        for (name, value) in [("zi", "7"), ("luna", "9"), ("an", "2026")] {
            #expect(page.contains("name=\"data.\(name)\" value=\"\(value)\""))
        }
    }

    @Test("A password typed before never comes back into the page")
    func password() {
        #expect(!html(Field("parola", "Parola", .text(value: "secret", type: .password))).contains("secret"))
    }

    @Test("A file input says its limit to the script")
    func file() {
        let page = html(Field("doc", "Document", .file(accept: ".pdf", limit: 20_000_000)))
        #expect(page.contains("data-limit=\"20000000\" data-too-large=\"Fișierul are {} MB; limita este 20 MB\""))
    }

    @Test("A conditional question carries its condition")
    func condition() {
        #expect(
            html(Field("cui", "CUI", .text(), condition: .init("tip", isOneOf: ["pj", "pfa"]))).contains(
                "data-when=\"tip\" data-is=\"pj pfa\""))
    }

    @Test("Rows can be added up to the most and taken out down to the least")
    func repeating() {
        func page(_ count: Int) -> String {
            HTML.render { h in
                let rows = Repeating("p", "Proprietari", count: count, in: 1...3, rowName: "Proprietar", add: "Adaugă")
                h.repeating(rows) { row in h.field(Field(rows.fieldName(row, "nume"), "Nume", .text())) }
            }.string
        }
        #expect(!page(1).contains("name=\"scoate\"") && page(1).contains("name=\"adauga\" value=\"p\""))
        #expect(page(2).contains("name=\"scoate\" value=\"p.1\"") && page(2).contains("name=\"p.1.nume\""))
        #expect(page(3).contains("name=\"scoate\" value=\"p.2\"") && !page(3).contains("name=\"adauga\""))
    }

    @Test(
        "The error summary counts in good Romanian",
        arguments: [(1, "Mai este un lucru"), (3, "Mai sunt 3 lucruri"), (20, "Mai sunt 20 de lucruri")])
    func counts(count: Int, words: String) {
        let page = HTML.render { $0.errorSummary((0..<count).map { Problem(field: "f\($0)", "m") }) }
        #expect(page.string.contains(words))
    }

    @Test("Without problems there is no error summary")
    func noProblems() {
        #expect(HTML.render { $0.errorSummary([]) }.string.isEmpty)
    }
}
