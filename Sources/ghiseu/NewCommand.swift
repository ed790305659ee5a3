import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Makes a content folder for another county from this one's.", subcommands: [NewCounty.self])
}

struct NewCounty: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "county", abstract: "Makes a content folder for another county from this one's.",
        discussion: """
            Example: ghiseu new county Bihor --seat Oradea --uats uats.csv --localities localities.csv --out Bihor
            Then: ghiseu check --content Bihor
            """)

    @OptionGroup var options: ContentOptions
    @Argument(help: "The county's name; “județul” before it is left out.") var name: String
    @Option(help: "The county's seat. [default: its first UAT, or its name]") var seat: String?
    @Option(help: "Its municipalities, towns and communes: \(CountyModel.uatHeader). [default: one, to be replaced]", completion: .file())
    var uats: String?
    @Option(help: "Its localities: \(CountyModel.localityHeader). [default: one, to be replaced]", completion: .file())
    var localities: String?
    @Option(help: "The folder to make; it must not be there yet. [default: the name in small letters]", completion: .directory)
    var out: String?

    func validate() throws {
        for (what, name) in [("county", CountyModel.bare(name)), ("seat", seat ?? CountyModel.bare(name))] where !CountyModel.isName(name) {
            throw ValidationError("A \(what) has a name of letters, with single spaces or hyphens between words: “\(name)” is none.")
        }
        guard (uats == nil) == (localities == nil) else { throw ValidationError("--uats and --localities go together.") }
    }

    func run() throws {
        let name = CountyModel.bare(name)
        let target = URL(filePath: out ?? CountyModel.slug(name))
        guard !FileManager.default.fileExists(atPath: target.path) else { throw ValidationError("\(target.path) is there already.") }
        let table = try uats.map { try String(contentsOfFile: $0, encoding: .utf8) }
        let first = table?.split(whereSeparator: \.isNewline).dropFirst().first?.split(separator: ",").dropFirst().first.map(String.init)
        let seat = seat ?? first ?? name
        let (places, villages) = (
            table ?? "\(CountyModel.uatHeader)\n1,\(seat),municipiu,100001\n",
            try localities.map { try String(contentsOfFile: $0, encoding: .utf8) }
                ?? "\(CountyModel.localityHeader)\n2,\(seat),1,urban,100001\n"
        )
        guard let model = CountyModel(name: name, seat: seat, uats: places, localities: villages) else {
            throw ValidationError(
                "--uats and --localities are tables with these headers: \(CountyModel.uatHeader); \(CountyModel.localityHeader)")
        }
        guard model.isSeatKnown else {
            throw ValidationError("--seat: --uats has no “\(seat)”; it has: \(model.towns.joined(separator: ", "))")
        }
        let folder = ContentFolder(url: try options.folder())
        let texts = try folder.texts(alsoTemplates: true)
        let made = model.files(from: texts.filter { !$0.value.isEmpty })
        let (count, content): (Int, Content)
        do {
            count = try write(made, copying: texts.filter { $0.value.isEmpty }.map(\.key), from: folder.url, to: target)
            content = try ContentFolder(url: target).read(judging: .withEveryChoice)
        } catch {
            // Half a county is none, and would be in the way of the next try.
            try? FileManager.default.removeItem(at: target)
            throw error
        }
        print("\(target.path): \(count) files, \(content.services.count) services for \(content.house.place.ro)")
        print("Replace what is made up (fiscal codes, accounts, addresses, amounts), then: ghiseu check --content \(target.path)")
    }

    private func write(_ made: [String: String], copying others: [String], from model: URL, to target: URL) throws -> Int {
        let files = FileManager.default
        func ready(_ path: String) throws -> URL {
            let url = target.appending(path: path)
            try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            return url
        }
        for (path, text) in made { try Data(text.utf8).write(to: try ready(path)) }
        for path in others { try files.copyItem(at: model.appending(path: path), to: try ready(path)) }
        return made.count + others.count
    }
}
