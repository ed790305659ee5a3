import Foundation
import Rulebook
package import Store

/// What a dossier has to do with others, as one person may see it.
package struct CaseLinks: Sendable {
    /// The acts that it builds on, and whether this person may open their dossiers.
    package let parents: [(link: ParentLink, isVisible: Bool)]
    /// Dossiers that build on its act: only those that this person may see.
    package let children: [ChildLink]
    /// The land that it is about.
    package let parcels: [Parcel]
}

extension Office {
    /// Dossiers that are shown as built on one act; further ones are found by the land.
    private static let mostChildren = 50

    func links(of dossier: Dossier, seenBy visitor: Visitor, _ books: Books) throws -> CaseLinks {
        let parents = try books.parents(of: dossier.id).map { link in
            (link: link, isVisible: try books.dossier(link.act.dossier, visibleTo: visitor) != nil)
        }
        let children = try books.children(of: dossier.id, limit: Self.mostChildren).filter { child in
            child.opener == visitor.id || visitor.view(of: child.institution)?.sees(desk: child.desk) == true
        }
        return CaseLinks(parents: parents, children: children, parcels: try books.parcels(of: dossier.id))
    }
}
