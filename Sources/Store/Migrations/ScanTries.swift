extension Migration {
    /// How often a scan ended its reader, and how often its reader was ended by others: the first is its own fault.
    static let scanTries = """
        ALTER TABLE scan ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE scan ADD COLUMN interruptions INTEGER NOT NULL DEFAULT 0
        """
}
