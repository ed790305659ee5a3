import Rulebook
import Store

extension HTML {
    func reviewPage(_ page: ReviewPage, _ token: FormToken) {
        let voice = page.voice
        errorSummary(page.problems)
        crumbs([(voice("scans.title"), page.desk.scans)], current: page.fileName)
        row(between: true) {
            h1(page.title)
            p(class: "row flush") {
                tag(
                    page.unsure == 0
                        ? Tag(.ok, voice("scans.all-sure")) : Tag(.warn, voice("scans.to-check", ["n": .number(page.unsure)])))
            }
        }
        if let settled = page.settled {
            note(.info, settled.link.map { "\(settled.text) \(link: voice("scans.open-dossier"), to: $0)" } ?? Phrase(settled.text))
        }
        if let conflict = page.conflict { note(.warn, alert: true, Phrase(conflict)) }
        if !page.missing.isEmpty {
            note(.warn) {
                p { strong(voice("scans.missing-title")) }
                ul { for missing in page.missing { li(missing) } }
            }
        }
        div(
            class: "review",
            .attr("data-hold", page.state == .open && page.conflict == nil ? page.desk.proposalHold(page.proposal).description : nil)
        ) {
            paperSide(page, voice)
            div(class: "typed") {
                if page.state == .open {
                    if page.drawing == nil { note(.info, Phrase(voice("scans.choose-service"))) }
                    if page.conflict == nil || page.problems.isEmpty == false { reviewForm(page, voice, token) }
                    if page.conflict == nil {
                        documents(page, voice, token)
                        pages(page, voice, token)
                        otherDeeds(page, voice, token)
                    }
                }
            }
        }
    }

    /// The pages as they were scanned, each place that was read marked on them.
    private func paperSide(_ page: ReviewPage, _ voice: DeskVoice) {
        div(class: "paper") {
            div(class: "sheets", id: "foi", .tabindex(0), .role("region"), .label(voice("scans.paper"))) {
                for sheet in page.sheets { self.sheet(sheet, page, voice) }
            }
            row(class: "small") {
                button(Phrase(voice("scans.zoom-in")), class: "btn second small", .attr("data-zoom", "1"), .hidden())
                button(Phrase(voice("scans.zoom-out")), class: "btn second small", .attr("data-zoom", "-1"), .hidden())
                a(voice("scans.whole-file"), to: page.file)
            }
        }
    }

    private func sheet(_ sheet: ReviewPage.Sheet, _ page: ReviewPage, _ voice: DeskVoice) {
        guard let picture = sheet.picture else { return p(voice("scans.no-picture", ["page": .text(sheet.label)]), class: "small muted") }
        figure(class: "sheet") {
            svg(.attr("viewBox", "0 0 \(sheet.width) \(sheet.height)"), .role("img"), .label(sheet.label)) {
                image(picture, width: "\(sheet.width)", height: "\(sheet.height)")
                for ink in Array(page.ink.values) + page.marks where ink.sheet.number == sheet.number {
                    element(
                        "rect", class: "place \(ink.outcome.rawValue)", id: ink.id, .attr("x", "\(ink.box[0] - 0.6)"),
                        .attr("y", "\(ink.box[1] - 0.6)"), .attr("width", "\(max(0, ink.box[2]) + 1.2)"),
                        .attr("height", "\(max(0, ink.box[3]) + 1.2)"), .attr("rx", "0.8"))
                }
            }
            figcaption { a("\(sheet.label)\(hidden: ", \(voice("scans.enlarge"))")", to: picture) }
        }
    }

