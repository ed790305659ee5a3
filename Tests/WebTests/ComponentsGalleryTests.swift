import Foundation
import Testing

@testable import Web

@Suite("The gallery of components")
struct ComponentsGalleryTests {
    private enum Sample: String, CaseIterable {
        case citizen, desk, receipt, genuine, unknown

        var page: HTML {
            switch self {
            case .citizen: ComponentsGallery.citizenPage()
            case .desk: ComponentsGallery.deskPage()
            case .receipt: ComponentsGallery.receiptPage()
            case .genuine: ComponentsGallery.verdictPage(isGood: true)
            case .unknown: ComponentsGallery.verdictPage(isGood: false)
            }
        }
    }

    /// With `GALLERY=folder` the pages are also left there, to be looked at and judged by axe.
    @Test("Every component is well-formed, refers only to what is there, and names nothing twice", arguments: Sample.allCases)
    private func soundness(sample: Sample) throws {
        let page = sample.page
        #expect(MarkupCheck.problems(page.string) == [])
        if let folder = ProcessInfo.processInfo.environment["GALLERY"] {
            try Data(page.bytes).write(to: URL(filePath: folder).appending(path: "\(sample.rawValue).html"))
        }
    }

    @Test("A chosen theme is written on the page, the device's is not")
    func theme() {
        #expect(ComponentsGallery.deskPage(theme: .dark).string.contains("<html lang=\"ro\" data-theme=\"dark\">"))
        #expect(ComponentsGallery.deskPage().string.contains("<html lang=\"ro\">"))
    }

    @Test("A page carries the shapes of the icons it uses, and no others")
    func sprite() {
        let page = ComponentsGallery.receiptPage().string
        #expect(page.contains("<symbol id=\"i-user\""))
        #expect(!page.contains("<symbol id=\"i-warn\""))
        for icon in Icon.allCases where page.contains("<use href=\"#\(icon.symbol)\"/>") {
            #expect(page.contains("<symbol id=\"\(icon.symbol)\""))
        }
    }

    @Test("Whatever comes in as text stays text, in every component")
    func escaping() {
        let page = ComponentsGallery.citizenPage().string + ComponentsGallery.deskPage().string
        #expect(page.contains("planul &lt;cu&gt; scara"))
        #expect(page.contains("Demo &amp; Fiii"))
    }
}
