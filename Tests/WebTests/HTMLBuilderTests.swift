import Testing

@testable import Web

@Suite("The HTML builder")
struct HTMLBuilderTests {
    private func html(_ write: (HTML) -> Void) -> String { HTML.render(write).string }

    @Test("Text is escaped in content and in attributes alike")
    func escaping() {
        #expect(
            html { $0.p("<b>\"Ana\" & 'Ion'</b> ș", .title("\"><script>")) }
                == "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&quot;Ana&quot; &amp; &#39;Ion&#39;&lt;/b&gt; ș</p>")
    }

    @Test("Each significant character is escaped wherever it stands in a text", arguments: ["&", "<", ">", "\"", "'"])
    func everyPosition(character: String) {
        let entity = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"][character] ?? ""
        for length in 0..<20 {
            for position in 0...length {
                let before = String(repeating: "ț", count: position)
                let after = String(repeating: "a", count: length - position)
                #expect(html { $0.text(before + character + after) } == before + entity + after)
            }
        }
    }

    @Test("Elements nest as the closures do, and void ones have no end")
    func nesting() {
        let page = html { h in
            h.ul(class: "list", id: "x") {
                for name in ["a", "b"] {
                    h.li {
                        h.strong(name); h.br()
                    }
                }
            }
        }
        #expect(page == "<ul id=\"x\" class=\"list\"><li><strong>a</strong><br></li><li><strong>b</strong><br></li></ul>")
    }

    @Test("An attribute without a value is left out, and a flag has none")
    func optionalAttributes() {
        #expect(html { $0.span("x", .title(nil), .hidden(), .current("page", if: false)) } == "<span hidden>x</span>")
        #expect(
            html { $0.input(id: "a", .name("a"), .required(false), .maxlength(7)) }
                == "<input type=\"text\" id=\"a\" name=\"a\" maxlength=\"7\">")
    }

    @Test("Attributes that hold script, style or an address are not to be written by name")
    func forbiddenAttributes() {
        for name in ["style", "STYLE", "onclick", "OnLoad", "href", "src", "formaction", "xlink:href", "", "a b", "a\"", "é"] {
            #expect(!Attribute.mayBeWritten(name), "\(name)")
        }
        for name in ["data-l", "viewBox", "x", "x1", "aria-sort"] { #expect(Attribute.mayBeWritten(name), "\(name)") }
        #expect(html { $0.element("rect", .attr("data-k", "a\"b"), .attr("width", 3)) } == "<rect data-k=\"a&quot;b\" width=\"3\"></rect>")
    }

    @Test("Only raw markup with a reason goes through unescaped")
    func raw() {
        #expect(html { $0.raw(Raw("<i>x</i>", because: "a literal of this test")) } == "<i>x</i>")
    }

    @Test("What is typed into a text area comes back to the letter, a first line break included")
    func textarea() {
        #expect(html { $0.textarea("\n</textarea>x", id: "t") } == "<textarea id=\"t\">\n\n&lt;/textarea&gt;x</textarea>")
    }

    @Test("A page longer than what was reserved is still whole")
    func growth() {
        let page = HTML.render(capacity: 1) { h in for number in 0..<5000 { h.p("rândul \(number)") } }
        #expect(page.string == (0..<5000).map { "<p>rândul \($0)</p>" }.joined())
        #expect(page.bytes.count == page.string.utf8.count)
    }

    @Test("A posting form always carries its token")
    func formToken() {
        let form = html { h in h.form(post: "/dosare", FormToken("abc"), files: true) { h.submit("Trimite", name: "a", value: "b") } }
        #expect(
            form
                == "<form method=\"post\" action=\"/dosare\" enctype=\"multipart/form-data\"><input type=\"hidden\" name=\"jeton\" value=\"abc\">"
                + "<button class=\"btn\" type=\"submit\" name=\"a\" value=\"b\">Trimite</button></form>")
    }

    @Test("A fragment written before keeps its icons when it is put into a page")
    func fragments() {
        let fragment = HTML.render { $0.icon(.lock) }
        let page = HTML()
        page.include(fragment)
        page.sprite()
        #expect(page.string.contains("<symbol id=\"i-lock\""))
        #expect(!page.string.contains("i-warn"))
    }
}

