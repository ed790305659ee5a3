extension Content {
    /// Whether an institution may answer a request for a service of another one as if it had been made to it. Everybody answers petitions
    /// (OG nr. 27/2002, art. 2); the county and its towns do the same things, each for its places (Legea nr. 50/1991, art. 4). Nobody else
    /// gives acts in another's name: a request that comes to them goes on by letter.
    package func isCompetent(_ institution: Institution, for service: PublicService) -> Bool {
        if institution.slug == service.institution || service.act.template == PublicService.ActRule.reply && service.silence.effect == .none
        {
            return true
        }
        let local: Set<Institution.Kind> = [.countyCouncil, .townHall]
        let owner = service.institution.isEmpty ? .townHall : self.institution(service.institution)?.kind
        return local.contains(institution.kind) && owner.map(local.contains) ?? false
    }
}

extension PublicService.ActRule {
    /// The template of a letter that answers and grants nothing.
    static let reply = "raspuns"
}
