extension Migration {
    /// The sweep asks which files are still named.
    static let attachmentsByHash = "CREATE INDEX attachment_by_hash ON attachment (sha256) WHERE removed_at IS NULL"
}
