import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// What is not possible any more on a dossier of one's own: why, what was typed, and the way back to it. It is in the log.
    /// - Throws: what is no matter of where the dossier stands.
    func ownConflict(
        _ refusal: Refusal, of deed: String, step: String? = nil, on id: DossierID, by visitor: Visitor, typed: [TypedText] = [],
        _ context: WebContext
    ) async throws -> Response {
        guard let notice = RefusalNotice(refusal), notice.status == .conflict else { throw refusal }
        try await office.noteRefusal(refusal, of: deed, step: step, onOwn: id, by: visitor)
        let file = try await ownFile(id, of: visitor)
        let say = speech(context)
        let number = file.dossier.number.map { "\($0)" } ?? ""
        let title = say("page.refusal.\(notice.title)")
        return page(context, title: title, status: notice.status, around: .under(.dossiers)) { h in
            h.crumbs([(say("page.frame.dossiers"), Place.dossiers.link), (number, Place.dossier(id).link)], current: title)
            h.div(class: "measure") {
                h.h1(title)
                h.note(.warn, alert: true, Phrase(say(notice.sentence, notice.values)))
                h.facts([Fact(say("page.conflict.stage"), Phrase(say(file.stage.title)))])
                h.typed(typed, title: say("page.conflict.typed"))
                h.actions { h.a(say("page.conflict.back"), to: Place.dossier(id).link, class: "btn") }
            }
        }
    }
}
