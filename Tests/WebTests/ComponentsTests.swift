import Testing

@testable import Web

@Suite("Components")
struct ComponentsTests {
    private func html(_ write: (HTML) -> Void) -> String { HTML.render(write).string }

    @Test("The page's frame has a way past it, a named navigation and one main content")
    func frame() {
        let page = HTML.page(ComponentsGallery.frame(.citizen), title: "Taxe & termene", failed: true) { $0.h1("Taxe") }.string
        #expect(page.contains("<title>Eroare: Taxe &amp; termene – Ghișeu</title>"))
        #expect(page.contains("<a href=\"#continut\" class=\"skip\">Sari la conținut</a>"))
        #expect(page.contains("<main id=\"continut\" tabindex=\"-1\">"))
        #expect(page.contains("<a href=\"/servicii\" aria-current=\"page\">Servicii</a>"))
        #expect(!page.contains("class=\"hero\""))
        #expect(page.contains("<script defer src=\"/ghiseu.js\"></script>"))
    }

    @Test("Who is not signed in is offered to sign in, and leaving is a posted form")
    func account() {
        var frame = ComponentsGallery.frame(.citizen)
        let signedIn = HTML.page(frame, title: "x") { $0.h1("x") }.string
        #expect(signedIn.contains("<form method=\"post\" action=\"/iesi\">"))
        frame.account = nil
        frame.signIn = "/intra"
        let signedOut = HTML.page(frame, title: "x") { $0.h1("x") }.string
        #expect(signedOut.contains("<a href=\"/intra\">") && !signedOut.contains("/iesi"))
    }

    @Test("Steps before the current one are done and lead back")
    func steps() {
        let page = html { $0.steps([.init("Unu", "/1"), .init("Doi"), .init("Trei")], current: 1, of: "Petiție") }
        #expect(page.contains("Pasul 2 din 3"))
        #expect(
            page.contains(
                "<li class=\"done\"><a href=\"/1\">Unu</a></li><li aria-current=\"step\"><span>Doi</span></li><li><span>Trei</span></li>"))
    }

    @Test("A long term is drawn with few cells, which keep today, the end and the suspensions")
    func condensedStrip() {
        var days = Array(repeating: LegalClock.Day.past, count: 200) + [.suspended] + Array(repeating: .left, count: 100)
        days[150] = .today
        days.append(.last)
        let cells = LegalClock.condensed(days)
        #expect(cells.count <= LegalClock.cells)
        #expect(cells.contains(.today) && cells.contains(.suspended) && cells.last == .last)
        #expect(LegalClock.condensed([.past, .today]) == [.past, .today])
    }

    @Test("A clock says everything in words: its strip is for the eye only")
    func clock() {
        let page = html { $0.clock(ComponentsGallery.clocks[2]) }
        #expect(page.hasPrefix("<section class=\"clock held\" aria-labelledby=\"k3\"><h2 id=\"k3\">Oprit</h2>"))
        #expect(page.contains("<div class=\"strip\" aria-hidden=\"true\">"))
        #expect(page.contains("ceasul stă"))
    }

    @Test("A worklist stays a table for every reader, and empty groups are left out")
    func worklist() {
        var list = ComponentsGallery.worklist(rows: 1)
        list.groups[0].rows = []
        let page = html { $0.worklist(list) }
        #expect(!page.contains("Depășite"))
        #expect(page.split(separator: "<tr role=\"row\">").count == 1 + 1 + 3 * 2)
        #expect(page.split(separator: "<td role=\"cell\"").count == 1 + 3 * 7)
        #expect(page.contains("Proiect Demo &amp; Fiii SRL"))
    }

    @Test("The part of a term that is used is drawn between nothing and all of it", arguments: [(-5, "0"), (40, "40"), (900, "100")])
    func bar(used: Int, width: String) {
        #expect(
            html { $0.bar(percent: Worklist.Due(.late, "", detail: "", used: used).used) }.contains(
                "width=\"\(width)\" height=\"8\"/></svg>"))
    }

    @Test("A message keeps its paragraphs and line breaks, and nothing else")
    func paragraphs() {
        #expect(html { $0.paragraphs("\r\na\nb\n\n \n<c>\n") } == "<p>a<br>b</p><p>&lt;c&gt;</p>")
        #expect(html { $0.paragraphs("") } == "")
    }

    @Test("A note interrupts a screen reader only when asked to")
    func note() {
        #expect(!html { $0.note(.warn, "x") }.contains("role"))
        #expect(html { $0.note(.bad, alert: true, "x") }.contains("role=\"alert\""))
    }

    @Test("The first and the last page of a list lead one way only, and a single one nowhere")
    func pages() {
        #expect(!html { $0.pages(previous: nil, next: "/b", summary: "1–10") }.contains("rel=\"prev\""))
        #expect(!html { $0.pages(previous: "/a", next: nil, summary: "11–12") }.contains("rel=\"next\""))
        #expect(!html { $0.pages(previous: nil, next: nil, summary: "1–2") }.contains("<nav"))
    }

    @Test("A file's limits and its error stay beside its input")
    func upload() {
        let page = html { $0.uploads(ComponentsGallery.uploads, sentTo: "/documente") }
        #expect(page.contains("<ul class=\"docs\" data-upload=\"/documente\""))
        #expect(page.contains("aria-invalid=\"true\" aria-describedby=\"plan-err\">"))
        #expect(page.contains("<span class=\"vh\"> Schiță de plan, schita-teren.pdf</span></button>"))
        #expect(page.contains("name=\"scoate\" value=\"schita.1\" formnovalidate"))
    }

    @Test("A confirmation sends the form it belongs to, and can be left")
    func confirmation() {
        let page = html { $0.confirm(.init(id: "s", title: "Sigur?", text: "Da?", form: "f", yes: "Da")) }
        #expect(page.contains("<div id=\"s\" popover role=\"dialog\" aria-labelledby=\"s-titlu\">"))
        #expect(page.contains("type=\"submit\" form=\"f\">Da</button>"))
        #expect(page.contains("popovertarget=\"s\" popovertargetaction=\"hide\""))
    }

    @Test("Fingerprints are cut in groups of four")
    func fingerprint() {
        #expect(html { $0.fingerprint("9f2c41d07") } == "<p class=\"print16\">9f2c 41d0 7</p>")
    }
}
