/// Markup that is not escaped. Search for `Raw(` to see every place that puts its own markup into a page.
package struct Raw: Sendable {
    let markup: String

    /// - Parameters:
    ///   - markup: well-formed HTML or SVG.
    ///   - reason: why this markup can be trusted; it is written for the reader of the code and kept nowhere.
    package init(_ markup: String, because reason: StaticString) {
        precondition(reason.utf8CodeUnitCount > 10, "say why this markup can be trusted")
        self.markup = markup
    }
}
