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
            try await office.attach(try paper(rule.kind.code), as: rule.kind.code, to: id, by: self[member])
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
            try await office.givePaymentProof(try paper(), for: id, by: self[member])
            try await office.confirmPayment(of: id, version: try await version(id), by: self[.dan])
        }
        return (id, number)
    }

    /// A small file, kept as an upload would be; another text gives another file.
    package func paper(_ text: String = "dovada") throws -> ReceivedFile {
        let data = Data("%PDF-1.7\n% \(text)\n%%EOF\n".utf8)
        return ReceivedFile(name: "document.pdf", type: .pdf, size: data.count, sha256: try office.store.files.keep(data))
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
