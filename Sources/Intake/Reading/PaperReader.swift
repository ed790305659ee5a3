package import Foundation
package import Rulebook

/// Turns files of scanned pages into readings. To be used from one thread.
package final class PaperReader {
    private let content: Content
    private let library: FormLibrary
    private let recognizer: TextRecognizer
    private let unknown: UnknownPages
    /// Read again what no rule has settled; whether they agree says how sure a reading is.
    private let voters: [TextRecognizer]
    private let knowledge: FieldKnowledge
    private let limits: ScanLimits
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - forms: see `FormLibrary`.
    ///   - models: the folder with `PP-OCRv6_rec_small.onnx` and `PP-OCRv6_det_small.onnx`.
    ///   - cache: a folder for compiled models.
    ///   - calibration: how sure a reading has to be.
    ///   - hasVoters: a second model reads what no rule has settled: surer, and slower.
    /// - Throws: `RecognitionFault`.
    package init(
        content: Content, forms: URL, models: URL, cache: URL? = nil, calibration: Calibration = .cautious,
        hasVoters: Bool = false, limits: ScanLimits = ScanLimits(), now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.content = content
        self.limits = limits
        self.now = now
        voters =
            hasVoters
            ? [try TextRecognizer(model: models.appending(path: "PP-OCRv6_rec_tiny.onnx"), name: "PP-OCRv6_rec_tiny 4.0.0", cache: cache)]
            : []
        knowledge = FieldKnowledge(content, calibration: calibration)
        library = FormLibrary(folder: forms)
        recognizer = try TextRecognizer(
            model: models.appending(path: "PP-OCRv6_rec_small.onnx"), name: "PP-OCRv6_rec_small 3.10.0", cache: cache)
        unknown = UnknownPages(content: content, library: library, recognizer: recognizer, models: models, cache: cache)
    }

    /// - Throws: `ReadingFailure`; `RecognitionFault`.
    package func read(_ request: ReadingRequest) throws -> PaperReading {
        let file = try ScanFile(URL(filePath: request.file), limits: limits)
        var sheets: [Sheet] = []
        var foreign: [ForeignPage] = []
        var strays: [PaperReading.Stray] = []
        var inPageMode = Duration.zero
        for source in 1...file.pageCount {
            let image: GrayImage
            do throws(ReadingFailure) {
                image = try file.page(source)
            } catch .tooLarge {
                throw ReadingFailure.tooLarge
            } catch {
                // One broken page does not spoil the others.
                if file.pageCount == 1 { throw error }
                strays.append(PaperReading.Stray(source: source, reason: .unreadable))
                continue
            }
            let found = try self.sheets(on: image, source: source)
            sheets += found.sheets
            if found.sheets.isEmpty, let reason = found.stray {
                strays.append(PaperReading.Stray(source: source, reason: reason))
            } else if found.sheets.isEmpty {
                guard inPageMode < UnknownPages.mostTime else {
                    strays.append(PaperReading.Stray(source: source, reason: .unreadable))
                    continue
                }
                let started = ContinuousClock.now
                defer { inPageMode += ContinuousClock.now - started }
                switch try unknown.look(at: UnknownPage(source: source, image: image)) {
                case .own(let page): sheets.append(try sheet(page, source: source))
                case .foreign(let page): foreign.append(page)
                case .blank: strays.append(PaperReading.Stray(source: source, reason: .blank))
                case .needsCorners: strays.append(PaperReading.Stray(source: source, reason: .needsCorners))
                case .unreadable: strays.append(PaperReading.Stray(source: source, reason: .unreadable))
                }
            }
        }
        let assembly = DocumentAssembly(content: content, library: library, day: Day(now(), in: content.house.timeZone))
        let joined = unknown.assembly(service: request.service, assembly: assembly)
            .join(foreign, to: assembly.documents(sheets), strays)
        return PaperReading(documents: joined.documents, strays: joined.strays, readers: readers)
    }

    /// Which models read, by what for.
    private var readers: [String: String] {
        Dictionary(
            uniqueKeysWithValues: [("text", recognizer.name)] + voters.enumerated().map { ("voter\($0.offset + 1)", $0.element.name) })
    }

    /// Our pages on one picture: usually one.
    private func sheets(on image: GrayImage, source: Int) throws -> (sheets: [Sheet], stray: PaperReading.StrayReason?) {
        let codes = PageCodes.find(in: image)
        guard !codes.isEmpty else { return ([], nil) }
        let locator = PageLocator(marks: MarkFinder(image))
        var sheets: [Sheet] = []
        var stray: PaperReading.StrayReason?
        for (code, found) in codes {
            guard let map = library.map(service: code.service, revision: code.revision), let blank = library.page(code),
                let blankDots = blank.dots
            else {
                stray = .unknownForm
                continue
            }
            guard let place = locator.place(of: found, on: blank) else {
                stray = .needsCorners
                continue
            }
            let cropper = FieldCropper(
                filled: AlignedPage(image: image, dots: place.dots), blank: AlignedPage(image: blank.image, dots: blankDots))
            let fields = try self.fields(map, code, cropper, residual: place.residual)
            let page = PaperReading.Page(
                source: source, number: code.page, turned: place.turned, alignment: place.alignment, residual: place.residual)
            sheets.append(Sheet(code: code, page: page, fields: fields))
        }
        return (sheets, stray)
    }

    /// A page of ours that was recognised by what is printed on it.
    private func sheet(_ own: UnknownPages.OwnPage, source: Int) throws -> Sheet {
        let page = PaperReading.Page(
            source: source, number: own.code.page, turned: own.turned, alignment: .anchors, residual: own.residual)
        guard let map = library.map(service: own.code.service, revision: own.code.revision), let blank = library.page(own.code),
            let blankDots = blank.dots
        else { return Sheet(code: own.code, page: page, fields: []) }
        let cropper = FieldCropper(
            filled: AlignedPage(image: own.image, dots: own.dots), blank: AlignedPage(image: blank.image, dots: blankDots))
        return Sheet(code: own.code, page: page, fields: try fields(map, own.code, cropper, residual: own.residual))
    }

    /// All fields of one page: cut out first, so that lines of like width are recognised together.
    private func fields(_ map: PaperMap, _ code: PageCode, _ cropper: FieldCropper, residual: Double?) throws -> [PaperReading.Field] {
        let form = content.anyService(code.service)?.form
        let interpreter = FieldInterpreter(content.checking(on: Day(now(), in: content.house.timeZone), in: map.language), knowledge)
        let scans = map.fields.filter { $0.page == code.page }.map { place in
            cropper.scan(place, form?.field(place.key))
        }
        var requests: [LineRequest] = []
        var ranges: [Range<Int>] = []
        for scan in scans {
            let own = interpreter.requests(scan)
            ranges.append(requests.count..<requests.count + own.count)
            requests += own
        }
        let lines = try recognizer.read(requests)
        var answers: [String: String] = [:]
        var all: [PaperReading.Field] = []
        for (scan, range) in zip(scans, ranges) {
            var fields = interpreter.fields(scan, Array(lines[range]), page: 1, residual: residual, after: answers)
            if !voters.isEmpty, interpreter.wantsVotes(fields, scan) {
                let others = try voters.map { (name: $0.name, lines: try $0.read(interpreter.requests(scan))) }
                fields = interpreter.fields(
                    scan, Array(lines[range]), others: Dictionary(uniqueKeysWithValues: others.map { ($0.name, $0.lines) }), page: 1,
                    residual: residual, after: answers)
            }
            for field in fields { answers[field.key] = field.value }
            all += fields
        }
        return all
    }
}

/// One page of a form, read.
struct Sheet {
    let code: PageCode
    var page: PaperReading.Page
    /// Their `page` is settled when the document is put together.
    var fields: [PaperReading.Field]
}
