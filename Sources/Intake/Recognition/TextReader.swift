/// What reads lines of writing and says how likely each character is: one reader's word becomes the value, others vote on it. To be
/// used from one thread.
///
/// Whatever tells a finished text alone (an endpoint that sees, a program for whole pages) cannot stand here: masks, checksums and
/// lists choose among what is likely, and a text leaves them nothing to choose from.
package protocol TextReader {
    /// Model and version, as `PaperReading.readers` and `PaperReading.Field.readings` tell it.
    var name: String { get }
    /// - Returns: what was seen in each line, in the order of the requests.
    func read(_ lines: [LineRequest]) throws(RecognitionFault) -> [LineProbabilities]
}
