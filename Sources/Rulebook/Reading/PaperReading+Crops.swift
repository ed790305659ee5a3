extension PaperReading.Field {
    /// Kinds whose ink may be shown to a reader outside the house, where an institution has said so: neither what identifies a person by
    /// number, nor signatures, nor ticks, of which there is nothing to read.
    private static let readOutside: Set<String> = ["text", "paragraph", "number", "date", "email", "phone", "uat", "locality"]

    package var mayBeReadOutside: Bool {
        let name = key.split(separator: ".").last.map(String.init) ?? key
        return Self.readOutside.contains(kind) && box.count == 4 && !["cnp", "ci", "act_numar", "ci_serie_numar"].contains(name)
    }

    /// The name of the file with its ink, in the folder of pictures.
    /// - Parameter source: the page of the file that it is on.
    package func cropName(source: Int) -> String {
        "crop-\(source)-" + key.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined() + ".jpg"
    }
}
