extension Migration {
    /// The daily seals on the event chains. Rows are only ever added: one for each institution and day, and one for its timestamp.
    static let sealedHeads = """
        CREATE TABLE sealed_head (
            institution TEXT NOT NULL,
            day TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            sealed_at INTEGER NOT NULL,
            signature BLOB NOT NULL,
            PRIMARY KEY (institution, day)
        ) STRICT;

        CREATE TABLE head_stamp (
            institution TEXT NOT NULL,
            day TEXT NOT NULL,
            stamp BLOB NOT NULL,
            PRIMARY KEY (institution, day),
            FOREIGN KEY (institution, day) REFERENCES sealed_head (institution, day)
        ) STRICT
        """
}
