import Rulebook

/// A page that is not of our forms, read as a whole. Its picture is let go: a file may have hundreds of them.
struct ForeignPage: Sendable {
    /// With less text it is a picture: an identity card, a plan.
    static let leastCharacters = 40

    let source: Int
    /// Without its picture.
    let text: PageText
    let candidates: [PaperReading.Candidate]
    /// The file name of its picture, where pictures are kept.
    var image: String?

    init(source: Int, text: PageText, candidates: [PaperReading.Candidate]) {
        (self.source, self.candidates) = (source, candidates)
        var text = text
        text.image = GrayImage(width: 1, height: 1, fill: 255)
        self.text = text
    }

    /// Somebody asks for something on it: it begins a document, and does not belong to the one before.
    var isRequest: Bool {
        let rows = text.rows.map { $0.map(\.text).joined(separator: " ").searchable }
        let upper = rows.prefix(max(14, rows.count / 2))
        if upper.contains(where: { row in Self.openings.contains { row.hasPrefix($0) } }) { return true }
        return upper.contains { row in Self.formulas.contains { row.contains($0) } }
    }

    /// How requests begin.
    private static let openings = [
        "cerere", "subsemnat", "subscris", "petitie", "sesizare", "reclamatie", "plangere", "contestatie", "formular", "domnule", "doamna",
        "stimat", "buna ziua", "alulirott", "tisztelt", "kerelem", "catre", "notificare", "comunicare", "declaratie",
    ]
    /// What they say.
    private static let formulas = ["va rog", "va rugam", "solicit", "va aduc la cunostinta", "doresc sa", "kerem", "kerjuk"]

    var page: PaperReading.Page {
        PaperReading.Page(
            source: source, number: nil, turned: text.turned, alignment: .none, width: text.width, height: text.height, image: image,
            text: text.text)
    }
}
