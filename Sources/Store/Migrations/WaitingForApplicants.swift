extension Migration {
    /// A person's own list begins with what waits for them; of what waits for an endorser's question the index holds more than the list.
    static let waitingForApplicants = """
        CREATE INDEX dossier_by_opener_waiting ON dossier (opener, changed_at, id) WHERE
            stage_kind = 'open' AND (holder = 'applicant' OR open_legs > 0) OR stage_kind IN ('open', 'solved') AND payment = 'due'
        """
}
