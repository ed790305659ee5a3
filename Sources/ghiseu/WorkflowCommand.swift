import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Shows the stages and moves of a workflow, or draws it.",
        discussion: "Example: ghiseu workflow cu-construire --svg > drumul.svg")

    @OptionGroup var options: ContentOptions
    @Argument(help: "A workflow, as the files in Content/workflows are called, or a service, for its own; left out: all.")
    var slug: String?
    @Flag(help: "As a picture, in SVG.") var svg = false
    @Option(help: "A folder to write the pictures to, each as WORKFLOW.svg.", completion: .directory) var out: String?

    func validate() throws {
        if out != nil, !svg { throw ValidationError("--out takes pictures: add --svg") }
        if svg, slug == nil, out == nil { throw ValidationError("all of them are as many files: say where with --out, or name one") }
    }

    func run() throws {
        let content = try ContentFolder(url: options.folder()).read()
        let chosen = try workflows(in: content)
        if let out {
            let folder = URL(filePath: out)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for workflow in chosen {
                let picture = WorkflowDrawing(workflow, content.phrases).svg()
                try Data(picture.utf8).write(to: folder.appending(path: "\(workflow.slug).svg"))
            }
        } else if slug == nil {
            for workflow in chosen { print("\(workflow.slug): \(workflow.title.ro)") }
        } else {
            for workflow in chosen {
                if svg { print(WorkflowDrawing(workflow, content.phrases).svg(), terminator: "") } else { tell(workflow, content.phrases) }
            }
        }
    }

    private func workflows(in content: Content) throws -> [Workflow] {
        guard let slug else { return content.workflows }
        if let workflow = content.workflows.first(where: { $0.slug == slug }) ?? content.service(slug)?.workflow { return [workflow] }
        let known = content.workflows.map(\.slug).joined(separator: ", ")
        throw ValidationError("no workflow and no service \(slug); workflows: \(known)")
    }

    private func tell(_ workflow: Workflow, _ phrases: Phrasebook) {
        for stage in workflow.stages {
            print("\(stage.road.map { "\($0). " } ?? "   ")\(stage.name): \(stage.title.ro)")
            for move in workflow.moves(from: stage.name) {
                let title = move.title?.ro ?? phrases("deed.\(move.deed.rawValue)", in: .ro)
                print(
                    "      \(move.name ?? move.deed.rawValue) → \(move.to ?? stage.name): \(title) (\(move.by.map(\.rawValue).joined(separator: ", ")))"
                )
            }
        }
    }
}