@Suite("Links")
struct HTMLLinkTests {
    @Test(
        "Addresses that could run script or leave the site unseen are refused",
        arguments: [
            "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
            "//evil.example", "/\\evil.example", "\\\\evil", "", "dosare/1", "https:", "https://", "/a b", "/a\u{7F}", "ftp://x", "mailto:",
        ])
    func refused(address: String) {
        #expect(Link(address) == nil)
    }

    @Test(
        "Paths, fragments, queries and the four schemes are taken as they are",
        arguments: [
            "/", "/a/b?c=d#e", "#x", "?pagina=2", "https://exemplu.ro/a", "http://127.0.0.1:8080/", "mailto:a@exemplu.ro",
            "tel:+40372640000",
        ])
    func accepted(address: String) {
        #expect(Link(address)?.description == address)
    }

    @Test("A value in an address stays one value")
    func interpolation() {
        let name = "../a b/ș&x=1#y?"
        let link: Link = "/dosare/\(name)/acte/\(7)"
        #expect(link.description == "/dosare/..%2Fa%20b%2F%C8%99%26x%3D1%23y%3F/acte/7")
        let up: Link = "/dosare/\("..")/x"
        #expect(up.description == "/dosare/__/x")
        let scheme: Link = "/\("/evil.example")"
        #expect(scheme.description == "/%2Fevil.example")
    }

    @Test("A parameter is added before the fragment, with the right joint")
    func parameters() {
        let link: Link = "/lista#jos"
        #expect(link.with("q", "a b").with("p", nil).with("p", "2").description == "/lista?q=a%20b&p=2#jos")
    }
}

@Suite("Phrases")
struct HTMLPhraseTests {
    @Test("Only the labelled parts of a phrase make elements")
    func interpolation() {
        let name = "<Ana>"
        let phrase: Phrase = "Bună, \(name): \(strong: name) \(num: "3 zile")\(.br)\(link: "mai mult", to: "/a?b=1&c=2")"
        #expect(
            HTML.render { $0.p(phrase) }.string
                == "<p>Bună, &lt;Ana&gt;: <strong>&lt;Ana&gt;</strong> <span class=\"num\">3 zile</span><br>"
                + "<a href=\"/a?b=1&amp;c=2\">mai mult</a></p>")
    }

    @Test("The icons of a phrase reach the sprite of its page")
    func icons() {
        let phrase: Phrase = "\(tag: Tag(.warn, "mâine", icon: .clock))"
        let page = HTML.render { h in
            h.p(phrase); h.sprite()
        }
        #expect(page.string.contains("<symbol id=\"i-clock\""))
        #expect(MarkupCheck.problems(page.string, isPage: false).isEmpty)
    }
}

@Suite("The check of markup")
struct HTMLMarkupCheckTests {
    @Test(
        "Wrong markup is found",
        arguments: [
            "<p>a", "<p>a</b>", "<p a=\"1\" a=\"2\"></p>", "<p>a & b</p>", "<p>a > b</p>", "<p title=\"a<b\"></p>", "<p onclick=\"x\"></p>",
            "<p style=\"x\"></p>", "<p id=\"a\"></p><p id=\"a\"></p>", "<p id=\"\"></p>", "<label for=\"\"></label>",
        ])
    func found(markup: String) {
        #expect(!MarkupCheck.problems(markup, isPage: false).isEmpty)
    }

    @Test("A reference to nothing is found on a page")
    func references() {
        let page = "<!doctype html>\n<html><head><title>x</title></head><body><main><h1>a</h1><a href=\"#b\">c</a></main></body></html>"
        #expect(MarkupCheck.problems(page) == ["nothing has the id b"])
    }
}
