import Foundation
import Office
import Rulebook
import Store

/// What was read of one document beside the ink that it was read from, as plain values.
struct ReviewPage: Sendable {
    static let service = "serviciu"
    static let enclosed = "anexa"
    static let consent = "invatare"
    /// Where a page goes, by its number: nothing for where it is, `alone`, or another proposal.
    static let page = "pagina-"
    static let alone = "noua"
    /// Pages of the tray that belong here.
    static let taken = "din-tava"
    /// A document that is added, and what it is.
    static let file = "fisier"
    static let document = "document"
    /// The buttons that take another reading; their values name field and reading.
    static let choose = "alege"
    /// What separates them: a character that nobody types.
    static let chooseSeparator: Character = "\u{1F}"

    /// One page of the paper, with the places that were read.
    struct Sheet: Sendable {
        let number: Int
        let label: String
        let picture: Link?
        let width: Double
        let height: Double
    }

    /// What is known of one field's ink.
    struct Ink: Sendable {
        let key: String
        let outcome: PaperReading.Outcome
        let sheet: Sheet
        let box: [Double]
        let raw: String?
        let alternatives: [String]

        var id: String { "loc-\(Field.id(key))" }
    }

    struct Enclosure: Sendable {
        let code: String
        let title: String
        let isTicked: Bool
    }

    let title: String
    let fileName: String
    let file: Link
    let state: Proposal.State
    let conflict: String?
    let settled: (text: String, link: Link?)?
    let missing: [String]
    let sheets: [Sheet]
    let ink: [String: Ink]
    /// Ink of what is no field of the form.
    let marks: [Ink]
    let steps: [(title: Localized, fields: [Rulebook.Field])]
    let drawing: FormDrawing?
    let drawn: [String]
    let enclosures: [Enclosure]
    /// Endings of files that may be added, and the most bytes of one.
    let accepts: String
    let largest: Int
    let added: [(name: String, title: String, link: Link, removal: Link)]
    /// What typed answers are kept: by whom, and when.
    let kept: String?
    /// Where pages may go, and pages of the tray that may come.
    let places: [Field.Option]
    let takeable: [(number: Int, label: String, picture: Link?)]
    let consents: Bool
    let unsure: Int
    let services: [Field.Option]
    let serviceSlug: String?
    let candidates: String?
    let problems: [Problem]
    let desk: Desk
    let proposal: String
    let scan: String
    let contact: String?
    let voice: DeskVoice

    init(
        _ review: Review, enclosed: Set<String>?, consents: Bool, problems: [Rulebook.Problem], viewer: Visitor, office: Office, desk: Desk,
        voice: DeskVoice
    ) {
        self.voice = voice
        self.desk = desk
        self.consents = consents
        let (reading, content) = (review.proposal.reading, office.content)
        proposal = review.proposal.id
        scan = review.scan.id
        state = review.proposal.state
        title = review.service?.title.ro ?? voice("scans.no-service")
        fileName = review.scan.name
        file = desk.scanFile(review.scan.id)
        conflict = review.holder.map { voice("scans.conflict", ["name": .text($0)]) }
        settled = Self.settled(review, viewer, desk, voice)
        sheets = reading.pages.enumerated().map { index, page in
            Sheet(
                number: index + 1, label: voice("scans.sheet", ["n": .number(page.number ?? index + 1)]),
                picture: page.image.flatMap { review.pictures.contains($0) ? desk.scanPicture($0, of: review.scan.id) : nil },
                width: max(page.width, 10), height: max(page.height, 10))
        }
        let places = Self.places(reading, sheets)
        let form = review.service?.form
        ink = places.filter { form?.field($0.key) != nil }
        marks = places.values.filter { form?.field($0.key) == nil }.sorted { $0.key < $1.key }
        unsure = reading.fields.count { $0.outcome != .accepted }
        let asked = review.checked?.asked ?? []
        let written = Set(reading.fields.filter { !$0.value.allSatisfy(\.isWhitespace) }.map { $0.cell?.table ?? $0.key })
        let shown = form?.steps.map { step in
            (
                title: step.title,
                fields: step.fields.filter { $0.derived == nil && (asked.contains($0.key) || written.contains($0.key)) }
            )
        }
        steps = shown?.filter { !$0.fields.isEmpty } ?? []
        drawn = steps.flatMap { $0.fields.map(\.key) }
        self.problems = problems.map { Problem($0) }
        drawing = review.checked.map {
            FormDrawing(
                answers: review.answers, checked: $0, problems: problems.map { Problem($0) }, context: office.checking(), say: voice.speech)
        }
        let ticked = enclosed ?? Set(reading.fields.filter { $0.isTick }.map { String($0.key.dropFirst("attachment:".count)) })
        enclosures = (review.checked?.attachments ?? []).map { rule, isRequired in
            Enclosure(
                code: rule.kind.code, title: rule.kind.title.ro + (isRequired ? "" : " (\(voice.speech("page.word.if-any")))"),
                isTicked: ticked.contains(rule.kind.code))
        }
        let kinds = (review.checked?.attachments ?? []).map(\.rule.kind)
        accepts = Set(kinds.flatMap(\.formats).map(\.rawValue)).sorted().joined(separator: ",")
        largest = (kinds.map(\.megabytes).max() ?? 1) * 1_000_000
        let titles = Dictionary(enclosures.map { ($0.code, $0.title) }) { first, _ in first }
        added = review.files.map { file in
            (
                file.name, titles[file.code] ?? file.code, desk.proposalFile(file.id, of: review.proposal.id),
                desk.proposalFileRemoval(file.id, of: review.proposal.id)
            )
        }
        kept = review.kept.map { voice("scans.kept", ["name": .text($0.by), "moment": .text(voice.shortMoment($0.at).text)]) }
        self.places =
            [Field.Option(Self.alone, voice("scans.pages.alone"))]
            + review.siblings.map { other in
                Field.Option(
                    other.id,
                    voice(
                        "scans.pages.into",
                        [
                            "n": .number(other.ordinal),
                            "service": .text(other.service.flatMap { content.service($0)?.title.ro } ?? voice("scans.no-service")),
                        ]))
            }
        takeable = review.strays.map { stray in
            (
                stray.source, voice("scans.pages.take", ["n": .number(stray.source)]),
                stray.image.map { desk.scanPicture($0, of: review.scan.id) }
            )
        }
        missing = reading.missing.filter { key in !review.files.contains { "attachment:\($0.code)" == key } }.map {
            Self.sentence(missing: $0, form, voice)
        }
        serviceSlug = review.proposal.service
        services = content.services.map { Field.Option($0.slug, $0.title.ro) }.sorted { $0.text.searchable < $1.text.searchable }
        candidates =
            reading.candidates.isEmpty || reading.revision != nil
            ? nil
            : reading.candidates.map { candidate in
                "\(content.service(candidate.service)?.title.ro ?? candidate.service): \(Int((candidate.confidence * 100).rounded())) %"
            }.joined(separator: "; ")
        let email = form?.fields.first { $0.means == .email || $0.kind == .email }.flatMap { review.answers.text($0.key) } ?? ""
        contact = review.service.map { _ in
            email.isEmpty ? voice("scans.no-contact") : voice("scans.contact", ["email": .text(email)])
        }
    }

