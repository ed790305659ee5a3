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
    /// The person has the role, and is away; the last day of it.
    case onLeave(until: Day)
    /// A condition of the move does not hold.
    case guarded(Guard)
    /// Endorsements were never asked, or are against it; their titles.
    case unendorsed(EndorsementGap.Reason, [String])
    /// Another step of the workflow comes before; its title.
    case stepNeeded(String)
    /// The person took that step, so somebody else takes this one; the title of theirs.
    case ownStep(String)
    /// Somebody else took this step, and only they take it anew; its title.
    case takenStep(String)
    /// The person asks, so somebody else answers: of an endorsement within the house, or of one who works at two institutions.
    case ownQuestion
    /// The term was over on that day: it cannot be extended any more.
    case termOver(Day)
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
    /// The session is closed, or not open yet.
    case outOfSession(PublicService.Session)
    /// A program sent another request under a key that it had used before.
    case keyReused
    /// An answer to a leg that is closed; it was recorded, and has no effect.
    case legClosed(EndorsementOutcome)
    /// A leg that was to be taken back has ended.
    case legEnded(EndorsementOutcome)
    /// A message on a dossier that takes none: a draft, or for its applicant one that has ended.
    case correspondenceClosed
    /// Money for a dossier that was closed without what was asked for: there is nothing left to pay for.
    case paymentOver
    /// This endorsement was asked already, and is open or answered.
    case askedAlready
    /// The endorser works here and has answered with its own sealed paper, which no other paper replaces; the endorser's name.
    case sealedAnswer(String)
    /// The act still has places that wait for somebody's text: the titles of the sections where they are.
    case unfinished([String])
    /// The act that the request builds on has no effect any more; its number.
    case voidParent(String)
    /// A file that is none of those that are read from paper.
    case notAScan
    /// Somebody else has it open; their name.
    case held(by: String)

    /// A condition of the move is in the way, not the stage and not the person.
    package var isCondition: Bool {
        switch self {
        case .guarded, .unendorsed, .termOver, .onLeave, .ownQuestion: true
        default: false
        }
    }

    /// What this person did before is in the way: the move is somebody else's.
    package var isOfPerson: Bool {
        switch self {
        case .guarded(.notDrafter), .guarded(.notApprover), .guarded(.notCashier), .ownStep, .ownQuestion: true
        default: false
        }
    }

    /// The move waits for others; who works on the thing may go on.
    package var isWaiting: Bool {
        switch self {
        case .guarded(.paid), .guarded(.endorsed), .unendorsed: true
        default: false
        }
    }
}
