extension Migration {
    /// Everybody who wrote of a dossier's act: a list of ids.
    static let writers = "ALTER TABLE dossier ADD COLUMN writers TEXT NOT NULL DEFAULT '[]'"
}
