/// An expected "no": what the person is told and may do next. Mapped to a status and a sentence in one place of `Web`.
package enum Refusal: Error, Hashable, Sendable {
    /// Nothing here that this person may see.
    case notFound
    /// The answers are not in order.
    case invalid([Problem])
    /// The dossier is at a stage from which this is not possible.
    case wrongStage(Deed)
    /// The person has not the role for it.
    case notYours(Deed)
    /// A condition of the move does not hold.
    case guarded(Guard)
    /// Somebody changed the thing since the page was drawn.
    case stale
    /// A file is larger than allowed.
    case tooLarge(megabytes: Int)
    /// A file is not one of the formats that its name or the checklist promises.
    case wrongFormat(allowed: [AttachmentKind.MediaType])
    /// Too many tries; seconds until the next one.
    case tooMany(retryAfter: Int)
    /// Name or password do not fit. Never says which.
    case wrongCredentials
    /// A link from a mail that was used, is too old or never existed.
    case deadLink
    /// The service takes no applications here.
    case notOffered
}
