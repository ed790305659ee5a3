package import Foundation
package import Rulebook

/// Turns files of scanned pages into readings. To be used from one thread.
package final class PaperReader {
    private let content: Content
    private let library: FormLibrary
    private let recognizer: TextRecognizer
    private let cellReader: CellReader?
    private let unknown: UnknownPages
    /// Read again what no rule has settled; whether they agree says how sure a reading is.
    private let voters: [any TextReader]
    private let knowledge: FieldKnowledge
    private let limits: ScanLimits
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - forms: see `FormLibrary`.
    ///   - models: the folder with `PP-OCRv6_rec_small.onnx` and `PP-OCRv6_det_small.onnx`.
    ///   - lineHead: a head of our own for the model of lines; nil: it reads with its own alone.
    ///   - cells: the model that reads single cells; nil: the model of lines reads them.
    ///   - cache: a folder for compiled models.
    ///   - calibration: how sure a reading has to be.
    ///   - hasVoters: a second model reads what no rule has settled: surer, and slower.
    /// - Throws: `RecognitionFault`.
    package init(
        content: Content, forms: URL, models: URL, lineHead: URL? = nil, cells: URL? = nil, cache: URL? = nil,
        calibration: Calibration = .cautious,
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
            model: models.appending(path: "PP-OCRv6_rec_small.onnx"), name: "PP-OCRv6_rec_small 3.10.0", head: lineHead, signs: .small,
            cache: cache)
        cellReader = try cells.map { try CellReader(model: $0, cache: cache) }
        unknown = UnknownPages(content: content, library: library, recognizer: recognizer, models: models, cache: cache)
    }

    /// - Parameter progress: is told after each page.
    /// - Throws: `ReadingFailure`; `RecognitionFault`.
    package func read(_ request: ReadingRequest, progress: (ReadingProgress) throws -> Void = { _ in }) throws -> PaperReading {
        let file = try ScanFile(URL(filePath: request.file), limits: limits)
        let day = Day(now(), in: content.house.timeZone)
        let reader = PageReader(
            content: content, library: library, recognizer: recognizer, cellReader: cellReader, voters: voters, knowledge: knowledge,
            day: day, answersBefore: request.words ?? [:])
        let (pictures, kept) = (PictureFolder(request.pictures), KeptPages(request.kept))
        kept.begin(pages: file.pageCount)
        var pages: [ReadPage] = []
        var inPageMode = Duration.zero
        for source in 1...file.pageCount {
            if source > 1 { try progress(ReadingProgress(done: source - 1, pages: file.pageCount)) }
            if let known = kept.page(source) {
                pages.append(known)
                continue
            }
            let page = try read(source, of: file, request, by: reader, pictures, &inPageMode)
            kept.keep(page, source: source)
            pages.append(page)
        }
        let assembly = DocumentAssembly(content: content, library: library, day: day)
        let joined = unknown.assembly(service: request.service, assembly: assembly)
            .join(pages.compactMap(\.foreign), to: assembly.documents(pages.flatMap(\.sheets)), pages.flatMap(\.strays))
        return PaperReading(documents: joined.documents, strays: joined.strays, readers: readers)
    }

    /// - Parameter inPageMode: how long pages without a code have taken so far.
    private func read(
        _ source: Int, of file: ScanFile, _ request: ReadingRequest, by reader: PageReader, _ pictures: PictureFolder,
        _ inPageMode: inout Duration
    ) throws -> ReadPage {
        guard let image = try page(source, of: file) else {
            return ReadPage(strays: [PaperReading.Stray(source: source, reason: .unreadable)])
        }
        var result = ReadPage()
        let corners = request.corners.first { $0.source == source }
        let found = try reader.read(image, source: source, corners: corners)
        for (index, (sheet, page)) in found.sheets.enumerated() {
            var sheet = sheet
            sheet.page.image = pictures.keep(page, source: source, index: index)
            if request.crops?.contains(sheet.code.service) == true { pictures.keep(sheet.fields, of: page, source: source) }
            result.sheets.append(sheet)
        }
        // Where two forms lie in one scan and one of them cannot be read, the scan is in the tray too.
        let scan = found.sheets.isEmpty || !found.strays.isEmpty ? pictures.keep(image, source: source) : nil
        result.strays = found.strays.map { reason, code in
            PaperReading.Stray(
                source: source, reason: reason, image: scan, service: code?.service, revision: code?.revision, number: code?.page)
        }
        // A code whose page could not be laid is looked at as a page without one: its print may say where it lies.
        let code = found.strays.first?.code
        let isLost = code != nil && corners == nil && found.strays.count == 1 && found.strays[0].reason == .needsCorners
        guard found.sheets.isEmpty, found.strays.isEmpty || isLost else { return result }
        func left(_ reason: PaperReading.StrayReason) -> ReadPage {
            isLost ? result : ReadPage(strays: [PaperReading.Stray(source: source, reason: reason, image: scan)])
        }
        guard inPageMode < limits.timeWithoutCode else { return left(.unreadable) }
        let started = ContinuousClock.now
        defer { inPageMode += ContinuousClock.now - started }
        switch try unknown.look(at: UnknownPage(source: source, image: image, picture: scan)) {
        case .own(let own):
            guard code == nil || own.code == code, let found = try reader.read(own, source: source) else { return left(.needsCorners) }
            var sheet = found.sheet
            sheet.page.image = pictures.keep(found.page, source: source, index: 0)
            return ReadPage(sheets: [sheet])
        case .foreign where isLost: return result
        case .foreign(var page, let upright):
            page.image = pictures.keep(upright, source: source)
            return ReadPage(foreign: page)
        case .blank: return left(.blank)
        case .needsCorners: return left(.needsCorners)
        case .unreadable: return left(.unreadable)
        }
    }

    /// - Returns: nil where one page of several is broken: it does not spoil the others.
    private func page(_ number: Int, of file: ScanFile) throws(ReadingFailure) -> GrayImage? {
        do throws(ReadingFailure) {
            return try file.page(number)
        } catch .unreadable where file.pageCount > 1 {
            return nil
        } catch {
            throw error
        }
    }

    /// Which models read, by what for.
    private var readers: [String: String] {
        Dictionary(
            uniqueKeysWithValues: [("text", recognizer.name)] + (cellReader.map { [("cells", $0.name)] } ?? [])
                + voters.enumerated().map { ("voter\($0.offset + 1)", $0.element.name) })
    }
}
