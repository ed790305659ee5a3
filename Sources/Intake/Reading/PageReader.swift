import Foundation
import Rulebook

/// Finds our forms on one picture and reads them.
struct PageReader {
    /// The least share of the print's contrast that lies where the map says, of the better half of a page's fields.
    private static let leastTrust = 0.3

    let content: Content
    let library: FormLibrary
    let recognizer: any TextReader
    /// Reads cells that hold a character each; nil: the reader of lines does.
    let cellReader: (any TextReader)?
    /// Read again what no rule has settled; whether they agree says how sure a reading is.
    let voters: [any TextReader]
    let knowledge: FieldKnowledge
    let day: Day
    /// See `ReadingRequest.words`.
    var answersBefore: [String: [String]] = [:]

    struct Found {
        var sheets: [(sheet: Sheet, page: AlignedPage)] = []
        /// What is ours on the picture, and could not be read.
        var strays: [(reason: PaperReading.StrayReason, code: PageCode?)] = []
    }

    /// - Parameter corners: what a person said of the page.
    func read(_ image: GrayImage, source: Int, corners: ReadingRequest.Corners?) throws -> Found {
        if let corners { return try read(image, source: source, by: corners) }
        let locator = PageLocator(image)
        let codes = PageCodes.find(in: image)
        var found = Found()
        for (code, seen) in codes {
            guard let blank = library.page(code), let map = library.map(code) else {
                found.strays.append((.unknownForm, code))
                continue
            }
            let places = locator.places(of: seen, on: blank, fields: map.fields(onPage: code.page))
            if let sheet = try first(of: places, code, image, source: source) {
                found.sheets.append(sheet)
            } else {
                found.strays.append((.needsCorners, code))
            }
        }
        guard codes.isEmpty else { return found }
        // No code can be read: the marks may still frame a page, whose name stands in words beside the code.
        let name = PrintedName(library: library, recognizer: recognizer)
        for frame in locator.frames() {
            guard let code = try name.read(AlignedPage(image: image, dots: frame.dots)) else { continue }
            if let sheet = try first(of: [frame], code, image, source: source) {
                found.sheets.append(sheet)
                break
            }
        }
        return found
    }

    /// A page of ours that was recognised by what is printed on it.
    /// - Returns: nil where what is printed does not lie where it should.
    func read(_ own: UnknownPages.OwnPage, source: Int) throws -> (sheet: Sheet, page: AlignedPage)? {
        let place = PagePlace(alignment: .anchors, dots: own.dots, residual: own.residual)
        guard var found = try sheet(own.code, place, own.image, source: source, leastTrust: Self.leastTrust) else { return nil }
        found.sheet.page.turned = own.turned
        return found
    }

    /// The corners settle the page roughly; marks and print settle it exactly, where they are to be seen.
    private func read(_ image: GrayImage, source: Int, by corners: ReadingRequest.Corners) throws -> Found {
        guard let rough = Self.map(of: corners, on: image) else { return Found(strays: [(.needsCorners, nil)]) }
        var code: PageCode?
        if let service = corners.service, let revision = corners.revision, let number = corners.number {
            code = PageCode(service: service, revision: revision, page: number)
        }
        let page = AlignedPage(image: image, dots: rough)
        let name = PrintedName(library: library, recognizer: recognizer)
        guard let code = try code ?? PageCodes.find(in: image).first?.code ?? name.read(page) else {
            return Found(strays: [(.needsCorners, nil)])
        }
        guard let blank = library.page(code), let map = library.map(code) else { return Found(strays: [(.unknownForm, code)]) }
        let matcher = PrintMatcher(image: image, blank: blank, fields: map.fields(onPage: code.page))
        let locator = PageLocator(image)
        let places = [
            locator.place(near: rough, on: blank), matcher.place(from: rough, .manual),
            PagePlace(alignment: .manual, dots: rough, residual: nil),
        ].compactMap { $0 }
        // A person has said where it lies: the last of these is taken as it is.
        for (index, place) in places.enumerated() {
            let trust = index == places.count - 1 ? -1 : Self.leastTrust
            if let sheet = try sheet(code, place, image, source: source, leastTrust: trust) { return Found(sheets: [sheet]) }
        }
        return Found(strays: [(.needsCorners, code)])
    }

    private static func map(of corners: ReadingRequest.Corners, on image: GrayImage) -> Homography? {
        guard corners.points.count == 4, corners.points.allSatisfy({ $0.count == 2 && $0.allSatisfy { -0.5...1.5 ~= $0 } }) else {
            return nil
        }
        let dots = corners.points.map { Point(x: $0[0] * Double(image.width), y: $0[1] * Double(image.height)) }
        guard let map = Homography(from: Area(x: 0, y: 0, width: 210, height: 297).corners, to: dots), PageLocator.isPlausible(map) else {
            return nil
        }
        return map
    }

