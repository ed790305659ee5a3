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
    /// Tell another program of an event.
    case webhook(Announcement)
    /// What comes again every day.
    case round(Round)
    /// Look whether terms end on another day by what holds now: a digest of it.
    case terms(String)
    /// Read a file of paper; how often it was tried, this time included.
    case reading(scan: String, tries: Int)
    /// What is done behind the reading of paper.
    case paper(PaperErrand)

    init(_ job: Job) throws {
        func payload<Value: Decodable>() throws -> Value { try JSONDecoder().decode(Value.self, from: Data(job.payload.utf8)) }
        switch Lane(rawValue: job.kind) {
        case .mail: self = .mail(try payload())
        case .document: self = .document(act: try payload())
        case .webhook: self = .webhook(try payload())
        case .round: self = .round(try payload())
        case .terms: self = .terms(try payload())
        case .reading: self = .reading(scan: try payload(), tries: job.attempts)
        case .paper: self = .paper(try payload())
        case nil: throw OfficeFault.unknownJob(job.kind)
        }
    }
}

/// What is done behind the reading of paper.
enum PaperErrand: Codable, Sendable {
    /// Print every form that paper could be, then read a file once more that may be one of them.
    case forms(Printing)
    /// Make a copy that can be searched.
    case searchable(SearchableCopy)
}

extension Office {
    /// Leaves a job in the transaction of the change that asks for it. A webhook's are left by the event itself.
    func enqueue(_ lane: Lane, _ payload: some Encodable, once key: String, _ books: Books) throws {
        let now = settings.now()
        try books.enqueue(lane, id: settings.newID(), onceKey: key, payload: payload, at: now, now: now)
    }

    func run(_ errand: Errand) async throws {
        switch errand {
        case .mail(let mail):
            let (settings, now) = (settings.mail, settings.now())
            try await transfer { try settings.send(mail, at: now, by: $0) }
        case .document(let id): try await issueDocument(id)
        case .webhook(let announcement): try await deliver(announcement)
        case .round(let round): try await run(round)
        case .terms(let rules): try await reckonTerms(by: rules)
        case .reading(let scan, let tries): try await readScan(scan, tries: tries)
        case .paper(.forms(let printing)): try await printAllForms(printing)
        case .paper(.searchable(let copy)): try await makeSearchable(copy)
        }
    }

    /// Typesets and seals a frozen act, keeps the file, and tells the applicant. A file that is there already is left alone.
    private func issueDocument(_ id: String) async throws {
        guard let act = try await store.read({ try $0.act(id) }), let data = act.data, let issuedAt = act.issuedAt else {
            throw OfficeFault.missing("act \(id)")
        }
        guard act.sha256 == nil else { return }
        let pdf = try await typesetter.typeset(act.template, data: try printable(data), at: issuedAt)
        let identity = try seals.identity(of: act.institution)
        let place = content.house.place.ro
        let sealed = try await blocking.runIfActive {
            try PDFSealing.seal(pdf, with: identity, reason: act.title, place: place, at: issuedAt)
        }
        let sha256 = try await store.files.keep(sealed)
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
