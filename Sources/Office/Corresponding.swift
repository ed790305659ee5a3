package import Foundation
package import Rulebook
package import Store

/// What applicant and office wrote to each other on one dossier.
package struct Correspondence: Sendable {
    package let messages: [Message]
    package let names: [PersonID: String]
    /// On whose side this person reads.
    package let side: Message.Side
    package let canWrite: Bool
}

/// Messages between a dossier's applicant and the office that has it, and what the office writes for itself.
extension Office {
    private static let shown = 500

    /// The messages of a dossier that this person may see; from now on they have seen them.
    package func correspondence(on id: DossierID, seenBy visitor: Visitor) async throws -> Correspondence {
        let now = settings.now()
        let (found, isNew) = try await store.read { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor) else { throw Refusal.notFound }
            let unread = try books.unread(on: [id], by: visitor.id, from: visitor.side(on: dossier).other)
            return (try correspondence(on: dossier, seenBy: visitor, books), !unread.isEmpty)
        }
        if isNew { try await store.write { try $0.markSeen(id, by: visitor.id, at: now) } }
        return found
    }

    /// In the transaction that looked the dossier up for this person.
    func correspondence(on dossier: Dossier, seenBy visitor: Visitor, _ books: Books) throws -> Correspondence {
        let messages = try books.messages(of: dossier.id, limit: Self.shown)
        let service = try shelf.service(of: dossier, books)
        return Correspondence(
            messages: messages, names: try names(of: Set(messages.map(\.author)), on: dossier, service, seenBy: visitor, books),
            side: visitor.side(on: dossier), canWrite: try writable(dossier, by: visitor, books))
    }

    /// Messages of the other side that this person has not seen, by dossier.
    package func unread(on dossiers: [DossierID], by visitor: Visitor, on side: Message.Side) async throws -> [DossierID: Int] {
        try await store.read { try $0.unread(on: dossiers, by: visitor.id, from: side.other) }
    }

    /// Writes to the other side, which is told by a mail that does not say what.
    /// - Parameter label: the phrase that asks for the words on the page.
    /// - Throws: `Refusal.correspondenceClosed`, `.tooMany`, `.wrongFormat`, `.tooLarge`, `.invalid`.
    package func write(
        _ text: String, files: [ReceivedFile], on id: DossierID, by visitor: Visitor, called label: String = "messages.text",
        language: Language = .ro
    ) async throws {
        let body = files.isEmpty || !text.trimmed.isEmpty ? try checked(text, called: label, in: language) : ""
        guard files.allSatisfy({ $0.type != nil }) else { throw Refusal.wrongFormat(allowed: AttachmentKind.MediaType.allCases) }
        guard files.allSatisfy({ $0.size <= OfficeLimits.messageFileMegabytes * 1_000_000 }) else {
            throw Refusal.tooLarge(megabytes: OfficeLimits.messageFileMegabytes)
        }
        let newIDs = (0...files.count).map { _ in settings.newID() }
        let now = settings.now()
        try await store.write { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor) else { throw Refusal.notFound }
            guard try writable(dossier, by: visitor, books) else { throw Refusal.correspondenceClosed }
            let side = visitor.side(on: dossier)
            // The same words with the same files, sent twice by one click too many, are one message.
            if let last = try books.messages(of: id, limit: 1).last, last.author == visitor.id, last.body == body,
                Set(last.files.map { [$0.sha256, $0.name] }) == Set(files.map { [$0.sha256, $0.name] }),
                now.timeIntervalSince(last.sentAt) < OfficeLimits.sameClick
            {
                return
            }
            try limit(side, on: id, files: files.count, at: now, books)
            let kept = zip(files, newIDs.dropFirst()).map { file, newID in
                Message.File(id: newID, name: file.name, mediaType: file.type?.rawValue ?? "", size: file.size, sha256: file.sha256)
            }
            try books.add(
                Message(id: newIDs[0], dossier: id, author: visitor.id, side: side, body: body, sentAt: now, files: kept))
            try books.record(
                "message-\(side.rawValue)", of: id, in: dossier.institution, by: visitor.id, at: now, ["files": "\(files.count)"])
            try tell(side.other, of: dossier, once: "message:\(newIDs[0])", books)
        }
        bell.ring()
    }

    /// A file of a message, to those who may see the dossier.
    package func messageFile(_ file: String, of id: DossierID, seenBy visitor: Visitor) async throws -> (Message.File, StoredFile) {
        try await store.read { books in
            guard try books.dossier(id, visibleTo: visitor) != nil, let found = try books.messageFile(file, of: id) else {
                throw Refusal.notFound
            }
            return (found, store.files.file(found.sha256))
        }
    }

    /// The applicant writes while the dossier is open; of staff, who works on it: who only looks, keeps accounts or books payments does not.
    private func writable(_ dossier: Dossier, by visitor: Visitor, _ books: Books) throws -> Bool {
        let kind = try shelf.service(of: dossier, books).workflow.stage(dossier.stage)?.kind
        if dossier.opener == visitor.id { return kind == .open }
        return kind != .draft && visitor.worksOn(dossier)
    }

    private func limit(_ side: Message.Side, on id: DossierID, files: Int, at now: Date, _ books: Books) throws {
        guard files <= OfficeLimits.messageFiles, try books.messageFileCount(of: id) + files <= OfficeLimits.messageFilesInAll else {
            throw Refusal.tooMany(retryAfter: 0)
        }
        for (count, period) in OfficeLimits.messages(from: side) {
            let times = try books.messageTimes(of: id, from: side, since: now - period)
            if times.count >= count, let first = times.first {
                throw Refusal.tooMany(retryAfter: Int(first.addingTimeInterval(period).timeIntervalSince(now).rounded(.up)))
            }
        }
    }

    private func tell(_ side: Message.Side, of dossier: Dossier, once key: String, _ books: Books) throws {
        switch side {
        case .applicant:
            guard let person = try books.person(dossier.opener) else { return }
            try enqueue(.message(dossier: dossier.id), to: person, once: key, books)
        case .office:
            let letter = Letter.messageAtDesk(dossier: dossier.id, institution: dossier.institution)
            if let handler = try addressee(of: dossier, books) {
                try enqueue(letter, to: handler, once: key, books)
            } else {
                try enqueue(letter, toRegistryOf: dossier.institution, once: key, books)
            }
        }
    }

    private func checked(_ text: String, called label: String, in language: Language = .ro) throws(Refusal) -> String {
        let text = text.replacing("\r\n", with: "\n")
        let body = try required(text, "body", called: label, limit: OfficeLimits.messageLength, in: language)
        // The books count characters as Unicode does, not as readers do.
        return String(String.UnicodeScalarView(body.unicodeScalars.prefix(OfficeLimits.messageLength)))
    }

    // MARK: Internal notes

    /// The office's own notes on a dossier: for its staff alone, never for the applicant, though they be staff too.
    package func internalNotes(on id: DossierID, seenBy visitor: Visitor) async throws -> (notes: [InternalNote], names: [PersonID: String])
    {
        try await store.read { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor), visitor.readsNotes(on: dossier) else { throw Refusal.notFound }
            let notes = try books.internalNotes(on: id, limit: Self.shown)
            return (notes, try books.names(of: Set(notes.map(\.author))))
        }
    }

    package func note(_ text: String, on id: DossierID, by visitor: Visitor) async throws {
        let body = try checked(text, called: "desk.notes.text")
        let note = InternalNote(new: settings.newID(), by: visitor.id, body, at: settings.now())
        try await store.write { books in
            guard let dossier = try books.dossier(id, visibleTo: visitor), dossier.opener != visitor.id,
                visitor.worksOn(dossier)
            else { throw Refusal.notFound }
            // The same words, sent twice by one click too many, are one note.
            if let last = try books.internalNotes(on: id, limit: 1).last, last.author == visitor.id, last.body == body,
                note.writtenAt.timeIntervalSince(last.writtenAt) < OfficeLimits.sameClick
            {
                return
            }
            guard try books.internalNoteCount(on: id) < OfficeLimits.internalNotes else { throw Refusal.tooMany(retryAfter: 0) }
            try books.add(note, on: id)
            try books.record("internal-note", of: id, in: dossier.institution, by: visitor.id, at: note.writtenAt)
        }
    }
}

