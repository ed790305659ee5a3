import Foundation
import Office
import Rulebook
import Store

/// What a dossier has to do with others, at the desk.
struct CaseLinksBox: Sendable {
    let title: String
    let facts: [Fact]

    /// Nil where there is nothing to tell.
    init?(_ file: CaseFile, today: Day, desk: Desk, voice: DeskVoice) {
        let say = voice.speech
        title = voice("links.title")
        func validity(_ last: Day?, _ day: Day, _ service: PublicService?) -> String {
            say.validity(until: last, issuedOn: day, by: service, on: today)
        }
        let parents = file.links.parents.map { parent in
            let act = parent.link.act
            let name = "\(act.title), \(act.number)"
            let link = Desk(institution: act.institution).dossier(act.dossier)
            return Fact(
                say("links.built-on"),
                Phrase { h in
                    if parent.isVisible { h.a(name, to: link) } else { h.text(name) }
                    h.br()
                    h.small(act.isVoid ? say("parent.void") : validity(act.validUntil, act.day, voice.content.anyService(act.service)))
                    if act.holder != file.dossier.opener { h.br(); h.small(say("parent.of-other")) }
                    if !parent.link.remarks.isEmpty {
                        h.br()
                        h.tag(Tag(.warn, say("links.remark")))
                        for remark in parent.link.remarks { h.text(" \(say(remark))") }
                    }
                })
        }
        let children = file.links.children.map { child in
            let service = voice.content.anyService(child.service)?.title.ro ?? child.service
            let number = child.number.map { "\($0)" } ?? "–"
            return Fact(
                say("links.building"),
                "\(link: service, to: Desk(institution: child.institution).dossier(child.dossier))\(.br)\(small: number)" as Phrase)
        }
        let parcels = file.links.parcels.map { parcel in
            let text = say("links.history", ["number": .text(parcel.number), "place": .text(voice.place(parcel.uat))])
            return Fact(say("links.parcels"), "\(link: text, to: desk.immovable(parcel.uat, parcel.number))" as Phrase)
        }
        let own: Fact? =
            if let act = file.act, let last = act.validUntil, let day = act.day {
                Fact(say("links.validity"), Phrase(validity(last, day, file.service)))
            } else { nil }
        facts = parents + children + parcels + [own].compactMap { $0 }
        if facts.isEmpty { return nil }
    }
}

extension HTML {
    func caseLinks(_ links: CaseLinksBox) { box(Phrase(links.title)) { facts(links.facts, .flush) } }
}
