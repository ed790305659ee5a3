/// A place in a text of content that only a person can fill in, as what a commission decided. Content marks it, whoever drafts
/// writes over it, and no act goes to be approved or signed while one is left.
package enum Blank {
    /// Nobody types these quotes.
    package static let mark = "‹de completat›"

    package static func isLeft(in text: String) -> Bool { text.contains(mark) }
}
