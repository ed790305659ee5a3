import Foundation
import Rulebook

/// Looks at pages on which no code of ours could be read. To be used from one thread.
final class UnknownPages {
    /// What such a page is.
    enum Finding {
        case blank
        /// Nothing on it could be read: a photograph, a drawing, scribbling.
        case unreadable
        /// A page of ours, by what is printed on it, that could not be laid under its form.
        case needsCorners
        case own(OwnPage)
        /// With its picture, upright.
        case foreign(ForeignPage, GrayImage)
    }

    /// A page of ours, recognised by its print.
    struct OwnPage {
        let code: PageCode
        /// Upright and straight.
        let image: GrayImage
        let dots: Homography
        /// In mm.
        let residual: Double
        let turned: Int
    }

    private let content: Content
    private let library: FormLibrary
    private let reader: PageTextReader
    private var locator: (locator: AnchorLocator, forms: Int)?
    private lazy var classifier = ServiceClassifier(content)

    init(content: Content, library: FormLibrary, recognizer: TextRecognizer, models: URL, cache: URL?) {
        (self.content, self.library) = (content, library)
        let detector = TextDetector(
            model: models.appending(path: "PP-OCRv6_det_small.onnx"), name: "PP-OCRv6_det_small 3.10.0", cache: cache)
        reader = PageTextReader(detector: detector, recognizer: recognizer)
    }

    /// - Throws: `RecognitionFault`.
    func look(at page: UnknownPage) throws(RecognitionFault) -> Finding {
        if page.isBlank { return .blank }
        guard let text = try reader.read(page.image) else { return .unreadable }
        let anchors = anchors()
        switch anchors.verdict(on: text) {
        case .unclear: return .needsCorners
        case .foreign: break
        case .page(let match):
            guard let blank = library.page(match.code) else { return .needsCorners }
            let refiner = AnchorRefiner(blank: blank, places: anchors.places(on: match.code))
            let dots = match.map.scaled(by: Double(text.image.width) / text.width)
            guard let laid = refiner.refine(text.image, from: dots) else { return .needsCorners }
            return .own(
                OwnPage(code: match.code, image: text.image, dots: laid.dots, residual: laid.residual, turned: text.turned))
        }
        guard text.lines.reduce(0, { $0 + $1.text.count }) >= ForeignPage.leastCharacters else { return .unreadable }
        return .foreign(ForeignPage(source: page.source, text: text, candidates: classifier.candidates(for: text.text)), text.image)
    }

    /// Documents of the pages that are not ours.
    /// - Parameter service: what a person said of the file.
    func assembly(service: String?, assembly: DocumentAssembly) -> ForeignAssembly {
        ForeignAssembly(content: content, classifier: classifier, service: service, own: assembly)
    }

    /// The folder of forms only grows: with another number of forms it is read again.
    private func anchors() -> AnchorLocator {
        let forms = library.all().count
        if let locator, locator.forms == forms { return locator.locator }
        let made = AnchorLocator(index: library.anchors())
        locator = (made, forms)
        return made
    }
}
