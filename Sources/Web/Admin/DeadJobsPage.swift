import Foundation
import Office
import Rulebook
import Store

/// Work that was given up after many tries: mails that did not leave, documents that were not made.
struct DeadJobsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let what: String
        /// Which document, of whom and of which dossier; nil of other work.
        let about: String?
        /// What is in the way, for people; and what the program kept of it.
        let reason: String
        let problem: String
        let tries: String
        let moment: Station.Moment
    }

    static let job = "lucrare"
    /// Posted instead of one job: all of them.
    static let all = "toate"

    let title: String
    let lead: String
    let lines: [Line]
    let link: Link
    let retry: String
    let retryAll: String
    let empty: (title: String, text: String)
    let remark: String?
    /// What this program lacks; nil: nothing.
    let lack: String?

    init(_ jobs: [GivenUp], isRetried: Bool, lacksTextLayer: Bool, desk: Desk, voice: DeskVoice) {
        title = voice("jobs.title")
        lead = voice("jobs.lead")
        link = desk.deadJobs
        retry = voice("jobs.retry")
        retryAll = voice("jobs.retry-all")
        empty = (voice("jobs.nothing"), voice("jobs.nothing-text"))
        lack = lacksTextLayer ? voice("jobs.no-text-layer") : nil
        remark = isRetried ? voice("jobs.retried") : nil
        lines = jobs.map { entry in
            let about = entry.act.map { act in
                let institution = voice.content.institution(act.institution)?.name.ro
                let dossier = entry.dossier.map { voice("jobs.of-dossier", ["number": .text("\($0)")]) }
                return [act.fullTitle, institution, dossier].compactMap { $0 }.joined(separator: " · ")
            }
            return Line(
                id: entry.job.id, what: voice.ifAny("jobs.kind.\(entry.job.kind)") ?? entry.job.kind, about: about,
                reason: voice("jobs.why.\(Self.reason(entry))"), problem: entry.problem,
                tries: voice("jobs.tries", ["n": .number(entry.job.attempts)]), moment: voice.moment(entry.at))
        }
    }

    /// Key under `desk.jobs.why`, by the beginning of what the program kept of it.
    private static func reason(_ entry: GivenUp) -> String {
        let known = [
            ("typesetting: the worker ended", "worker"), ("typesetting: the template refused", "refused"),
            ("typesetting: the document was not ready", "slow"), ("typesetting: Documents cannot", "missing"), ("the worker died", "died"),
        ]
        if let reason = known.first(where: { entry.problem.hasPrefix($0.0) }) { return reason.1 }
        return Lane(rawValue: entry.job.kind) == .mail ? "mail" : "other"
    }
}

extension HTML {
    func deadJobsPage(_ page: DeadJobsPage, _ token: FormToken) {
        h1(page.title)
        p(page.lead, class: "lead")
        if let remark = page.remark { note(.ok, Phrase(remark)) }
        if let lack = page.lack { note(.warn, Phrase(lack)) }
        if page.lines.isEmpty {
            empty(.ok, page.empty.title, Phrase(page.empty.text))
        } else {
            if page.lines.count > 1 {
                form(post: page.link, token) {
                    hidden(DeadJobsPage.all, "da")
                    submit(Phrase(page.retryAll), class: "btn second")
                }
            }
            ul(class: "list") {
                for line in page.lines {
                    li {
                        strong(line.what)
                        if let about = line.about { p(about) }
                        p(line.reason)
                        p(class: "small") {
                            time(line.moment.text, datetime: line.moment.iso)
                            text(" · \(line.tries) · ")
                            code(line.problem)
                        }
                        form(post: page.link, token) {
                            hidden(DeadJobsPage.job, line.id)
                            submit(
                                Phrase(page.retry), class: "btn second",
                                .label("\(page.retry): \(line.about ?? line.what), \(line.moment.text)"))
                        }
                    }
                }
            }
        }
    }
}
