extension Migration {
    /// Jobs by lane, and webhooks. Each index holds only the jobs in its state: a finished job leaves those that workers search.
    static let lanes = """
        DROP INDEX job_by_turn;
        DROP INDEX job_by_lease;
        CREATE INDEX job_by_turn ON job (kind, run_at, id) WHERE state = 'waiting';
        CREATE INDEX job_by_lease ON job (kind, leased_until, id) WHERE state = 'running';
        CREATE INDEX job_by_death ON job (state, finished_at) WHERE state = 'dead';
        CREATE INDEX job_by_end ON job (finished_at) WHERE state = 'done';
        CREATE INDEX mail_token_by_expiry ON mail_token (expires_at);

        CREATE TABLE webhook (
            id TEXT PRIMARY KEY,
            institution TEXT NOT NULL,
            address TEXT NOT NULL CHECK (length(address) BETWEEN 8 AND 2000),
            secret TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            answered_at INTEGER,
            answer TEXT
        ) STRICT;
        CREATE INDEX webhook_by_institution ON webhook (institution, created_at, id);

        CREATE TABLE webhook_event (
            institution TEXT NOT NULL,
            kind TEXT NOT NULL,
            webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
            PRIMARY KEY (institution, kind, webhook)
        ) STRICT;
        CREATE INDEX webhook_event_by_webhook ON webhook_event (webhook)
        """
}
