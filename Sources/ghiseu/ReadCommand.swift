import ArgumentParser
import ContentFiles
import Documents
import Foundation
import Office
import Rulebook

struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Reads scans of filled-in forms: the service, its fields, what is missing.",
        discussion: "Example: ghiseu read scan.pdf --json")

    @OptionGroup var content: ContentOptions
    @Argument(help: "PDF, TIFF, JPEG or PNG files.", completion: .file()) var files: [String]
    @Option(help: "What the paper asks for, where that is known.") var service: String?
    @Option(
        help:
            "The folder of forms: SERVICE/REVISION.json and .pdf. What is not there is printed first. [default: forms in the data folder]",
        completion: .directory)
    var forms: String?
    @Option(help: "The folder that everything is kept in.", completion: .directory) var data = "data"
    @Option(help: "The address that the forms' codes begin with; it counts in their revision. Of forms to be printed.")
    var publicAddress: String?
    @Flag(help: "A second model reads what no rule has settled: surer, and slower.") var voters = false
    @Flag(help: "As JSON: one document a line.") var json = false

    func run() async throws {
        let folder = try content.folder()
        let forms = URL(filePath: forms ?? URL(filePath: data).appending(path: "forms").path)
        let rules = try ContentFolder(url: folder).read()
        if let service, rules.service(service) == nil { throw ValidationError("no service \(service)") }
        try await FormsFolder(url: forms).complete(rules, content: folder, address: publicAddress)
        let process = IntakeProgram(content: folder, forms: forms, voters: voters).process()
        var failed = false
        for file in files {
            do {
                let path = URL(filePath: file).standardizedFileURL.path
                try show(try await process.read(ReadingRequest(file: path, service: service)), of: file)
            } catch let failure as ReadingFailure {
                failed = true
                FileHandle.standardError.write(Data("\(file): \(failure.rawValue)\n".utf8))
                let complaint = await process.lastComplaint
                if failure == .gaveUp, !complaint.isEmpty { FileHandle.standardError.write(Data("\(complaint)\n".utf8)) }
            }
        }
        await process.stop()
        if failed { throw ExitCode.failure }
    }

    private func show(_ reading: PaperReading, of file: String) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            for document in reading.documents { print(String(decoding: try encoder.encode(document), as: UTF8.self)) }
            return
        }
        for document in reading.documents {
            let pages = document.pages.map { "\($0.source)" }.joined(separator: ", ")
            print("\(file)\t\(document.service ?? "–")\t\(document.revision ?? "")\tp. \(pages)")
            for field in document.fields where !field.value.isEmpty {
                let sureness = (field.confidence * 100).rounded() / 100
                print("  \(field.outcome.rawValue)\t\(sureness)\t\(field.key)\t\(field.value.replacing("\n", with: " | "))")
            }
            if !document.missing.isEmpty { print("  missing\t\(document.missing.joined(separator: " "))") }
        }
        for stray in reading.strays { print("\(file)\tp. \(stray.source)\t\(stray.reason.rawValue)") }
    }
}

struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "What the program starts as its own children.", shouldDisplay: false,
        subcommands: [Intake.self, Calibrate.self])

    struct Calibrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "calibrate",
            abstract: "Makes the calibration that the program is shipped with from the rows of Benchmarks/paper --rows.")

        @Option(help: "What to start from.", completion: .file()) var from: String?
        @Option(help: "What the rows are, for people.") var provenance: String
        @Argument(help: "Files of rows: JSON lines with kind, evidence, exact.", completion: .file()) var files: [String]

        private struct Row: Decodable {
            let kind: String
            let evidence: [String: Double]?
            let exact: Bool
        }

        func run() throws {
            let prior = try from.map { try Calibration(json: Data(contentsOf: URL(filePath: $0))) } ?? .cautious
            let rows = try files.flatMap { file in
                try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
                    try JSONDecoder().decode(Row.self, from: Data($0.utf8))
                }
            }
            let samples = rows.compactMap { row in
                row.evidence.map { Calibration.Sample(kind: row.kind, features: $0, exact: row.exact) }
            }
            FileHandle.standardOutput.write(try Calibration.fit(samples, from: prior, provenance: provenance).json() + Data("\n".utf8))
        }
    }

    struct Intake: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "intake", abstract: "Reads paper: requests on standard input, answers on standard output, one JSON line each.")

        @OptionGroup var content: ContentOptions
        @Option(help: "The folder of forms.", completion: .directory) var forms: String
        @Flag(help: "A second model reads what no rule has settled: surer, and slower.") var voters = false

        /// Becomes the reader's own program.
        func run() throws {
            let program = IntakeProgram(content: try content.folder(), forms: URL(filePath: forms), voters: voters)
            let words = [program.url.path] + program.arguments
            var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
            execv(program.url.path, &pointers)
            throw ValidationError("\(program.url.path) cannot be started; was it built?")
        }
    }
}

