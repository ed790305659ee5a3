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
    /// A file that the worker process is made of is not there; its path.
    case missing(String)
    /// Typst refused the template or the data; its own words.
    case refused(String)
    /// `stop()` was called.
    case stopped
}

extension TypesettingFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .templateName(let name): "no template is called “\(name)”"
        case .tooLarge(let bytes): "the data has \(bytes) bytes, more than one document may have"
        case .busy: "too many documents wait"
        case .timedOut: "the document was not ready in time"
        case .workerLost(let reason): "the typesetting worker ended: \(reason)"
        case .missing(let path):
            """
            Documents cannot be typeset: there is no \(path).
            Typesetting needs Python with the package typst, and bin/typeset-worker.py. Start in the program's folder, where bin/ and .venv/ \
            lie, or keep the content folder beside them; GHISEU_PYTHON names another Python.
            """
        case .refused(let words): words
        case .stopped: "typesetting was stopped"
        }
    }
}