extension Visitor {
    package func side(on dossier: Dossier) -> Message.Side { dossier.opener == id ? .applicant : .office }

    /// Whether they write on it in the office's name: not who only looks, keeps accounts or books payments.
    func worksOn(_ dossier: Dossier) -> Bool { !actor(on: dossier).roles.subtracting([.auditor, .administrator, .cashier]).isEmpty }

    /// Whether they read what the office writes for itself: who works on it, and who audits.
    package func readsNotes(on dossier: Dossier) -> Bool {
        dossier.opener != id && (worksOn(dossier) || actor(on: dossier).roles.contains(.auditor))
    }
}

extension OfficeLimits {
    /// Characters.
    package static let messageLength = 4_000
    /// Files of one message, of all messages on a dossier, and how large one may be.
    package static let messageFiles = 5
    static let messageFilesInAll = 60
    package static let messageFileMegabytes = 20
    static let internalNotes = 500
    /// Within this time the same, sent again by the same person, is one click too many.
    package static let sameClick: TimeInterval = 60

    /// How many messages of a side on one dossier within how long.
    static func messages(from side: Message.Side) -> [(count: Int, period: TimeInterval)] {
        switch side {
        case .applicant: [(10, 3_600), (30, 86_400)]
        case .office: [(60, 3_600)]
        }
    }
}
