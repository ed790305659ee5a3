extension Migration {
    /// Acts that have a last day, dossiers that build on acts, and the land that dossiers are about.
    /// `warn_on` is the day from which the holder is to be told that the act ends; it is emptied when that has been done.
    static let links = """
        ALTER TABLE act ADD COLUMN valid_until TEXT;
        ALTER TABLE act ADD COLUMN warn_on TEXT;
        CREATE INDEX act_by_warning ON act (warn_on, id) WHERE warn_on IS NOT NULL;
        CREATE INDEX act_by_number ON act (register, number, day);

        CREATE TABLE parent_link (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            field TEXT NOT NULL,
            parent TEXT NOT NULL REFERENCES dossier (id),
            act TEXT NOT NULL REFERENCES act (id),
            linked_at INTEGER NOT NULL,
            remark TEXT NOT NULL,
            PRIMARY KEY (dossier, field)
        ) STRICT;
        CREATE INDEX parent_link_by_parent ON parent_link (parent, linked_at, dossier);
        CREATE INDEX parent_link_by_act ON parent_link (act, dossier);

        CREATE TABLE parcel (
            dossier TEXT NOT NULL REFERENCES dossier (id),
            uat TEXT NOT NULL,
            number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
            institution TEXT NOT NULL,
            opener TEXT NOT NULL REFERENCES person (id),
            registered_at INTEGER NOT NULL,
            PRIMARY KEY (dossier, uat, number)
        ) STRICT;
        CREATE INDEX parcel_by_institution ON parcel (institution, uat, number, registered_at, dossier);
        CREATE INDEX parcel_by_opener ON parcel (opener, uat, number, registered_at, dossier)
        """
}
