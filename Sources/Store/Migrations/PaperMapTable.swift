extension Migration {
    /// Where everything stands on each form that was ever printed: rows are only ever added.
    static let paperMaps = """
        CREATE TABLE paper_map (
            service TEXT NOT NULL,
            revision TEXT NOT NULL CHECK (length(revision) = 10),
            number INTEGER NOT NULL,
            map TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (service, revision),
            FOREIGN KEY (service, number) REFERENCES service_revision (service, number)
        ) STRICT
        """
}
