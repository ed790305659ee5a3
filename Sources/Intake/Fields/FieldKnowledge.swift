package import Foundation
package import Rulebook

/// What the reading of fields rests on beside the forms themselves: made once, used for every page.
package struct FieldKnowledge: Sendable {
    let words: WordList
    let calibration: Calibration

    /// - Parameters:
    ///   - content: its own words are known; the examples of its fields are not counted, since they stand on filled samples.
    ///   - dictionaries: the folder of Hunspell's dictionaries; without one only the content's words are known.
    package init(_ content: Content, calibration: Calibration, dictionaries: String = "/usr/share/hunspell") {
        self.calibration = calibration
        let fields = content.services.flatMap { $0.form.fields }
        let labels = fields.flatMap { field in [field.label] + field.options.map(\.label) + field.columns.map(\.label) }
        let titles = content.services.flatMap { [$0.title, $0.summary] }
        let places = content.places.uats.flatMap { [$0] + content.places.localities(in: $0.siruta) }.map(\.name)
        words = WordList(
            texts: (labels + titles).map { $0(.ro) } + places + County.all.map(\.name),
            dictionary: HunspellDictionary.romanian(in: dictionaries))
    }

    /// What the content says of how sure a reading has to be (`intake/calibration.json`); without such a file nothing is accepted.
    /// - Throws: where the file is there and is no calibration.
    package static func calibration(content folder: URL) throws -> Calibration {
        let file = folder.appending(path: "intake/calibration.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return .cautious }
        return try Calibration(json: Data(contentsOf: file))
    }

    /// The content's model of cells; nil where it has none.
    package static func cells(content folder: URL) -> URL? { model("cells.onnx", of: folder) }

    /// The content's head for the recogniser of lines; nil where it has none.
    package static func lineHead(content folder: URL) -> URL? { model("lines.onnx", of: folder) }

    private static func model(_ name: String, of folder: URL) -> URL? {
        let file = folder.appending(path: "intake").appending(path: name)
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
}
