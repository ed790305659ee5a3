extension Migration {
    /// What is booked, in pieces of five minutes. The primary key is the promise: nothing is given twice.
    static let bookings = """
        CREATE TABLE booking (
            institution TEXT NOT NULL,
            resource TEXT NOT NULL,
            moment TEXT NOT NULL,
            unit TEXT NOT NULL,
            dossier TEXT NOT NULL REFERENCES dossier (id),
            PRIMARY KEY (institution, resource, moment, unit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX booking_by_dossier ON booking (dossier)
        """
}
