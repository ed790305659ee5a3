import Foundation
import Office
import Rulebook
import Store

/// Work that was given up after many tries: mails that did not leave, documents that were not made.
struct DeadJobsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let what: String
        let tries: String
        let problem: String
        let moment: Station.Moment
    }

    static let job = "lucrare"
    /// Posted instead of one job: all of them.
    static let all = "toate"

    let title: String
    let lead: String
    let lines: [Line]
    let columns: [String]
    let link: Link
    let retry: String
    let retryAll: String
    let empty: (title: String, text: String)
    let remark: String?
    /// What this program lacks; nil: nothing.
    let lack: String?

    init(_ jobs: [(job: Job, problem: String, at: Date)], isRetried: Bool, lacksTextLayer: Bool, desk: Desk, voice: DeskVoice) {
        title = voice("jobs.title")
        lead = voice("jobs.lead")
        link = desk.deadJobs
        retry = voice("jobs.retry")
        retryAll = voice("jobs.retry-all")
        empty = (voice("jobs.nothing"), voice("jobs.nothing-text"))
        lack = lacksTextLayer ? voice("jobs.no-text-layer") : nil
        remark = isRetried ? voice("jobs.retried") : nil
        columns = ["what", "when", "tries", "problem", "actions"].map { voice("jobs.\($0)") }
        lines = jobs.map { entry in
            Line(
                id: entry.job.id, what: voice.ifAny("jobs.kind.\(entry.job.kind)") ?? entry.job.kind,
                tries: voice.number(entry.job.attempts),
                problem: entry.problem, moment: voice.moment(entry.at))
        }
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
            scroll(page.title) {
                table(class: "table") {
                    caption(page.title, class: "vh")
                    thead { tr { for head in page.columns { th(head, .col) } } }
                    tbody {
                        for line in page.lines {
                            tr {
                                th(line.what, .row)
                                td { time(line.moment.text, datetime: line.moment.iso) }
                                td(line.tries, class: "num")
                                td { code(line.problem) }
                                td {
                                    form(post: page.link, token) {
                                        hidden(DeadJobsPage.job, line.id)
                                        submit(
                                            Phrase(page.retry), class: "btn second",
                                            .label("\(page.retry): \(line.what), \(line.moment.text)"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