    private func reviewForm(_ page: ReviewPage, _ voice: DeskVoice, _ token: FormToken) {
        guard let drawing = page.drawing else { return }
        let hasShape = page.steps.contains { $0.fields.contains { $0.kind == .geometry } }
        form(post: page.desk.proposal(page.proposal), token, files: hasShape, class: "step", id: "citit", .novalidate()) {
            hidden("campuri", page.drawn.joined(separator: " "))
            // Enter in a field presses the first button: it should not register anything by itself.
            submit(
                Phrase(voice("scans.recheck")), class: "vh", name: "apoi", value: "verifica", .tabindex(-1), .attr("aria-hidden", "true"))
            p(class: "small muted") { text(voice("scans.keys")) }
            // Script keeps what is typed as it is typed, and says so here.
            p(
                class: "small muted", id: "pastrat", .role("status"), .attr("data-kept", voice("scans.kept-now")),
                .attr("data-lost", voice("scans.kept-not"))
            ) { text(page.kept ?? "") }
            p {
                button(
                    Phrase(voice("scans.walk-all")), class: "btn link flush", .attr("data-walk", voice("scans.walk-unsure")),
                    .attr("aria-pressed", "false"), .hidden())
            }
            for step in page.steps {
                h2(step.title.ro)
                for field in step.fields { readField(field, page, drawing, voice) }
            }
            enclosures(page, voice)
            if let contact = page.contact { note(.info, Phrase(contact)) }
            label(class: "choice") {
                input("checkbox", id: ReviewPage.consent, .name(ReviewPage.consent), .value("da"), .checked(page.consents))
                span {
                    text(voice("scans.consent")); small(voice("scans.consent-hint"))
                }
            }
            actions {
                submit(Phrase(voice("scans.confirm")), name: "apoi", value: "confirma")
                submit(Phrase(voice("scans.keep")), class: "btn second", name: "apoi", value: "salveaza", .formnovalidate())
                submit(Phrase(voice("scans.recheck")), class: "btn second", name: "apoi", value: "verifica", .formnovalidate())
                if page.kept != nil {
                    submit(Phrase(voice("scans.as-read")), class: "btn link", name: "apoi", value: "citit", .formnovalidate())
                }
                submit(Phrase(voice("scans.let-go")), class: "btn link", name: "apoi", value: "lasa", .formnovalidate())
            }
        }
    }

    /// A field of the form under the ink that it was read from.
    private func readField(_ field: Rulebook.Field, _ page: ReviewPage, _ drawing: FormDrawing, _ voice: DeskVoice) {
        guard let ink = page.ink[field.key] else {
            return div(class: "read unread") { drawing.draw(field, into: self) }
        }
        div(class: "read \(ink.outcome.rawValue)", .attr("data-place", ink.id)) {
            if let picture = ink.sheet.picture { crop(ink, picture) }
            row(class: "small") {
                tag(Tag(ink.outcome.tone, voice("scans.outcome.\(ink.outcome.rawValue)")))
                if let raw = ink.raw {
                    tag(Tag(.info, voice("scans.repaired"), icon: .info))
                    span(voice("scans.raw", ["raw": .text(raw)]))
                }
                if ink.sheet.picture != nil {
                    a("\(voice("scans.show-place"))\(hidden: ": \(field.label.ro)")", to: .fragment(ink.id), class: "to-place")
                }
            }
            drawing.draw(field, into: self)
            if !ink.alternatives.isEmpty {
                row(class: "alternatives small") {
                    span(voice("scans.or"))
                    for (index, alternative) in ink.alternatives.enumerated() {
                        let shown = field.display(field.answer(written: alternative), in: drawing.context)
                        submit(
                            "\(hidden: "\(field.label.ro): ")\(shown) \(small: "Alt+\(index + 1)")", class: "btn second small",
                            name: ReviewPage.choose, value: "\(field.key)\(ReviewPage.chooseSeparator)\(alternative)",
                            .attr("data-alternative", alternative), .formnovalidate())
                    }
                }
            }
        }
    }

    private static let oneLine = 16.0  // mm

    /// The strip of the page with the field's ink, a little wider than its box.
    private func crop(_ ink: ReviewPage.Ink, _ picture: Link) {
        let (x, y) = (max(0, ink.box[0] - 2), max(0, ink.box[1] - 1.5))
        let (width, height) = (min(ink.sheet.width - x, ink.box[2] + 4), min(ink.sheet.height - y, ink.box[3] + 3))
        guard width > 0, height > 0 else { return }
        // What is written over many lines is shown as tall as it is wide enough to be read.
        svg(class: height > Self.oneLine ? "ink tall" : "ink", .attr("viewBox", "\(x) \(y) \(width) \(height)"), .ariaHidden()) {
            image(picture, width: "\(ink.sheet.width)", height: "\(ink.sheet.height)")
        }
    }
}

extension PaperReading.Outcome {
    fileprivate var tone: Tone {
        switch self {
        case .accepted: .ok
        case .check: .warn
        case .unreadable: .bad
        }
    }
}
