import Office
import Rulebook

/// Shapes on the map.
extension FormDrawing {
    /// A box to paste into, a file to take instead, and how what was sent looks.
    func geometry(_ field: Rulebook.Field, _ h: HTML) {
        single(field, named: field.key, answers[field.key], h)
        let id = "\(Field.id(field.key))-fisier"
        h.div(class: "field") {
            h.label(for: id, Phrase(say("geometry.file")))
            h.fileInput(
                id, "\(field.key).fisier", accept: ".geojson,.json,.txt,.csv", limit: 1_000_000, isBad: false, nil, false)
        }
        guard let text = answers.text(field.key), let shape = Geometry(text) else { return }
        h.sketch(shape, caption: field.display(.text(text), in: context))
    }
}

extension Phrase {
    /// A shape as the check page and the desk show it: drawn, described, its coordinates at hand.
    init(sketch shape: Geometry, _ words: String, coordinates: String) {
        self.init { h in
            h.sketch(shape, caption: words)
            h.more(coordinates) { h.element("pre") { h.text(shape.normalised) } }
        }
    }
}

extension HTML {
    /// The outline of a shape, north up, as wide and high as a hand.
    func sketch(_ shape: Geometry, caption: String) {
        figure(class: "sketch") {
            raw(Raw(Sketch(shape).svg, because: "only numbers that we computed and words of ours stand in it"))
            figcaption(caption)
        }
    }
}
