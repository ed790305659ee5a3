import Documents
import Foundation
import NIOPosix
import Rulebook
import Store

/// Work done after a change, by the worker: each kind knows how to be kept and how to be done, and doing it twice does no harm.
enum Errand: Sendable {
    case mail(Mail)
    /// Typeset, seal and deliver a receipt or an act.
    case document(act: String)

    var kind: String {
        switch self {
        case .mail: "mail"
        case .document: "document"
        }
    }

    init(_ job: Job) throws {
        let payload = Data(job.payload.utf8)
        switch job.kind {
        case "mail": self = .mail(try JSONDecoder().decode(Mail.self, from: payload))
        case "document": self = .document(act: try JSONDecoder().decode(String.self, from: payload))
        default: throw OfficeFault.unknownJob(job.kind)
        }
    }
}

extension Office {
    func enqueue(_ errand: Errand, once key: String, _ books: Books) throws {
        let now = settings.now()
        switch errand {
        case .mail(let mail):
            try books.enqueue(errand.kind, id: settings.newID(), onceKey: key, payload: mail, at: now, now: now)
        case .document(let act):
            try books.enqueue(errand.kind, id: settings.newID(), onceKey: key, payload: act, at: now, now: now)
        }
    }

    func run(_ errand: Errand) async throws {
        switch errand {
        case .mail(let mail):
            let (settings, now) = (settings.mail, settings.now())
            try await blocking.runIfActive { try settings.send(mail, at: now) }
        case .document(let id): try await issueDocument(id)
        }
    }

    /// Typesets and seals a frozen act, keeps the file, and tells the applicant. A file that is there already is left alone.
    private func issueDocument(_ id: String) async throws {
        guard let act = try await store.read({ try $0.act(id) }), let data = act.data, let issuedAt = act.issuedAt else {
            throw OfficeFault.missing("act \(id)")
        }
        guard act.sha256 == nil else { return }
        let pdf = try await typesetter.typeset(act.template, data: Data(data.utf8), at: issuedAt)
        let identity = try seals.identity(of: act.institution)
        let place = content.house.place.ro
        let sealed = try await blocking.runIfActive {
            try PDFSealing.seal(pdf, with: identity, reason: act.title, place: place, at: issuedAt)
        }
        let files = store.files
        let sha256 = try await blocking.runIfActive { try files.keep(sealed) }
        let now = settings.now()
        try await store.write { books in
            guard var current = try books.act(id), current.sha256 == nil else { return }
            let before = current.version
            current.sha256 = sha256
            current.version += 1
            try books.save(current, from: before, at: now)
            try books.record(
                current.kind == .receipt ? "receipt-made" : "act-delivered", of: current.dossier, in: current.institution, by: nil, at: now,
                ["sha256": sha256, "act": current.id])
            guard current.kind == .act, let dossier = try books.dossier(forJob: current.dossier),
                let person = try books.person(dossier.opener)
            else { return }
            try enqueue(.issued(dossier: dossier.id, act: current.title), to: person, once: "issued:\(id)", books)
        }
    }
}
