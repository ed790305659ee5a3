/// Why a document could not be typeset. The worker of the outbox tries again; a person reads only that there is a delay.
package enum TypesettingFailure: Error, Equatable {
    /// A template's name holds only `a-z`, `0-9` and single hyphens.
    case templateName(String)
    /// The data is over `Typesetter.requestLimit`; its size in bytes.
    case tooLarge(Int)
    /// `Typesetter.queueLimit` documents are already waiting.
    case busy
    /// The document was not ready within `Typesetter.documentLimit`; its worker process was ended.
    case timedOut
    /// The worker process could not be started or ended in the middle of the document; what is known of the reason.
    case workerLost(String)
    /// Typst refused the template or the data; its own words.
    case refused(String)
    /// `stop()` was called.
    case stopped
}