/// What reads paper: a program of its own beside this one, so that a server never has the recognisers in its memory.
struct IntakeProgram {
    let content: URL
    let forms: URL
    /// Whether a second model reads what no rule has settled.
    var voters = false

    var url: URL {
        let program = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return program.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "ghiseu-intake")
    }

    var arguments: [String] { ["--forms", forms.path, "--content", content.path, "--models", models.path] + (voters ? ["--voters"] : []) }

    /// Unpacked in a checkout, or installed beside the programs' folder.
    private var models: URL {
        let places = [
            content.standardizedFileURL.deletingLastPathComponent().appending(path: ".deps/models"),
            URL(filePath: FileManager.default.currentDirectoryPath).appending(path: ".deps/models"),
            url.deletingLastPathComponent().deletingLastPathComponent().appending(path: "models"),
        ]
        return places.first { FileManager.default.fileExists(atPath: $0.path) } ?? places[0]
    }

    func process() -> ReaderProcess { ReaderProcess(program: url, arguments: arguments) }
}

/// The forms that the reader knows, printed where they are missing.
struct FormsFolder {
    let url: URL

    /// Prints every service's form in every language, where the folder does not have it as it would be printed today.
    func complete(_ rules: Content, content folder: URL, address: String?) async throws {
        let stamp = url.appending(path: "printed")
        let wanted = try fingerprint(folder, address)
        if (try? String(contentsOf: stamp, encoding: .utf8)) == wanted { return }
        FileHandle.standardError.write(Data("printing the forms; this takes a minute\n".utf8))
        let typesetter = House.typesetter(content: folder)
        let press = PaperPress(typesetter, address: address)
        let moment = Date()
        do {
            for service in rules.services {
                for language in Language.allCases {
                    let form = PaperForm(of: service, in: rules, language: language, address: address)
                    let map = try await press.map(of: form, at: moment)
                    try await keep(map) { try await press.print(form, map, at: moment) }
                }
            }
        } catch {
            await typesetter.stop()
            throw error
        }
        await typesetter.stop()
        try Data(wanted.utf8).write(to: stamp)
    }

    private func keep(_ map: PaperMap, pdf: () async throws -> Data) async throws {
        let service = url.appending(path: map.service)
        let file = service.appending(path: "\(map.revision).json")
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        try FileManager.default.createDirectory(at: service, withIntermediateDirectories: true)
        // The map comes last: a form whose map is there is there whole.
        try await pdf().write(to: service.appending(path: "\(map.revision).pdf"), options: .atomic)
        try Data(JSONText(map).description.utf8).write(to: file, options: .atomic)
    }

    /// What the prints are made of: names, sizes and times of the content's files.
    private func fingerprint(_ folder: URL, _ address: String?) throws -> String {
        let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
        var lines = [address ?? ""]
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
        while let file = walk?.nextObject() as? URL {
            let values = try file.resourceValues(forKeys: Set(keys))
            guard values.isRegularFile == true else { continue }
            lines.append("\(file.path) \(values.fileSize ?? 0) \(values.contentModificationDate?.timeIntervalSince1970 ?? 0)")
        }
        return lines.sorted().joined(separator: "\n")
    }
}
