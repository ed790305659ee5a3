extension Migration {
    /// Keys with which a person's programs act for them.
    static let accessKeys = """
        CREATE TABLE access_key (
            id TEXT PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE,
            person TEXT NOT NULL REFERENCES person (id),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX access_key_by_person ON access_key (person, created_at)
        """
}
