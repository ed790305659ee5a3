import ArgumentParser
import ContentFiles
import Foundation
import Rulebook

struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Shows the stages and moves of a workflow, or draws it.",
        discussion: "Example: ghiseu workflow urbanism --svg > urbanism.svg")

    @OptionGroup var options: ContentOptions
    @Argument(help: "A workflow, as the files in Content/workflows are called; left out: lists them.") var slug: String?
    @Flag(help: "As a picture, in SVG.") var svg = false

    func run() throws {
        let content = try ContentFolder(url: options.folder()).read()
        guard let slug else {
            for workflow in content.workflows { print("\(workflow.slug): \(workflow.title.ro)") }
            return
        }
        guard let workflow = content.workflows.first(where: { $0.slug == slug }) else {
            let known = content.workflows.map(\.slug).joined(separator: ", ")
            throw ValidationError("no workflow \(slug); known: \(known)")
        }
        if svg { return print(WorkflowDrawing(workflow, content.phrases).svg(), terminator: "") }
        for stage in workflow.stages {
            print("\(stage.road.map { "\($0). " } ?? "   ")\(stage.name): \(stage.title.ro)")
            for move in workflow.moves(from: stage.name) {
                let title = move.title?.ro ?? content.phrases("deed.\(move.deed.rawValue)", in: .ro)
                print(
                    "      \(move.name ?? move.deed.rawValue) → \(move.to ?? stage.name): \(title) (\(move.by.map(\.rawValue).joined(separator: ", ")))"
                )
            }
        }
    }
}
