extension Migration {
    /// Who is away from an institution, from when to when, and who stands in. `called_off_at`: it never was, or ended early.
    static let absences = """
        CREATE TABLE absence (
            id TEXT PRIMARY KEY,
            institution TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id),
            substitute TEXT REFERENCES person (id),
            from_day TEXT NOT NULL,
            to_day TEXT NOT NULL,
            entered_by TEXT NOT NULL REFERENCES person (id),
            entered_at INTEGER NOT NULL,
            called_off_at INTEGER,
            CHECK (from_day <= to_day),
            CHECK (substitute <> person)
        ) STRICT;
        CREATE INDEX absence_by_person ON absence (person, to_day) WHERE called_off_at IS NULL;
        CREATE INDEX absence_by_substitute ON absence (substitute, to_day) WHERE called_off_at IS NULL;
        CREATE INDEX absence_by_institution ON absence (institution, to_day, id) WHERE called_off_at IS NULL
        """
}
