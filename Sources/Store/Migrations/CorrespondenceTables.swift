extension Migration {
    /// What applicant and office write to each other, and what the office writes for itself: tables of their own, so that no query
    /// for the one can ever show the other.
    static let correspondence = """
        CREATE TABLE message (
            id TEXT PRIMARY KEY,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            author TEXT NOT NULL REFERENCES person (id),
            side TEXT NOT NULL CHECK (side IN ('applicant', 'office')),
            body TEXT NOT NULL CHECK (length(body) <= 4000),
            sent_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX message_by_dossier ON message (dossier, sent_at, id);

        CREATE TABLE message_file (
            id TEXT PRIMARY KEY,
            message TEXT NOT NULL REFERENCES message (id),
            dossier TEXT NOT NULL REFERENCES dossier (id),
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
        ) STRICT;
        CREATE INDEX message_file_by_dossier ON message_file (dossier, message);
        CREATE INDEX message_file_by_hash ON message_file (sha256);

        CREATE TABLE message_mark (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            reader TEXT NOT NULL REFERENCES person (id),
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (dossier, reader)
        ) STRICT;

        CREATE TABLE internal_note (
            id TEXT PRIMARY KEY,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            author TEXT NOT NULL REFERENCES person (id),
            body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
            written_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX internal_note_by_dossier ON internal_note (dossier, written_at, id)
        """
}
