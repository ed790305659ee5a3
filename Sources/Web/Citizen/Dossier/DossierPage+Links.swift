import Foundation
import Office
import Rulebook
import Store

/// What a person's dossier has to do with others: the acts that it builds on, what builds on its own, and the land.
extension Website {
    func links(_ file: CaseFile, _ h: HTML, _ say: Speech) {
        let links = file.links
        guard !links.parents.isEmpty || !links.children.isEmpty || !links.parcels.isEmpty else { return }
        h.section(Phrase(say("links.title")), id: "legaturi") {
            var facts: [Fact] = []
            for parent in links.parents { facts.append(Fact(say("links.built-on"), parentPhrase(parent.link, parent.isVisible, say))) }
            for child in links.children {
                let service = office.content.anyService(child.service).map { say($0.title) } ?? child.service
                let number = child.number.map { say("links.dossier", ["number": .text("\($0)")]) } ?? ""
                let link = Place.dossier(child.dossier).link
                facts.append(
                    Fact(
                        say("links.building"),
                        child.opener == file.dossier.opener
                            ? "\(link: service, to: link)\(.br)\(small: number)" : "\(service)\(.br)\(small: number)"))
            }
            for parcel in links.parcels { facts.append(Fact(say("links.parcels"), parcelPhrase(parcel, say))) }
            h.facts(facts)
        }
    }

    private func parentPhrase(_ link: ParentLink, _ isVisible: Bool, _ say: Speech) -> Phrase {
        let act = link.act
        let service = office.content.anyService(act.service)
        return Phrase { h in
            let name = "\(act.title), \(act.number)"
            if isVisible { h.a(name, to: Place.dossier(act.dossier).link) } else { h.text(name) }
            h.br()
            h.small(
                act.isVoid ? say("parent.void") : say.validity(until: act.validUntil, issuedOn: act.day, by: service, on: office.today()))
            for remark in link.remarks { h.br(); h.small(say(remark)) }
        }
    }

    private func parcelPhrase(_ parcel: Parcel, _ say: Speech) -> Phrase {
        let place = office.content.places.place(parcel.uat)?.name ?? parcel.uat
        let text = say("links.history", ["number": .text(parcel.number), "place": .text(place)])
        return "\(link: text, to: Place.immovable(parcel.uat, parcel.number).link)"
    }
}
