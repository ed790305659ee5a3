import Foundation
import Rulebook

/// What one page of a file gave.
struct ReadPage: Codable {
    /// Pages of our forms; two may lie in one scan.
    var sheets: [Sheet] = []
    var foreign: ForeignPage?
    var strays: [PaperReading.Stray] = []
}

/// Pages that were read already, so that a reader that was ended begins with the next one. Whoever asks for a file to be read gives the
/// folder, and gives the same one again for the same request.
///
/// `page-N.json` is a page; `skip-N` stands for one that ended the reader too often; `pages` says how many there are.
struct KeptPages {
    private let url: URL?

    /// - Parameter path: a folder that is there; nil: nothing is kept.
    init(_ path: String?) { url = path.map { URL(filePath: $0) } }

    /// - Returns: nil for a page that has to be read.
    func page(_ source: Int) -> ReadPage? {
        guard let url else { return nil }
        if FileManager.default.fileExists(atPath: url.appending(path: "skip-\(source)").path) {
            return ReadPage(strays: [PaperReading.Stray(source: source, reason: .gaveUp)])
        }
        // What cannot be understood is read anew.
        return (try? Data(contentsOf: url.appending(path: "page-\(source).json"))).flatMap {
            try? JSONDecoder().decode(ReadPage.self, from: $0)
        }
    }

    /// A page that cannot be kept is read again, if need be.
    func keep(_ page: ReadPage, source: Int) {
        guard let url, let data = try? JSONEncoder().encode(page) else { return }
        try? data.write(to: url.appending(path: "page-\(source).json"), options: .atomic)
    }

    func begin(pages: Int) {
        guard let url else { return }
        try? Data("\(pages)".utf8).write(to: url.appending(path: "pages"), options: .atomic)
    }
}

extension ForeignPage: Codable {
    private enum CodingKeys: String, CodingKey { case source, lines, width, height, turned, candidates, image }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let text = PageText(
            lines: try values.decode([TextLine].self, forKey: .lines), width: try values.decode(Double.self, forKey: .width),
            height: try values.decode(Double.self, forKey: .height), turned: try values.decode(Int.self, forKey: .turned),
            image: GrayImage(width: 1, height: 1, fill: 255))
        self.init(
            source: try values.decode(Int.self, forKey: .source), text: text,
            candidates: try values.decode([PaperReading.Candidate].self, forKey: .candidates))
        image = try values.decodeIfPresent(String.self, forKey: .image)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(source, forKey: .source)
        try values.encode(text.lines, forKey: .lines)
        try values.encode(text.width, forKey: .width)
        try values.encode(text.height, forKey: .height)
        try values.encode(text.turned, forKey: .turned)
        try values.encode(candidates, forKey: .candidates)
        try values.encodeIfPresent(image, forKey: .image)
    }
}
