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

    /// - Parameter folder: of the content: `intake/calibration.json` is what the program is shipped with.
    /// - Parameter data: the institution's own, where it has made one: `calibration.json`.
    package static func calibration(content folder: URL, data: URL?) -> Calibration {
        let files = [data?.appending(path: calibrationFile), folder.appending(path: "intake").appending(path: calibrationFile)]
        for case let file? in files {
            // A file that is broken is as good as none: then nothing is accepted that the next one would not accept.
            if let bytes = try? Data(contentsOf: file), let calibration = try? Calibration(json: bytes) { return calibration }
        }
        return .cautious
    }

    package static let calibrationFile = "calibration.json"
}
