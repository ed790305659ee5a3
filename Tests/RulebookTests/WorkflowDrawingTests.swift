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

    @Test("The pictures in the documentation are those that the program draws, each of them, and the page shows them all")
    func documented() throws {
        let content = try ContentFolder.content.get()
        let documentation = ContentFolder.repository.appending(path: "Documentation")
        let folder = documentation.appending(path: "pictures/workflows")
        let page = try String(contentsOf: documentation.appending(path: "workflows.md"), encoding: .utf8)
        let drawn = content.workflows.map { "\($0.slug).svg" }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == drawn.sorted())
        for workflow in content.workflows {
            let kept = try String(contentsOf: folder.appending(path: "\(workflow.slug).svg"), encoding: .utf8)
            let isFresh = kept == WorkflowDrawing(workflow, content.phrases).svg()
            #expect(isFresh, "\(workflow.slug): ghiseu workflow --svg --out Documentation/pictures/workflows draws it anew")
            #expect(page.contains("(pictures/workflows/\(workflow.slug).svg)"))
        }
    }
}
