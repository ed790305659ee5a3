/// Reads a page as strictly as no browser does, and lists what is wrong with it: for tests of pages and components.
///
/// It knows what the builder writes, not all of HTML: elements in lower case, values in double quotes, the five
/// named entities.
struct MarkupCheck {
    private static let void: Set<String> = ["br", "hr", "img", "input", "link", "meta"]

    private var rest: Substring
    private var open: [String] = []
    private var ids: Set<String> = []
    private var references: [String] = []
    private var counts: [String: Int] = [:]
    private var problems: [String] = []

    private init(_ html: String) { rest = html[...] }

    /// - Parameter isPage: false for a fragment, whose references may lead out of it and which needs no heading.
    static func problems(_ html: String, isPage: Bool = true) -> [String] {
        var check = MarkupCheck(html)
        check.read()
        if isPage { check.judgePage() }
        return check.problems
    }

    private mutating func read() {
        if rest.hasPrefix("<!doctype html>\n") { rest = rest.dropFirst(16) }
        while let character = rest.first {
            if character == "<" { tag() } else { text() }
        }
        if !open.isEmpty { problems.append("never closed: \(open.joined(separator: " > "))") }
    }

    private mutating func text() {
        let text = rest.prefix { $0 != "<" }
        rest = rest.dropFirst(text.count)
        judgeEntities(text)
        if text.contains(">") { problems.append("a bare > in „\(text.prefix(30))”") }
    }

    private mutating func judgeEntities(_ text: Substring) {
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        where !["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: piece.hasPrefix) {
            problems.append("an unescaped & before „\(piece.prefix(12))”")
        }
    }

    private mutating func tag() {
        rest = rest.dropFirst()
        if rest.first == "/" {
            let name = String(rest.dropFirst().prefix { $0 != ">" })
            rest = rest.dropFirst(name.count + 2)
            if open.popLast() != name { problems.append("</\(name)> closes nothing") }
            return
        }
        let name = String(rest.prefix { $0.isLetter || $0.isNumber })
        rest = rest.dropFirst(name.count)
        if name.isEmpty { problems.append("a bare < before „\(rest.prefix(12))”") }
        counts[name, default: 0] += 1
        var seen: [String: String] = [:]
        while let (attribute, value) = attribute() {
            if seen.updateValue(value, forKey: attribute) != nil { problems.append("<\(name)> has \(attribute) twice") }
        }
        judge(name, seen)
        let isClosed = rest.hasPrefix("/>")
        if !isClosed && !rest.hasPrefix(">") { problems.append("<\(name) is torn before „\(rest.prefix(12))”") }
        rest = rest.dropFirst(isClosed ? 2 : 1)
        if !isClosed && !Self.void.contains(name) { open.append(name) }
    }

    private mutating func attribute() -> (String, String)? {
        guard rest.first == " " else { return nil }
        rest = rest.dropFirst()
        let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" })
        rest = rest.dropFirst(name.count)
        if name.isEmpty { problems.append("a space that begins no attribute") }
        guard rest.hasPrefix("=\"") else { return (name, "") }
        rest = rest.dropFirst(2)
        let value = rest.prefix { $0 != "\"" }
        rest = rest.dropFirst(value.count + 1)
        judgeEntities(value)
        if value.contains("<") { problems.append("a bare < in \(name)") }
        return (name, String(value))
    }

    private mutating func judge(_ element: String, _ attributes: [String: String]) {
        for (name, value) in attributes {
            if name == "style" || name.hasPrefix("on") { problems.append("<\(element)> has \(name)") }
            switch name {
            case "id":
                if value.isEmpty || value.contains(" ") { problems.append("an id that is none: „\(value)”") }
                if !ids.insert(value).inserted { problems.append("id \(value) twice") }
            case "for", "aria-labelledby", "aria-describedby", "list", "form", "popovertarget":
                references += value.split(separator: " ").map(String.init)
                if value.isEmpty { problems.append("an empty \(name)") }
            case "href" where value.hasPrefix("#"): references.append(String(value.dropFirst()))
            default: break
            }
        }
    }

    private mutating func judgePage() {
        for reference in Set(references).subtracting(ids).sorted() where !reference.isEmpty {
            problems.append("nothing has the id \(reference)")
        }
        for element in ["html", "head", "body", "main", "h1", "title"] where counts[element] != 1 {
            problems.append("\(counts[element] ?? 0) × <\(element)>")
        }
    }
}
