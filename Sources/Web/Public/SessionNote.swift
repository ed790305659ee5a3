import Office
import Rulebook

extension Website {
    /// Whether an application can be handed in at this moment: by the sessions in force, not by those of a draft's revision.
    func takesNow(_ service: PublicService) -> Bool {
        let inForce = office.content.service(service.slug) ?? service
        return inForce.takesApplications(at: office.settings.now(), in: office.content.house.timeZone)
    }

    /// When a service with sessions takes applications: now and until when, or from when on, or no more.
    func sessionNote(_ h: HTML, _ service: PublicService, _ say: Speech) {
        let (now, zone) = (office.settings.now(), office.content.house.timeZone)
        let inForce = office.content.service(service.slug) ?? service
        guard let session = inForce.session(around: now, in: zone) else { return }
        let isOpen = session.isOpen(at: now, in: zone)
        let key = isOpen ? "open" : session.opens.instant(in: zone) > now ? "ahead" : "over"
        h.note(isOpen ? .info : .warn) {
            h.p {
                h.strong(say("public.session.\(key)", session.values))
                h.text(" ")
                h.text(say.marked(Localized(ro: session.basis)))
            }
            if let first = session.projectsFrom, let last = session.projectsUntil {
                h.p(say("public.session.projects", ["first": .day(first), "last": .day(last)]))
            }
            if let ceiling = session.ceiling { h.p(say("public.session.ceiling", ["amount": .money(ceiling)])) }
        }
    }
}
