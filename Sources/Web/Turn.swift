import Rulebook

/// Why a request is turned around before any deed: mapped to answers beside the office's own refusals.
package enum Turn: Error, Hashable, Sendable {
    /// Only for people who are signed in: 303 to the sign-in page.
    case signIn
    /// The form was not written by us for this browser, or is too old: 403.
    case forged
    /// The request cannot be read: broken UTF-8, a broken multipart body: 400.
    case unreadable
    /// The form is larger than any form of ours: 413.
    case tooLarge
    /// A body of a kind that this address does not take: 415.
    case wrongKind
}
