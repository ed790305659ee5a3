import ArgumentParser
import ContentFiles
import Foundation
import Intake

/// The child that reads paper; `ghiseu` starts it and bounds its time. On its own it can be tried by hand.
@main
struct GhiseuIntake: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ghiseu-intake",
        abstract: "Reads paper: requests on standard input, answers on standard output, one JSON line each.")

    @Option(help: "The content folder.", completion: .directory) var content: String
    @Option(help: "The folder of forms.", completion: .directory) var forms: String
    @Option(help: "The folder of models.", completion: .directory) var models: String

    @Flag(help: "A second model reads what no rule has settled: surer, and slower.") var voters = false

    @Option(help: "What it may map, in MiB.") var memory = ReaderWorker.memoryLimitBytes >> 20

    func validate() throws {
        guard 64...65_536 ~= memory else { throw ValidationError("--memory is from 64 to 65536.") }
    }

    func run() throws {
        ReaderWorker.limitMemory(to: memory << 20)
        let folder = URL(filePath: content)
        let reader = try PaperReader(
            content: try ContentFolder(url: folder).read(), forms: URL(filePath: forms), models: URL(filePath: models),
            lineHead: FieldKnowledge.lineHead(content: folder), cells: FieldKnowledge.cells(content: folder),
            calibration: try FieldKnowledge.calibration(content: folder), hasVoters: voters)
        try ReaderWorker(reader).run()
    }
}
