extension Migration {
    /// Instants are milliseconds since 1970 (UTC), days are `YYYY-MM-DD`, amounts are decimal texts.
    /// The institution stands in every key that a list or a register is read by.
    static let foundation = """
        CREATE TABLE person (
            id TEXT PRIMARY KEY,
            email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            phone TEXT,
            password TEXT,
            language TEXT NOT NULL,
            confirmed_at INTEGER,
            created_at INTEGER NOT NULL,
            disabled_at INTEGER
        ) STRICT;

        CREATE TABLE appointment (
            person TEXT NOT NULL REFERENCES person (id),
            institution TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN
                ('registry', 'clerk', 'cashier', 'head', 'signatory', 'administrator', 'auditor')),
            desk TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (person, institution, role, desk)
        ) STRICT;
        CREATE INDEX appointment_by_institution ON appointment (institution, role);

        CREATE TABLE session (
            token_hash TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id),
            form_token TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_by_person ON session (person);
        CREATE INDEX session_by_expiry ON session (expires_at);

        CREATE TABLE mail_token (
            token_hash TEXT PRIMARY KEY,
            person TEXT NOT NULL REFERENCES person (id),
            purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'reset')),
            expires_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT;

        CREATE TABLE service_revision (
            service TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            digest TEXT NOT NULL,
            definition TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (service, number)
        ) STRICT;

        CREATE TABLE dossier (
            id TEXT PRIMARY KEY,
            institution TEXT NOT NULL,
            service TEXT NOT NULL,
            revision INTEGER NOT NULL,
            opener TEXT NOT NULL REFERENCES person (id),
            opening_key TEXT NOT NULL UNIQUE,
            desk TEXT NOT NULL,
            stage TEXT NOT NULL,
            stage_kind TEXT NOT NULL CHECK (stage_kind IN ('draft', 'open', 'solved', 'closed')),
            holder TEXT,
            stage_since INTEGER NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            assignee TEXT REFERENCES person (id),
            number INTEGER,
            number_day TEXT,
            registered_at INTEGER,
            clock TEXT,
            due_on TEXT,
            suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
            completions INTEGER NOT NULL CHECK (completions >= 0),
            payment TEXT NOT NULL CHECK (payment IN ('none', 'due', 'given', 'confirmed')),
            drafter TEXT REFERENCES person (id),
            approver TEXT REFERENCES person (id),
            answers TEXT NOT NULL,
            title TEXT NOT NULL,
            applicant TEXT NOT NULL,
            place TEXT,
            opened_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            CHECK ((number IS NULL) = (stage_kind = 'draft')),
            FOREIGN KEY (service, revision) REFERENCES service_revision (service, number)
        ) STRICT;
        CREATE INDEX dossier_by_opener ON dossier (opener, changed_at, id);
        CREATE INDEX dossier_by_due ON dossier (institution, stage_kind, suspended, due_on, id);
        CREATE INDEX dossier_by_assignee ON dossier (institution, assignee, stage_kind, suspended, due_on, id);
        CREATE INDEX dossier_by_change ON dossier (institution, stage_kind, changed_at, id);
        CREATE UNIQUE INDEX dossier_by_number ON dossier (institution, number_day, number);

        CREATE TABLE search_word (
            institution TEXT NOT NULL,
            word TEXT NOT NULL,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            PRIMARY KEY (institution, word, dossier)
        ) STRICT;
        CREATE INDEX search_word_by_dossier ON search_word (dossier);

        CREATE TABLE register_counter (
            institution TEXT NOT NULL,
            register TEXT NOT NULL,
            year INTEGER NOT NULL,
            last INTEGER NOT NULL CHECK (last > 0),
            PRIMARY KEY (institution, register, year)
        ) STRICT;

        CREATE TABLE register_entry (
            institution TEXT NOT NULL,
            register TEXT NOT NULL,
            year INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number > 0),
            day TEXT NOT NULL,
            at INTEGER NOT NULL,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            sender TEXT NOT NULL,
            object TEXT NOT NULL,
            PRIMARY KEY (institution, register, year, number)
        ) STRICT;
        CREATE UNIQUE INDEX register_entry_by_dossier ON register_entry (dossier, register);

        CREATE TABLE chain_head (
            institution TEXT PRIMARY KEY,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            hash TEXT NOT NULL
        ) STRICT;

        CREATE TABLE event (
            institution TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            dossier TEXT REFERENCES dossier (id),
            kind TEXT NOT NULL,
            actor TEXT REFERENCES person (id),
            at INTEGER NOT NULL,
            details TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (institution, sequence)
        ) STRICT;
        CREATE INDEX event_by_dossier ON event (dossier, sequence);

        CREATE TABLE attachment (
            id TEXT PRIMARY KEY,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= 0),
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            added_at INTEGER NOT NULL,
            added_by TEXT NOT NULL REFERENCES person (id),
            removed_at INTEGER
        ) STRICT;
        CREATE INDEX attachment_by_dossier ON attachment (dossier, added_at);

        CREATE TABLE payment (
            dossier TEXT PRIMARY KEY REFERENCES dossier (id),
            institution TEXT NOT NULL,
            reference TEXT NOT NULL UNIQUE,
            amount TEXT NOT NULL,
            fee TEXT NOT NULL,
            proof TEXT REFERENCES attachment (id),
            decided_by TEXT REFERENCES person (id),
            decided_at INTEGER,
            note TEXT
        ) STRICT;

        CREATE TABLE completion (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            round INTEGER NOT NULL CHECK (round > 0),
            asked_by TEXT NOT NULL REFERENCES person (id),
            asked_at INTEGER NOT NULL,
            until_day TEXT NOT NULL,
            items TEXT NOT NULL,
            message TEXT NOT NULL,
            answered_at INTEGER,
            PRIMARY KEY (dossier, round)
        ) STRICT;

        CREATE TABLE act (
            id TEXT PRIMARY KEY,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            institution TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('receipt', 'act')),
            template TEXT NOT NULL,
            title TEXT NOT NULL,
            sections TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            changed_at INTEGER NOT NULL,
            register TEXT,
            number INTEGER,
            day TEXT,
            data TEXT,
            code TEXT UNIQUE,
            issued_at INTEGER,
            sealed_by TEXT REFERENCES person (id),
            sha256 TEXT
        ) STRICT;
        CREATE INDEX act_by_dossier ON act (dossier, kind);
        CREATE INDEX act_by_hash ON act (sha256);

        CREATE TABLE job (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            once_key TEXT NOT NULL UNIQUE,
            payload TEXT NOT NULL,
            run_at INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
            leased_until INTEGER,
            problem TEXT,
            created_at INTEGER NOT NULL,
            finished_at INTEGER
        ) STRICT;
        CREATE INDEX job_by_turn ON job (state, run_at, id);
        CREATE INDEX job_by_lease ON job (state, leased_until)
        """
}
