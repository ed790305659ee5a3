extension Migration {
    /// What a person has typed of a proposal before confirming it, the documents that they added to it, and the
    /// streets that were confirmed, by locality (its SIRUTA code).
    static let reviews = """
        ALTER TABLE proposal ADD COLUMN typed TEXT;
        ALTER TABLE proposal ADD COLUMN typed_by TEXT REFERENCES person (id);
        ALTER TABLE proposal ADD COLUMN typed_at INTEGER;
        CREATE TABLE proposal_file (
            id TEXT PRIMARY KEY,
            proposal TEXT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            added_at INTEGER NOT NULL,
            added_by TEXT NOT NULL REFERENCES person (id)
        ) STRICT;
        CREATE INDEX proposal_file_by_proposal ON proposal_file (proposal, added_at, id);
        CREATE INDEX proposal_file_by_hash ON proposal_file (sha256);
        CREATE TABLE seen_street (
            institution TEXT NOT NULL,
            locality TEXT NOT NULL,
            street TEXT NOT NULL,
            seen INTEGER NOT NULL CHECK (seen > 0),
            PRIMARY KEY (institution, locality, street)
        ) STRICT
        """
}
