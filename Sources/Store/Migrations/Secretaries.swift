extension Migration {
    /// Secretaries general are appointed too. The engines do not change a condition in place alike, so the table is made anew.
    static let secretaries = """
        DROP INDEX appointment_by_institution;
        ALTER TABLE appointment RENAME TO appointment_before;
        CREATE TABLE appointment (
            person TEXT NOT NULL REFERENCES person (id),
            institution TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN
                ('registry', 'clerk', 'cashier', 'head', 'secretary', 'signatory', 'administrator', 'auditor')),
            desk TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (person, institution, role, desk)
        ) STRICT;
        INSERT INTO appointment (person, institution, role, desk, since) SELECT person, institution, role, desk, since FROM appointment_before;
        DROP TABLE appointment_before;
        CREATE INDEX appointment_by_institution ON appointment (institution, role)
        """
}