    private static func places(_ reading: PaperReading.Document, _ sheets: [Sheet]) -> [String: Ink] {
        let found = (reading.fields + reading.tables).compactMap { field -> (String, Ink)? in
            guard sheets.indices.contains(field.page - 1), field.box.count == 4, field.box.allSatisfy(\.isFinite) else { return nil }
            let ink = Ink(
                key: field.key, outcome: field.outcome, sheet: sheets[field.page - 1], box: field.box,
                raw: field.repaired ? field.raw : nil, alternatives: Array(field.alternatives.filter { $0 != field.value }.prefix(3)))
            return (field.key, ink)
        }
        return Dictionary(found) { first, _ in first }
    }

    private static func settled(_ review: Review, _ viewer: Visitor, _ desk: Desk, _ voice: DeskVoice) -> (text: String, link: Link?)? {
        switch review.proposal.state {
        case .open: nil
        case .dismissed: (voice("scans.was-dismissed", ["reason": .text(review.proposal.reason ?? "")]), nil)
        case .registered:
            (
                voice("scans.was-registered"),
                review.service?.institution == desk.institution ? review.proposal.dossier.map { desk.dossier($0) } : nil
            )
        }
    }

    private static func sentence(missing key: String, _ form: Form?, _ voice: DeskVoice) -> String {
        if key == "signature" { return voice("scans.missing.signature") }
        if let page = key.wholeMatch(of: /page:(\d+)/)?.1 { return voice("scans.missing.page", ["n": .text(String(page))]) }
        let label = form?.label(ofItem: key) ?? key
        return voice(key.hasPrefix("attachment:") ? "scans.missing.document" : "scans.missing.field", ["label": .text(label)])
    }
}

extension PaperReading.Field {
    /// A document that the applicant ticked as enclosed.
    fileprivate var isTick: Bool {
        key.hasPrefix("attachment:") && !["", "false", "nu"].contains(value.lowercased())
    }
}

extension PaperReading.Document {
    /// Each table as one place: around all of its cells on the first page that it is on, as sure as the least sure of them.
    fileprivate var tables: [PaperReading.Field] {
        Dictionary(grouping: fields.filter { $0.cell != nil }) { $0.cell?.table ?? "" }.compactMap { table, cells in
            guard var whole = cells.min(by: { $0.page < $1.page }) else { return nil }
            let boxes = cells.filter { $0.page == whole.page && $0.box.count == 4 }.map(\.box)
            guard let left = boxes.map({ $0[0] }).min(), let top = boxes.map({ $0[1] }).min(),
                let right = boxes.map({ $0[0] + $0[2] }).max(), let bottom = boxes.map({ $0[1] + $0[3] }).max()
            else { return nil }
            whole.key = table
            whole.box = [left, top, right - left, bottom - top]
            (whole.repaired, whole.alternatives) = (false, [])
            let outcomes = Set(cells.map(\.outcome))
            whole.outcome = outcomes.contains(.unreadable) ? .unreadable : outcomes.contains(.check) ? .check : .accepted
            return whole
        }
    }
}
