extension Migration {
    /// Lists of open dossiers come from indexes that hold nothing else, so that they cost what there is to do and not what was
    /// ever done. The first also holds all that the numbers above a worklist ask for, even what is the same in every entry:
    /// only then does SQLite not look at the dossiers themselves. The words, most of the rows there are, lie in their key.
    static let openDossiers = """
        DROP INDEX dossier_by_due;
        DROP INDEX dossier_by_assignee;
        DROP INDEX dossier_by_change;
        CREATE INDEX dossier_by_due ON dossier (institution, suspended, due_on, id, desk, holder, payment, assignee, stage_kind)
            WHERE stage_kind = 'open';
        CREATE INDEX dossier_by_assignee ON dossier (institution, assignee, suspended, due_on, id) WHERE stage_kind = 'open';
        DROP INDEX search_word_by_dossier;
        ALTER TABLE search_word RENAME TO search_word_before;
        CREATE TABLE search_word (
            institution TEXT NOT NULL,
            word TEXT NOT NULL,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            PRIMARY KEY (institution, word, dossier)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO search_word (institution, word, dossier) SELECT institution, word, dossier FROM search_word_before;
        DROP TABLE search_word_before;
        CREATE INDEX search_word_by_dossier ON search_word (dossier, word)
        """
}
