extension Migration {
    /// What happened at an institution outside of any dossier. Told by an expression: that there is no dossier would lead SQLite, which
    /// thinks of few rows then, to the index of the dossiers' own events.
    static let houseLog = "CREATE INDEX event_of_house ON event (institution, sequence) WHERE COALESCE(dossier, '') = ''"
}
