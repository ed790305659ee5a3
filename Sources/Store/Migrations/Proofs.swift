extension Migration {
    /// Proofs of payment that no cashier has looked at, whatever became of their dossiers.
    static let proofs = """
        CREATE INDEX dossier_by_proof ON dossier (institution, suspended, due_on, id, desk, payment) WHERE payment = 'given'
        """
}
