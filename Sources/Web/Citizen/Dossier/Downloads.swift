import Foundation
import Hummingbird
import Office
import Rulebook
import Store

/// The files of a dossier: to everybody who may see it, to nobody else.
extension Website {
    func attachment(_ request: Request, _ context: WebContext) async throws -> Response {
        let (attachment, file) = try await office.attachment(
            try context.part("attachment"), of: try context.part("id"), seenBy: try context.visitor())
        return try await download(file, as: attachment.mediaType, named: attachment.name, request)
    }

    func act(_ request: Request, _ context: WebContext) async throws -> Response {
        let (act, file) = try await office.document(try context.part("act"), of: try context.part("id"), seenBy: try context.visitor())
        let name = "\(act.fullTitle.replacing("/", with: "-")).pdf"
        return try await download(file, as: "application/pdf", named: name, request)
    }
}
