import Office
import Rulebook
import Store

/// How a dossier stands, for the program that filed it.
struct DossierState: Encodable {
    let id: String
    let service: String
    /// "1234/23.11.2026"; nil for a draft.
    let number: String?
    let stage: Stage
    /// Of an endorsement asked for directly: `favourable`, `conditional`, `unfavourable`; nil for everything else, silence included.
    let outcome: String?
    /// The last day of the term, `YYYY-MM-DD`; nil while the clock stands and where there is none.
    let due: String?
    /// `none`, `due`, `given`, `confirmed`
    let payment: String
    /// What has to be completed, and why; empty when nothing is asked for.
    let asked: [Item]
    let documents: [Document]
    /// The acts that it builds on, by the fields that name them.
    let parents: [Parent]

    struct Parent: Encodable {
        let field: String
        /// "CU 12/2026"
        let act: String
        /// The last day, `YYYY-MM-DD`; nil: without end.
        let validUntil: String?
    }

    struct Stage: Encodable {
        let name: String
        /// `draft`, `open`, `solved`, `closed`
        let kind: String
        let title: Localized
    }

    struct Item: Encodable {
        /// A field's key, or `attachment:` and a code.
        let field: String
        let reason: String
    }

    struct Document: Encodable {
        let title: String
        /// Where its seal and text can be verified; nil for a draft.
        let verification: String?
        /// Lower-case hexadecimal; nil while the document is being made.
        let sha256: String?
        /// The last day on which it is good, `YYYY-MM-DD`; nil: without end.
        let validUntil: String?
    }

    init(_ file: CaseFile, publicAddress: String) {
        id = file.dossier.id
        service = file.service.slug
        number = file.dossier.number.map { "\($0)" }
        stage = Stage(name: file.stage.name, kind: file.stage.kind.rawValue, title: file.stage.title)
        outcome = file.endorsed?.rawValue
        due = file.stage.kind.isFinal || file.stage.clock == .suspended ? nil : file.clock.map { "\($0.deadline.projected)" }
        payment = file.dossier.payment.rawValue
        asked = file.can(.complete) ? file.completion?.items.map { Item(field: $0.field, reason: $0.reason) } ?? [] : []
        documents = file.acts.filter { $0.issuedAt != nil }.map { act in
            Document(
                title: act.title, verification: act.code.map { publicAddress + "\(Place.verified(code: $0).link)" }, sha256: act.sha256,
                validUntil: act.validUntil.map { "\($0)" })
        }
        parents = file.links.parents.map { parent in
            Parent(
                field: parent.link.field, act: parent.link.act.number, validUntil: parent.link.act.validUntil.map { "\($0)" })
        }
    }
}
