import Rulebook
import Store

/// What is done on a review beside looking at answers.
extension HTML {
    func enclosures(_ page: ReviewPage, _ voice: DeskVoice) {
        guard !page.enclosures.isEmpty else { return }
        h2(voice("scans.enclosures"))
        fieldset(class: "field") {
            legend(Phrase(voice("scans.enclosures-hint")))
            for paper in page.enclosures {
                let error = page.problems["attachment:\(paper.code)"]
                let id = Field.id("attachment:\(paper.code)")
                if let error { problem(error, id: "\(id)-err") }
                label(class: "choice") {
                    input(
                        "checkbox", id: id, .name(ReviewPage.enclosed), .value(paper.code), .checked(paper.isTicked),
                        .invalid(error != nil), .describedBy(error == nil ? nil : "\(id)-err"))
                    span(paper.title)
                }
            }
        }
    }

    /// Documents that were not with the paper, added one at a time.
    func documents(_ page: ReviewPage, _ voice: DeskVoice, _ token: FormToken) {
        guard !page.enclosures.isEmpty else { return }
        let error = page.problems[ReviewPage.file]
        more(voice("scans.add-title"), open: !page.added.isEmpty || error != nil) {
            if !page.added.isEmpty {
                ul(class: "docs") {
                    for file in page.added {
                        li(class: "have") {
                            icon(.ok)
                            div {
                                p(file.title, class: "what")
                                p { a(file.name, to: file.link) }
                                form(post: file.removal, token, class: "flush") {
                                    submit("\(voice("scans.remove-file"))\(hidden: " \(file.name)")", class: "btn link flush")
                                }
                            }
                        }
                    }
                }
            }
            form(post: page.desk.proposalFiles(page.proposal), token, files: true, .novalidate()) {
                field(
                    Field(
                        ReviewPage.document, voice("scans.add-which"),
                        .select(page.enclosures.map { Field.Option($0.code, $0.title) }, value: nil, blank: nil)))
                field(Field(ReviewPage.file, voice("scans.add-file"), .file(accept: page.accepts, limit: page.largest), error: error))
                submit(Phrase(voice("scans.add")), class: "btn second")
            }
        }
    }

    /// Where each page belongs, when the reader put them together otherwise than they are.
    func pages(_ page: ReviewPage, _ voice: DeskVoice, _ token: FormToken) {
        guard page.sheets.count > 1 || page.places.count > 1 || !page.takeable.isEmpty else { return }
        more(voice("scans.pages.title")) {
            p(voice("scans.pages.hint"), class: "small muted")
            form(post: page.desk.proposalPages(page.proposal), token) {
                for sheet in page.sheets {
                    field(
                        Field(
                            "\(ReviewPage.page)\(sheet.number)", sheet.label,
                            .select(page.places, value: nil, blank: voice("scans.pages.here")), need: .optional))
                }
                for stray in page.takeable {
                    label(class: "choice") {
                        input("checkbox", id: "\(ReviewPage.taken)-\(stray.number)", .name(ReviewPage.taken), .value("\(stray.number)"))
                        span(stray.label)
                    }
                    if let picture = stray.picture { p(class: "small") { a("\(voice("scans.see")) \(stray.label)", to: picture) } }
                }
                submit(Phrase(voice("scans.pages.move")), class: "btn second")
            }
        }
    }

    /// What can be done besides: another service, another reading, no request at all.
    func otherDeeds(_ page: ReviewPage, _ voice: DeskVoice, _ token: FormToken) {
        more(voice("scans.other"), open: page.drawing == nil) {
            if let candidates = page.candidates { p(voice("scans.candidates", ["list": .text(candidates)]), class: "small") }
            form(post: page.desk.proposalService(page.proposal), token) {
                field(
                    Field(
                        ReviewPage.service, voice("scans.service"),
                        .select(page.services, value: page.serviceSlug, blank: voice("scans.service-choose"))))
                submit(Phrase(voice("scans.move")), class: "btn second")
            }
            form(post: page.desk.readingAgain(page.scan), token) {
                hidden(ReviewPage.service, page.serviceSlug ?? "")
                submit(Phrase(voice("scans.read-again-as")), class: "btn second")
            }
            form(post: page.desk.proposalDismissal(page.proposal), token) {
                field(Field("motiv", voice("scans.dismiss-reason"), .text(maxLength: 500)))
                submit(Phrase(voice("scans.dismiss")), class: "btn second")
            }
        }
    }
}
