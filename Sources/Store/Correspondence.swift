package import Foundation
package import Rulebook

/// One message between a dossier's applicant and the office that has it.
package struct Message: Hashable, Sendable {
    package let id: String
    package let dossier: DossierID
    package let author: PersonID
    package let side: Side
    package let body: String
    package let sentAt: Date
    package var files: [File] = []

    /// Who speaks.
    package enum Side: String, Sendable, CaseIterable {
        case applicant, office

        package var other: Side { self == .applicant ? .office : .applicant }
    }

    package struct File: Hashable, Sendable {
        package let id: String
        package let name: String
        package let mediaType: String
        /// In bytes.
        package let size: Int
        package let sha256: String

        package init(id: String, name: String, mediaType: String, size: Int, sha256: String) {
            self.id = id
            self.name = name
            self.mediaType = mediaType
            self.size = size
            self.sha256 = sha256
        }
    }

    package init(id: String, dossier: DossierID, author: PersonID, side: Side, body: String, sentAt: Date, files: [File] = []) {
        self.id = id
        self.dossier = dossier
        self.author = author
        self.side = side
        self.body = body
        self.sentAt = sentAt
        self.files = files
    }
}

/// What the office wrote for itself on a dossier; never for the applicant, nor for another institution.
package struct InternalNote: Hashable, Sendable {
    package let id: String
    package let author: PersonID
    package let body: String
    package let writtenAt: Date
}

extension Books {
    package func add(_ message: Message) throws {
        try run(
            "INSERT INTO message (id, dossier, author, side, body, sent_at) VALUES (?, ?, ?, ?, ?, ?)", .text(message.id),
            .text(message.dossier), .text(message.author), .text(message.side.rawValue), .text(message.body), .instant(message.sentAt))
        for file in message.files {
            try run(
                "INSERT INTO message_file (id, message, dossier, name, media_type, size, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)",
                .text(file.id), .text(message.id), .text(message.dossier), .text(file.name), .text(file.mediaType), .integer(file.size),
                .text(file.sha256))
        }
    }

    /// The latest messages of a dossier, oldest first, with their files.
    package func messages(of dossier: DossierID, limit: Int) throws -> [Message] {
        let files = try rows(
            "SELECT message, id, name, media_type, size, sha256 FROM message_file WHERE dossier = ? ORDER BY message, name, id",
            .text(dossier)
        ).map { row in
            (
                try row.text(0),
                Message.File(
                    id: try row.text(1), name: try row.text(2), mediaType: try row.text(3), size: try row.integer(4),
                    sha256: try row.text(5))
            )
        }
        let byMessage = Dictionary(grouping: files) { $0.0 }
        return try rows(
            """
            SELECT id, author, side, body, sent_at FROM message WHERE dossier = ? ORDER BY sent_at DESC, id DESC LIMIT ?
            """, .text(dossier), .integer(limit)
        ).reversed().map { row in
            let id = try row.text(0)
            return Message(
                id: id, dossier: dossier, author: try row.text(1), side: Message.Side(rawValue: try row.text(2)) ?? .office,
                body: try row.text(3), sentAt: try row.instant(4), files: byMessage[id]?.map(\.1) ?? [])
        }
    }

    package func messageFile(_ id: String, of dossier: DossierID) throws -> Message.File? {
        try rows("SELECT id, name, media_type, size, sha256 FROM message_file WHERE id = ? AND dossier = ?", .text(id), .text(dossier))
            .first.map {
                Message.File(
                    id: try $0.text(0), name: try $0.text(1), mediaType: try $0.text(2), size: try $0.integer(3), sha256: try $0.text(4))
            }
    }

    /// How many files hang on a dossier's messages.
    package func messageFileCount(of dossier: DossierID) throws -> Int {
        try rows("SELECT COUNT(*) FROM message_file WHERE dossier = ?", .text(dossier))[0].integer(0)
    }

    /// When a side wrote on a dossier since a moment, oldest first.
    package func messageTimes(of dossier: DossierID, from side: Message.Side, since: Date) throws -> [Date] {
        try rows(
            "SELECT sent_at FROM message WHERE dossier = ? AND sent_at > ? AND side = ? ORDER BY sent_at", .text(dossier), .instant(since),
            .text(side.rawValue)
        ).map { try $0.instant(0) }
    }

    /// How many messages of the other side each of these dossiers has that this person has not seen; none where there are none.
    package func unread(on dossiers: [DossierID], by reader: PersonID, from side: Message.Side) throws -> [DossierID: Int] {
        guard !dossiers.isEmpty else { return [:] }
        let counts = try sql.rows(
            """
            SELECT m.dossier, COUNT(*) FROM message m LEFT JOIN message_mark k ON k.dossier = m.dossier AND k.reader = ?
            WHERE \(Self.oneOf("m.dossier", dossiers.count)) AND m.side = ? AND m.sent_at > COALESCE(k.seen_at, 0) GROUP BY m.dossier
            """, [.text(reader)] + dossiers.map { .text($0) } + [.text(side.rawValue)])
        return try Dictionary(counts.map { (try $0.text(0), try $0.integer(1)) }) { first, _ in first }
    }

    /// This person has seen what was there at that moment.
    package func markSeen(_ dossier: DossierID, by reader: PersonID, at moment: Date) throws {
        try run(
            """
            INSERT INTO message_mark (dossier, reader, seen_at) VALUES (?, ?, ?)
            ON CONFLICT (dossier, reader) DO UPDATE SET seen_at = excluded.seen_at
            """, .text(dossier), .text(reader), .instant(moment))
    }

    package func add(_ note: InternalNote, on dossier: DossierID) throws {
        try run(
            "INSERT INTO internal_note (id, dossier, author, body, written_at) VALUES (?, ?, ?, ?, ?)", .text(note.id), .text(dossier),
            .text(note.author), .text(note.body), .instant(note.writtenAt))
    }

    /// The latest notes of the office on a dossier, oldest first.
    package func internalNotes(on dossier: DossierID, limit: Int) throws -> [InternalNote] {
        try rows(
            "SELECT id, author, body, written_at FROM internal_note WHERE dossier = ? ORDER BY written_at DESC, id DESC LIMIT ?",
            .text(dossier), .integer(limit)
        ).reversed().map {
            InternalNote(id: try $0.text(0), author: try $0.text(1), body: try $0.text(2), writtenAt: try $0.instant(3))
        }
    }

    package func internalNoteCount(on dossier: DossierID) throws -> Int {
        try rows("SELECT COUNT(*) FROM internal_note WHERE dossier = ?", .text(dossier))[0].integer(0)
    }
}

extension InternalNote {
    package init(new id: String, by author: PersonID, _ body: String, at now: Date) {
        self.init(id: id, author: author, body: body, writtenAt: now)
    }
}
