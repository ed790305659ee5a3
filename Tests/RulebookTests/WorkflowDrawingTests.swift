import Foundation
import FoundationXML
import Rulebook
import TestKit
import Testing

@Suite("Workflows as pictures")
struct WorkflowDrawingTests {
    @Test("Every workflow is drawn as well-formed SVG that says all in words: stages, moves, who makes them")
    func drawings() throws {
        let content = try ContentFolder.content.get()
        for workflow in content.workflows {
            let svg = WorkflowDrawing(workflow, content.phrases).svg()
            let document = try XMLDocument(xmlString: svg)
            #expect(document.rootElement()?.name == "svg")
            let description = try #require(document.rootElement()?.elements(forName: "desc").first?.stringValue)
            for stage in workflow.stages { #expect(description.contains(stage.title.ro)) }
            #expect(!svg.contains("⟦") && !svg.contains("−"))
            // A box for each stage, a line of the legend for each move.
            #expect(svg.components(separatedBy: "class=\"box ").count == workflow.stages.count + 1)
            #expect(svg.components(separatedBy: "class=\"line\"").count == workflow.moves.count + 1)
        }
    }
}
