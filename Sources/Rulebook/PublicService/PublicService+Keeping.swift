extension PublicService {
    /// How long a dossier of this service is kept, by the institution's list of records (Legea nr. 16/1996).
    package struct Retention: Hashable, Codable, Sendable {
        package let years: Int
        package let basis: String
    }

    /// Where the act has to be published.
    package struct Publication: Hashable, Codable, Sendable {
        package let place: String
        package let basis: String
    }
}
