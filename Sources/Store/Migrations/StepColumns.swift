extension Migration {
    /// The workflow's own steps that a dossier took, and its place in the archive; and what waits for applicants, whose days run
    /// out.
    static let steps = """
        ALTER TABLE dossier ADD COLUMN steps TEXT NOT NULL DEFAULT '{}';
        ALTER TABLE dossier ADD COLUMN archived_on TEXT;
        CREATE INDEX dossier_waiting ON dossier (id) WHERE stage_kind = 'open' AND holder = 'applicant'
        """
}
