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
    @OptionGroup var reading: ReadingOptions
    @Flag(help: "As JSON: one document a line.") var json = false

    func run() async throws {
        let folder = try content.folder()
        let forms = URL(filePath: forms ?? URL(filePath: data).appending(path: "forms").path)
        let rules = try ContentFolder(url: folder).read()
        if let service, rules.service(service) == nil { throw ValidationError("no service \(service)") }
        let process = IntakeProgram(content: folder, forms: forms, voters: reading.voters).process()
        var press = FormsFolder(url: forms, rules: rules, content: folder, address: publicAddress)
        // Paper without a code is known by the forms that are there.
        if let service { _ = try await press.complete([service]) }
        var failed = false
        for file in files {
            let request = ReadingRequest(file: URL(filePath: file).standardizedFileURL.path, service: service)
            do {
                var reading = try await process.read(request)
                let unknown = Set(reading.strays.filter { $0.reason == .unknownForm }.compactMap(\.service))
                if try await press.complete(unknown) { reading = try await process.read(request) }
                try show(reading, of: file)
            } catch let failure as ReadingFailure {
                failed = true
                let complaint = failure == .gaveUp ? await process.lastComplaint : ""
                FileHandle.standardError.write(Data("\(file): \(failure.rawValue)\n\(complaint)".utf8))
            } catch is ReadingInterrupted {
                failed = true
                FileHandle.standardError.write(Data("\(file): interrupted\n".utf8))
            }
        }
        await process.stop()
        await press.close()
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
        @Argument(help: "Files of rows: JSON lines with kind, evidence, exact, hand.", completion: .file()) var files: [String]

        private struct Row: Decodable {
            let kind: String
            let evidence: [String: Double]?
            let exact: Bool
            let hand: String?
        }

        func run() throws {
            let prior = try from.map { try Calibration(json: Data(contentsOf: URL(filePath: $0))) } ?? .cautious
            let rows = try files.flatMap { file in
                try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
                    try JSONDecoder().decode(Row.self, from: Data($0.utf8))
                }
            }
            let samples = rows.compactMap { row in
                row.evidence.map { Calibration.Sample(kind: row.kind, features: $0, exact: row.exact, hand: row.hand) }
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
    let voters: Bool

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

    /// Whether there is anything to read with.
    var isInstalled: Bool { [url, models].allSatisfy { FileManager.default.fileExists(atPath: $0.path) } }

    func process() -> ReaderProcess { ReaderProcess(program: url, arguments: arguments) }
}

/// The forms that the reader knows, printed where they are missing.
struct FormsFolder {
    private let url: URL
    private let rules: Content
    private let address: String?
    private let typesetter: Typesetter
    private var done: Set<String> = []

    init(url: URL, rules: Content, content: URL, address: String?) {
        (self.url, self.rules) = (url, rules)
        self.address = address.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        typesetter = House.typesetter(content: content)
    }

    /// Prints the forms of services, in every language, where the folder has them not.
    /// - Returns: whether there is something new.
    mutating func complete(_ services: Set<String>) async throws -> Bool {
        var isNew = false
        let press = PaperPress(typesetter, address: address)
        for slug in services.sorted() where done.insert(slug).inserted {
            guard let service = rules.service(slug) else { continue }
            for language in Language.allCases {
                let form = PaperForm(of: service, in: rules, language: language, address: address)
                let map = try await press.map(of: form, at: Date())
                guard !isThere(map) else { continue }
                try keep(map, pdf: try await press.print(form, map, at: Date()))
                isNew = true
            }
        }
        return isNew
    }

    func close() async { await typesetter.stop() }

    private func file(_ map: PaperMap, _ ending: String) -> URL { url.appending(path: "\(map.service)/\(map.revision).\(ending)") }

    private func isThere(_ map: PaperMap) -> Bool { FileManager.default.fileExists(atPath: file(map, "json").path) }

    private func keep(_ map: PaperMap, pdf: Data) throws {
        try FileManager.default.createDirectory(at: url.appending(path: map.service), withIntermediateDirectories: true)
        // The map comes last: a form whose map is there is there whole.
        try pdf.write(to: file(map, "pdf"), options: .atomic)
        try Data(JSONText(map).description.utf8).write(to: file(map, "json"), options: .atomic)
    }
}
