extension Migration {
    /// From what the services' last revisions were made: one row, replaced as a whole.
    static let contentMark = """
        CREATE TABLE content_mark (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            mark TEXT NOT NULL
        ) STRICT
        """
}
