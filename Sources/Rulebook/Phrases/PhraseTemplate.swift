/// A text with places for values: `Ultima zi este {day:full}.`
///
/// A place is a name of ASCII letters, digits and hyphens, and optionally a style after a colon. Anything else in
/// braces is text. The number `{n}` and the word after it are kept on one line by a no-break space.
struct PhraseTemplate: Sendable {
    struct Place: Hashable, Sendable {
        let name: String
        let style: String?
    }

    private enum Segment: Sendable {
        case words(String)
        case place(Place)
    }

    private let segments: [Segment]

    var names: Set<String> {
        Set(segments.compactMap { if case .place(let place) = $0 { place.name } else { nil } })
    }

    init(_ text: String) {
        var segments: [Segment] = []
        var words = ""
        var rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            words += rest[..<brace]
            rest = rest[brace...]
            if let close = rest.firstIndex(of: "}"), let place = Self.place(rest[rest.index(after: brace)..<close]) {
                segments += [.words(words), .place(place)]
                words = ""
                rest = rest[rest.index(after: close)...]
                if place.name == "n", rest.first == " " {
                    words = "\u{a0}"
                    rest = rest.dropFirst()
                }
            } else {
                words.append("{")
                rest = rest.dropFirst()
            }
        }
        self.segments = segments + [.words(words + rest)]
    }

    /// The text with its values. A place for which there is none stays as it was written, for people to see.
    func filled(_ value: (Place) -> String?) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .words(let words): text += words
            case .place(let place): text += value(place) ?? "{\(place.name)}"
            }
        }
        return text
    }

    private static func place(_ inner: Substring) -> Place? {
        let parts = inner.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(isName) else { return nil }
        return Place(name: String(parts[0]), style: parts.count == 2 ? String(parts[1]) : nil)
    }

    private static func isName(_ name: Substring) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }
    }
}
