extension Migration {
    /// What dossiers ask other institutions. A leg is a dossier of the endorser; this row ties it to the dossier that asked.
    static let endorsements = """
        ALTER TABLE dossier ADD COLUMN open_legs INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE endorsement (
            leg TEXT PRIMARY KEY REFERENCES dossier (id),
            parent TEXT NOT NULL REFERENCES dossier (id),
            kind TEXT NOT NULL,
            question TEXT NOT NULL,
            asked_by TEXT NOT NULL REFERENCES person (id),
            asked_at INTEGER NOT NULL,
            proposal TEXT CHECK (proposal IN ('favourable', 'conditional', 'unfavourable')),
            body TEXT NOT NULL,
            outcome TEXT CHECK (outcome IN ('favourable', 'conditional', 'unfavourable', 'tacit', 'withdrawn')),
            closed_at INTEGER,
            paper TEXT REFERENCES act (id),
            CHECK ((outcome IS NULL) = (closed_at IS NULL))
        ) STRICT;
        CREATE INDEX endorsement_by_parent ON endorsement (parent, asked_at, leg);
        CREATE INDEX endorsement_open ON endorsement (leg) WHERE outcome IS NULL
        """

    /// Answers that came on paper, to those who asked: from endorsers that do not work here, or brought by the applicant.
    static let paperEndorsements = """
        CREATE TABLE paper_endorsement (
            id TEXT PRIMARY KEY,
            parent TEXT NOT NULL REFERENCES dossier (id),
            kind TEXT NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('favourable', 'conditional', 'unfavourable')),
            body TEXT NOT NULL,
            reference TEXT NOT NULL,
            recorded_by TEXT NOT NULL REFERENCES person (id),
            recorded_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX paper_endorsement_by_parent ON paper_endorsement (parent, recorded_at, id)
        """
}
