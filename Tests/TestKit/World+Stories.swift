import Foundation
package import Office
package import Rulebook
import Store

/// Shortcuts through the beginning of a story, by the same deeds.
extension World {
    /// A draft of a certificat de urbanism with right answers and all its papers.
    package func filled(_ member: Cast, service slug: String = "cu-construire") async throws -> DossierID {
        let service = try content(slug)
        let id = try await office.open(slug, key: UUID().uuidString, by: self[member])
        _ = try await office.save(service.form.examples, in: id, by: self[member], language: .ro)
        let form = try await office.form(id, by: self[member], in: .ro)
        for (rule, required) in form.checked.attachments where required {
            try await office.attach(try await paper(rule.kind.code), as: rule.kind.code, to: id, by: self[member])
        }
        return id
    }

    /// A submitted request; with `paid`, its fee proven and confirmed.
    package func submitted(
        _ member: Cast, service slug: String = "cu-construire", paid: Bool = false
    ) async throws -> (DossierID, RegisterNumber) {
        let id = try await filled(member, service: slug)
        let number = try await office.submit(id, by: self[member], language: .ro)
        if paid {
            try await office.givePaymentProof(try await paper(), for: id, by: self[member])
            try await office.confirmPayment(of: id, version: try await version(id), by: self[.dan])
        }
        return (id, number)
    }

    /// The secretary general of the council countersigns what was approved.
    package func countersign(_ id: DossierID) async throws {
        try await office.take("contrasemnare", Answers(), on: id, version: try await version(id), by: self[.emilia])
    }

    /// A small file, kept as an upload would be; another text gives another file.
    package func paper(_ text: String = "dovada") async throws -> ReceivedFile {
        let data = Data("%PDF-1.7\n% \(text)\n%%EOF\n".utf8)
        return ReceivedFile(name: "document.pdf", type: .pdf, size: data.count, sha256: try await office.store.files.keep(data))
    }

    /// The version that a page drawn now would carry.
    package func version(_ id: DossierID) async throws -> Int {
        try await office.store.read { try $0.dossier(forJob: id)?.version ?? 0 }
    }

    private func content(_ slug: String) throws -> PublicService {
        guard let service = office.content.service(slug) else { throw Refusal.notFound }
        return service
    }
}

/// An endorser's people, in the order in which they work on a leg.
package struct Endorser: Sendable {
    package let institution: String
    package let clerk: Cast
    package let head: Cast
    package let signatory: Cast

    package static let isu = Endorser(institution: "isu-cluj", clerk: .doina, head: .sever, signatory: .traian)
    package static let aries = Endorser(institution: "apa-aries", clerk: .lavinia, head: .cezar, signatory: .iustina)
    package static let mayor = Endorser(institution: "primaria-ciurila", clerk: .nuta, head: .ghita, signatory: .sabina)
}

/// Shortcuts through what other institutions are asked.
extension World {
    /// A building permit that Tiberiu handles, paid, with ISU, Arieș and the mayor asked.
    package func asked(_ kinds: [String] = ["isu", "apa-canal", "primar"]) async throws -> DossierID {
        let (id, _) = try await submitted(.smaranda, service: "ac-construire", paid: true)
        try await office.assign(id, to: self[.tiberiu].id, version: try await version(id), by: self[.otilia])
        try await ask(kinds, for: id)
        return id
    }

    /// Tiberiu asks others for what a dossier of his needs.
    package func ask(_ kinds: [String], for id: DossierID) async throws {
        try await office.requestEndorsements(kinds, note: "", for: id, version: try await version(id), by: self[.tiberiu])
    }

    /// The endorser's dossier for what a dossier asked it.
    package func leg(of id: DossierID, at endorser: Endorser) async throws -> DossierID {
        let legs = try await office.store.read { try $0.endorsements(askedBy: id) }
        guard let leg = legs.last(where: { $0.institution == endorser.institution }) else { throw Refusal.notFound }
        return leg.endorsement.leg
    }

    /// What has become of a leg.
    package func outcome(of leg: DossierID) async throws -> EndorsementOutcome? {
        try await office.store.read { try $0.endorsement(of: leg)?.outcome }
    }

    /// The clerk takes the leg.
    package func take(_ leg: DossierID, _ endorser: Endorser) async throws {
        try await office.assign(leg, to: self[endorser.clerk].id, version: try await version(leg), by: self[endorser.clerk])
    }

    /// The clerk drafts an answer and the head approves it; only the signature is missing.
    package func draft(_ leg: DossierID, _ endorser: Endorser, as outcome: EndorsementOutcome, _ text: String = "") async throws {
        try await take(leg, endorser)
        try await office.endorse(leg, as: outcome, text, version: try await version(leg), by: self[endorser.clerk])
        try await office.approve(leg, version: try await version(leg), by: self[endorser.head])
    }

    /// The whole answer.
    package func answer(_ leg: DossierID, _ endorser: Endorser, as outcome: EndorsementOutcome, _ text: String = "") async throws {
        try await draft(leg, endorser, as: outcome, text)
        try await office.seal(leg, version: try await version(leg), by: self[endorser.signatory])
    }
}
