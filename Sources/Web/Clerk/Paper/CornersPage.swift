import Office
import Rulebook
import Store

/// A page that could not be laid under its form: where a person says where the paper's corners are.
struct CornersPage: Sendable {
    /// Top left, top right, bottom right, bottom left; each is sent as `<name>-x` and `<name>-y`, in percent of the picture.
    static let names = ["stanga-sus", "dreapta-sus", "dreapta-jos", "stanga-jos"]
    private static let untouched = [[5.0, 5], [95, 5], [95, 95], [5, 95]]

    let title: String
    let picture: Link?
    let link: Link
    let corners: [(name: String, label: String, x: String, y: String)]
    let services: [Field.Option]
    let service: String?
    let isRefused: Bool
    let desk: Desk
    let voice: DeskVoice

    init(_ scan: Scan, _ stray: StrayPage, typed: FormFields?, content: Content, desk: Desk, voice: DeskVoice) {
        self.voice = voice
        self.desk = desk
        isRefused = typed != nil
        title = voice("scans.corners.title", ["n": .number(stray.source), "name": .text(scan.name)])
        picture = stray.image.map { desk.scanPicture($0, of: scan.id) }
        link = desk.corners(stray.source, of: scan.id)
        let known =
            scan.corners.first { $0.source == stray.source }?.points.map { $0.map { ($0 * 1_000).rounded() / 10 } } ?? Self.untouched
        corners = zip(Self.names, known).map { name, point in
            (
                name, voice("scans.corners.\(name)"), typed?.text("\(name)-x") ?? "\(point[0])".decimalComma,
                typed?.text("\(name)-y") ?? "\(point[1])".decimalComma
            )
        }
        services = content.services.map { Field.Option($0.slug, $0.title.ro) }.sorted { $0.text.searchable < $1.text.searchable }
        service = typed?.text(ReviewPage.service) ?? scan.service
    }

    /// The corners as typed, from 0 to 1; nil where one is no place on the picture, or they make no paper.
    static func points(in form: FormFields) -> [[Double]]? {
        let points = names.map { name in
            ["x", "y"].compactMap { Double(form.text("\(name)-\($0)").replacing(",", with: ".")) }.filter { (-20...120).contains($0) }
        }
        guard points.allSatisfy({ $0.count == 2 }) else { return nil }
        let ring = points.map { $0.map { $0 / 100 } }
        // Each corner turns the same way, and the paper is no sliver.
        let turns = (0..<4).map { index in
            let (a, b, c) = (ring[index], ring[(index + 1) % 4], ring[(index + 2) % 4])
            return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
        }
        return turns.allSatisfy { $0 > 0.01 } ? ring : nil
    }
}

extension HTML {
    func cornersPage(_ page: CornersPage, _ token: FormToken) {
        let voice = page.voice
        if page.isRefused { errorSummary([Problem(field: "stanga-sus-x", voice("scans.corners.refused"))]) }
        crumbs([(voice("scans.title"), page.desk.scans)], current: page.title)
        h1(page.title)
        p(voice("scans.corners.lead"), class: "lead")
        div(class: "review") {
            div(class: "paper") {
                if let picture = page.picture {
                    figure(class: "sheet corners", .attr("data-corners", CornersPage.names.joined(separator: " "))) {
                        img(picture, alt: voice("scans.corners.picture"), width: 420, height: 594)
                    }
                } else {
                    p(voice("scans.no-picture", ["page": .text(page.title)]))
                }
            }
            form(post: page.link, token, class: "typed", .novalidate()) {
                p(voice("scans.corners.hint"), class: "small muted")
                for corner in page.corners {
                    fieldset(class: "field") {
                        legend(Phrase(corner.label))
                        div(class: "date") {
                            for (axis, value) in [("x", corner.x), ("y", corner.y)] {
                                let id = "\(corner.name)-\(axis)"
                                div {
                                    label(for: id, voice("scans.corners.\(axis)"))
                                    input("text", id: id, .name(id), .value(value), .inputmode("decimal"), .required())
                                }
                            }
                        }
                    }
                }
                field(
                    Field(
                        ReviewPage.service, voice("scans.service"),
                        .select(page.services, value: page.service, blank: voice("scans.corners.by-code")), need: .optional))
                actions { submit(Phrase(voice("scans.read-again"))) }
            }
        }
    }
}

extension String {
    fileprivate var decimalComma: String { replacing(".", with: ",") }
}
