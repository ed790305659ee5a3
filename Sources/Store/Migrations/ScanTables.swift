extension Migration {
    /// Paper that came in, what was read of it, and what people made of the readings. `claim`: the same file comes in once.
    /// Confidences are in ten-thousandths.
    static let scans = """
        CREATE TABLE scan (
            id TEXT PRIMARY KEY,
            institution TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('upload', 'folder', 'citizen')),
            claim TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT,
            person TEXT REFERENCES person (id),
            service TEXT,
            arrived_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'read', 'refused', 'cleared')),
            reason TEXT,
            settled_at INTEGER,
            round INTEGER NOT NULL CHECK (round > 0),
            corners TEXT NOT NULL,
            readers TEXT NOT NULL,
            dossier TEXT REFERENCES dossier (id),
            CHECK (state <> 'refused' OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX scan_by_state ON scan (institution, state, arrived_at, id);
        CREATE INDEX scan_by_person ON scan (person, arrived_at);
        CREATE INDEX scan_by_hash ON scan (sha256);
        CREATE INDEX scan_by_dossier ON scan (dossier);

        CREATE TABLE scan_picture (
            scan TEXT NOT NULL REFERENCES scan (id),
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            PRIMARY KEY (scan, name)
        ) STRICT;
        CREATE INDEX scan_picture_by_hash ON scan_picture (sha256);

        CREATE TABLE stray_page (
            scan TEXT NOT NULL REFERENCES scan (id),
            source INTEGER NOT NULL CHECK (source > 0),
            institution TEXT NOT NULL,
            reason TEXT NOT NULL,
            image TEXT,
            arrived_at INTEGER NOT NULL,
            cleared_at INTEGER,
            PRIMARY KEY (scan, source)
        ) STRICT;
        CREATE INDEX stray_page_open ON stray_page (institution, arrived_at, scan, source) WHERE cleared_at IS NULL;

        CREATE TABLE proposal (
            id TEXT PRIMARY KEY,
            scan TEXT NOT NULL REFERENCES scan (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            institution TEXT NOT NULL,
            service TEXT,
            reading TEXT NOT NULL,
            pages INTEGER NOT NULL CHECK (pages > 0),
            state TEXT NOT NULL CHECK (state IN ('open', 'registered', 'dismissed')),
            reason TEXT,
            dossier TEXT REFERENCES dossier (id),
            holder TEXT REFERENCES person (id),
            held_until INTEGER,
            opened_at INTEGER,
            arrived_at INTEGER NOT NULL,
            settled_at INTEGER,
            settled_by TEXT REFERENCES person (id),
            UNIQUE (scan, ordinal),
            CHECK ((state = 'registered') = (dossier IS NOT NULL)),
            CHECK ((state = 'open') = (settled_at IS NULL))
        ) STRICT;
        CREATE INDEX proposal_by_state ON proposal (institution, state, arrived_at, id);
        CREATE INDEX proposal_by_end ON proposal (institution, state, settled_at);
        CREATE INDEX proposal_by_dossier ON proposal (dossier);

        CREATE TABLE correction (
            id TEXT PRIMARY KEY,
            proposal TEXT NOT NULL REFERENCES proposal (id),
            institution TEXT NOT NULL,
            service TEXT NOT NULL,
            source TEXT NOT NULL,
            field TEXT NOT NULL,
            kind TEXT NOT NULL,
            box TEXT NOT NULL,
            sha256 TEXT,
            read TEXT NOT NULL,
            raw TEXT NOT NULL,
            confirmed TEXT NOT NULL,
            confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 10000),
            outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'check', 'unreadable')),
            repaired INTEGER NOT NULL CHECK (repaired IN (0, 1)),
            readings TEXT NOT NULL,
            readers TEXT NOT NULL,
            evidence TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES person (id),
            at INTEGER NOT NULL,
            seconds INTEGER NOT NULL CHECK (seconds >= 0),
            consent INTEGER NOT NULL CHECK (consent IN (0, 1))
        ) STRICT;
        CREATE INDEX correction_by_moment ON correction (at, id);
        CREATE INDEX correction_by_hash ON correction (sha256)
        """
}
