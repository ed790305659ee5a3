extension Migration {
    /// The last day that an act had before a dossier that builds on it gave it more time: where that dossier ends without what it asked,
    /// the act has that day again.
    static let formerDays = "ALTER TABLE parent_link ADD COLUMN former TEXT"
}