    private func first(of places: some Sequence<PagePlace>, _ code: PageCode, _ image: GrayImage, source: Int) throws -> (
        sheet: Sheet, page: AlignedPage
    )? {
        for place in places {
            if let sheet = try sheet(code, place, image, source: source, leastTrust: Self.leastTrust) { return sheet }
        }
        return nil
    }

    /// Cuts out and reads the fields of a page.
    /// - Returns: nil where what is printed does not lie where it should.
    private func sheet(
        _ code: PageCode, _ place: PagePlace, _ image: GrayImage, source: Int, leastTrust: Double
    ) throws -> (sheet: Sheet, page: AlignedPage)? {
        guard let map = library.map(code), let blank = library.page(code), let blankDots = blank.dots else { return nil }
        let page = AlignedPage(image: image, dots: place.dots)
        let cropper = FieldCropper(filled: page, blank: AlignedPage(image: blank.image, dots: blankDots))
        let places = map.fields(onPage: code.page)
        let shifts = places.map(cropper.shift)
        guard Self.trust(shifts) >= leastTrust else { return nil }
        let form = content.anyService(code.service)?.form
        let scans = zip(places, shifts).map { place, shift in cropper.moved(by: shift).scan(place, form?.field(place.key)) }
        let size = map.pages[code.page - 1]
        let read = PaperReading.Page(
            source: source, number: code.page, turned: place.turned, alignment: place.alignment, residual: place.residual,
            width: size.width, height: size.height)
        return (Sheet(code: code, page: read, fields: try fields(scans, map.language, residual: place.residual)), page)
    }

    /// Lines of like width are recognised together, so all fields are cut out first.
    private func fields(_ scans: [FieldScan], _ language: Language, residual: Double?) throws -> [PaperReading.Field] {
        let interpreter = FieldInterpreter(content.checking(on: day, in: language), knowledge, answersBefore: answersBefore)
        var requests: [LineRequest] = []
        var ranges: [Range<Int>] = []
        for scan in scans {
            let own = interpreter.requests(scan)
            ranges.append(requests.count..<requests.count + own.count)
            requests += own
        }
        let lines = try recognizer.read(requests)
        let cells = try cells(scans, zip(scans, ranges).map { Array(lines[$1]) }, interpreter)
        let straightness = scans.straightness
        var answers: [String: String] = [:]
        var all: [PaperReading.Field] = []
        for ((scan, range), seen) in zip(zip(scans, ranges), cells) {
            var fields = interpreter.fields(
                scan, Array(lines[range]), cells: seen, page: 1, residual: residual, straightness: straightness, after: answers)
            if !voters.isEmpty, interpreter.wantsVotes(fields, scan) {
                let others = try voters.map { (name: $0.name, lines: try $0.read(interpreter.questions(scan))) }
                fields = interpreter.fields(
                    scan, Array(lines[range]), others: Dictionary(uniqueKeysWithValues: others.map { ($0.name, $0.lines) }), page: 1,
                    residual: residual, straightness: straightness, after: answers)
            }
            for field in fields { answers[field.key] = field.value }
            all += fields
        }
        return all
    }

    /// What is seen in the filled cells of each scan. The reader of lines is asked where the reader of cells, which is quick, does not do.
    private func cells(_ scans: [FieldScan], _ lines: [[LineProbabilities]], _ interpreter: FieldInterpreter) throws -> [[CellSight]] {
        func parts(_ all: [LineProbabilities], of counts: [Int]) -> [[LineProbabilities]] {
            var rest = all[...]
            return counts.map { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            }
        }
        let asked = scans.map { cellReader == nil ? [] : interpreter.cellRequests($0, padded: false) }
        let asCells = parts(try cellReader?.read(asked.flatMap { $0 }) ?? [], of: asked.map(\.count))
        let doubtful = zip(zip(scans, lines), asCells).map { scan, asCells in
            interpreter.wantsCells(scan.0, scan.1, asCells: asCells) ? interpreter.cellRequests(scan.0, padded: true) : []
        }
        let asLines = parts(try recognizer.read(doubtful.flatMap { $0 }), of: doubtful.map(\.count))
        return zip(asLines, asCells).map { asLines, asCells in
            (0..<max(asLines.count, asCells.count)).map { index in
                CellSight(
                    asLine: asLines.indices.contains(index) ? asLines[index] : nil,
                    asCell: asCells.indices.contains(index) ? asCells[index] : nil)
            }
        }
    }

    /// How much of the print lies where the map says, of the better half of the fields; a page without print to compare is trusted.
    private static func trust(_ shifts: [Registration.Shift?]) -> Double {
        let scores = shifts.compactMap { $0?.score }.sorted(by: >)
        return scores.isEmpty ? 1 : scores[scores.count / 4]
    }
}

/// One page of a form, read.
struct Sheet: Codable {
    let code: PageCode
    var page: PaperReading.Page
    /// Their `page` is settled when the document is put together.
    var fields: [PaperReading.Field]
}
