import ArgumentParser
import ContentFiles
import Documents
import Foundation
import Rulebook

struct BlankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blank", abstract: "Prints a service's form on paper, blank or filled in, as a PDF.",
        discussion: "Example: ghiseu blank cu-construire --filled example --out formular.pdf")

    @OptionGroup var paper: PaperOptions
    @Option(help: "The PDF file to write.", completion: .file()) var out: String
    @Option(help: "What is filled in: `example`, or a JSON file of answers by field key; - for standard input.", completion: .file())
    var filled: String?

    func run() async throws {
        let sheet = try PaperSheet(paper)
        let ink = try filled.map { try sheet.ink($0) }
        let pdf = try await sheet.with { press, now in
            try await press.print(sheet.form, press.map(of: sheet.form, at: now), ink: ink, at: now)
        }
        try pdf.write(to: URL(filePath: out))
    }
}

struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Says where each field stands on a service's printed form: page and box in mm.",
        discussion: "Example: ghiseu map cu-construire --json")

    @OptionGroup var paper: PaperOptions
    @Flag(help: "As JSON, complete: cells, options, rows, corner marks.") var json = false

    func run() async throws {
        let sheet = try PaperSheet(paper)
        let map = try await sheet.with { press, now in try await press.map(of: sheet.form, at: now) }
        if json {
            print(try JSONText(map))
        } else {
            for place in map.fields {
                print("\(place.page)\t\(place.box.map { "\($0)" }.joined(separator: " "))\t\(place.kind)\t\(place.key)")
            }
        }
    }
}

struct PaperOptions: ParsableArguments {
    @OptionGroup var content: ContentOptions
    @Argument(help: "The service.") var slug: String
    @Option(help: "The language of the form: ro, hu or en.") var language: Language = .ro
    @Option(help: "How people reach the counter, for the QR codes; the form then says so too.") var publicAddress: String?
}

extension Language: ExpressibleByArgument {}

/// A form with what prints it.
private struct PaperSheet {
    let content: Content
    let service: PublicService
    let form: PaperForm
    let folder: URL
    let address: String?
    let language: Language

    init(_ options: PaperOptions) throws {
        folder = try options.content.folder()
        content = try ContentFolder(url: folder).read()
        guard let service = content.service(options.slug) else { throw ValidationError("no service \(options.slug)") }
        self.service = service
        language = options.language
        address = options.publicAddress.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        form = PaperForm(of: service, in: content, language: options.language, address: address)
    }

    func ink(_ source: String) throws -> PaperInk {
        let answers: Answers
        switch source {
        case "example": answers = service.form.examples
        case "-": answers = try JSONDecoder().decode(Answers.self, from: FileHandle.standardInput.readDataToEndOfFile())
        default: answers = try JSONDecoder().decode(Answers.self, from: Data(contentsOf: URL(filePath: source)))
        }
        let context = content.checking(on: Day(Date(), in: content.house.timeZone), in: language)
        let checked = service.form.check(answers, attached: [], in: context)
        return PaperInk(checked.normalised, on: form, fields: service.form.fields, in: context)
    }

    func with<Result: Sendable>(_ body: (PaperPress, Date) async throws -> Result) async throws -> Result {
        let typesetter = House.typesetter(content: folder)
        do {
            let result = try await body(PaperPress(typesetter, address: address), Date())
            await typesetter.stop()
            return result
        } catch {
            await typesetter.stop()
            throw error
        }
    }
}
