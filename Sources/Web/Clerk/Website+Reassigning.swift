import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// Gives the ticked dossiers to a colleague; where some could not go, a page says which and why.
    @Sendable func deskReassign(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        let (voice, desk) = (seat.voice, seat.desk)
        let ids = fields.all(DeskField.dossier).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let handler = fields.text(DeskField.handler)
        let problems = [ids.isEmpty ? voice("reassign.none") : nil, handler.isEmpty ? voice("reassign.handler") : nil].compactMap { $0 }
        guard problems.isEmpty else { return reassigned([], problems, context, seat) }
        let results = try await office.reassign(ids, to: handler, in: desk.institution, by: seat.visitor)
        if results.allSatisfy({ $0.refusal == nil }) {
            return seeOther(desk.worklist.with("mutate", "\(results.count)").with("la", handler))
        }
        return reassigned(results, [], context, seat)
    }

    private func reassigned(_ results: [Reassigned], _ problems: [String], _ context: WebContext, _ seat: Seat) -> Response {
        let (voice, desk) = (seat.voice, seat.desk)
        let title = voice("reassign.result")
        let status: HTTPResponse.Status = problems.isEmpty ? .conflict : .unprocessableContent
        return deskPage(context, seat, title: title, status: status, failed: true, current: desk.worklist) { h in
            h.crumbs([(voice("worklist.title"), desk.worklist)], current: title)
            h.h1(title)
            for problem in problems { h.note(.bad, alert: true, Phrase(problem)) }
            if !results.isEmpty {
                h.scroll(voice("reassign.caption")) {
                    h.table(class: "table") {
                        h.caption(voice("reassign.caption"), class: "vh")
                        h.thead { h.tr { for key in ["dossier", "why"] { h.th(voice("reassign.\(key)"), .col) } } }
                        h.tbody { for result in results { row(result, h, seat) } }
                    }
                }
            }
            h.p { h.a(voice("reassign.back"), to: desk.worklist, class: "btn") }
        }
    }

    private func row(_ result: Reassigned, _ h: HTML, _ seat: Seat) {
        h.tr {
            h.td(class: "num") {
                if let number = result.number { h.a("\(number)", to: seat.desk.dossier(result.dossier)) } else { h.text("–") }
            }
            h.td {
                if let refusal = result.refusal {
                    h.tag(Tag(.bad, seat.voice("reassign.failed-one")))
                    h.text(" \(sentence(refusal, seat.voice))")
                } else {
                    h.tag(Tag(.ok, seat.voice("reassign.moved")))
                }
            }
        }
    }

    private func sentence(_ refusal: Refusal, _ voice: DeskVoice) -> String {
        if case .invalid(let problems) = refusal { return problems.map(\.message).joined(separator: " ") }
        if refusal == .notFound { return voice("reassign.not-found") }
        return RefusalNotice(refusal).map { voice.content.phrases($0.sentence, $0.values, in: .ro) } ?? ""
    }
}
