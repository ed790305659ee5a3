extension Migration {
    /// Open dossiers by desk, by whom they wait for and by whose they are, in the order in which they are counted: one walk tells all the
    /// numbers above a worklist that do not hang on the term. It holds what is the same in every entry, too, as `dossier_by_due` does.
    static let standings = """
        CREATE INDEX dossier_by_desk ON dossier (institution, desk, holder, assignee, stage_kind) WHERE stage_kind = 'open'
        """
}
