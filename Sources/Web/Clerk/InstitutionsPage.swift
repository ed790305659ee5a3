import Office
import Rulebook

/// In whose name one works today, for those who work for several.
struct InstitutionsPage: Sendable {
    let title: String
    let lead: String
    let institutions: [(name: String, link: Link, roles: String)]

    init(_ visitor: Visitor, voice: DeskVoice) {
        title = voice("institutions.title")
        lead = voice("institutions.lead")
        institutions = visitor.institutions.compactMap { slug in
            voice.content.institution(slug).map { institution in
                let roles = Role.staff.filter(visitor.roles(in: slug).contains).map(voice.role)
                return (institution.name.ro, Desk(institution: slug).entrance(for: visitor), roles.joined(separator: ", "))
            }
        }
    }
}

extension Desk {
    /// Where one begins: administrators keep accounts and see no dossiers.
    func entrance(for visitor: Visitor) -> Link { visitor.view(of: institution) == nil ? staff : worklist }
}

extension HTML {
    func institutionsPage(_ page: InstitutionsPage) {
        h1(page.title)
        p(page.lead, class: "lead")
        ul(class: "list") { for item in page.institutions { listItem(Phrase(item.name), to: item.link, Phrase(item.roles)) } }
    }
}
