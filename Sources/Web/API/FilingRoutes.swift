import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rulebook

/// What programs file for the person whose key they show (RFC 6750), once for each idempotency key.
extension Website {
    func filingRoutes(_ router: some RouterMethods<WebContext>) {
        router.post("services/{slug}/dossiers", use: file)
        router.get("dossiers/{id}", use: dossierState)
    }

    private func file(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try await visitor(of: request)
        let service = try service(context)
        guard let key = request.headers[.idempotencyKey], (1...64).contains(key.utf8.count) else {
            throw APIProblem(.badRequest, "Trimite antetul Idempotency-Key: 1–64 de caractere, altele pentru fiecare cerere.")
        }
        let answers = try await answers(in: request)
        let filed = try await office.file(service.slug, answers, key: key, by: visitor, language: language(of: request))
        let url = "\(office.settings.publicAddress)\(Place.dossier(filed.id).link)"
        var response = try json(
            FiledDossier(id: filed.id, number: "\(filed.number)", url: url), context, status: filed.isNew ? .created : .ok)
        response.headers[.location] = "/api/v1/dossiers/\(filed.id)"
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func dossierState(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try await visitor(of: request)
        let id = try context.part("id")
        let seen: CaseFile
        do {
            seen = try await office.caseFile(id, seenBy: visitor)
        } catch Refusal.notFound {
            try await office.noteStranger(at: id, visitor: visitor)
            throw Refusal.notFound
        }
        var response = try json(DossierState(seen, publicAddress: office.settings.publicAddress), context)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func visitor(of request: Request) async throws -> Visitor {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", let visitor = try await office.visitor(accessKey: String(parts[1]))
        else {
            throw APIProblem(
                .unauthorized, "Arată o cheie: „Authorization: Bearer ghiseu_…”. O faci în contul tău, la „Chei pentru programe”.")
        }
        return visitor
    }
}

/// What a program gets for a request that was registered.
private struct FiledDossier: Encodable {
    let id: String
    /// "1234/23.11.2026"
    let number: String
    let url: String
}

extension HTTPField.Name {
    /// The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header).
    fileprivate static let idempotencyKey = named("Idempotency-Key")
}
