package import Foundation
package import Rulebook

/// One page of a blank form, as printed.
package struct BlankPage: Sendable {
    /// The dots of the picture in a millimetre.
    package static let dotsPerMillimetre = 220 / 25.4

    package let image: GrayImage
    /// Top left, top right, bottom left, bottom right; in mm.
    let marks: [Area]
    let code: Area
    /// The corners of the code itself, without its margin: its own top left, then clockwise; in mm.
    let codeCorners: [Point]

    /// From mm to dots of the picture.
    package var dots: Homography? {
        let s = Self.dotsPerMillimetre
        let paper = Area(x: 0, y: 0, width: 210, height: 297).corners
        // The middle of the first dot lies half a dot from the paper's edge.
        return Homography(from: paper, to: paper.map { Point(x: $0.x * s - 0.5, y: $0.y * s - 0.5) })
    }
}

/// The forms that the reader knows: `<folder>/<service>/<revision>.json`, a `PaperMap`, and `….pdf`, the blank print. The folder is
/// only ever added to; a form is loaded when its first page comes. To be used from one thread.
package final class FormLibrary {
    // A page takes 5 MB, and a tenth of a second to be drawn again.
    private static let pagesHeld = 6
    private static let mapsHeld = 200
    private static let mostBytes = 20 << 20

    let folder: URL
    private var maps: [String: PaperMap] = [:]
    private var pages: [PageCode: BlankPage] = [:]
    /// The page used last at the end.
    private var order: [PageCode] = []

    package init(folder: URL) { self.folder = folder }

    /// - Returns: nil where there is no such form.
    package func map(service: String, revision: String) -> PaperMap? {
        guard PageCode.isName(service), PageCode.isName(revision) else { return nil }
        let name = "\(service)/\(revision)"
        if let map = maps[name] { return map }
        guard let data = try? Data(contentsOf: folder.appending(path: "\(name).json")), data.count < Self.mostBytes,
            let map = try? JSONDecoder().decode(PaperMap.self, from: data), map.service == service, map.revision == revision,
            map.isSound
        else { return nil }
        if maps.count >= Self.mapsHeld { maps.removeAll() }
        maps[name] = map
        return map
    }

    func map(_ code: PageCode) -> PaperMap? { map(service: code.service, revision: code.revision) }

    /// - Returns: nil where there is no such form, or it has no such page.
    package func page(_ code: PageCode) -> BlankPage? {
        if let page = pages[code] {
            order.removeAll { $0 == code }
            order.append(code)
            return page
        }
        guard let page = load(code) else { return nil }
        if order.count >= Self.pagesHeld { pages[order.removeFirst()] = nil }
        pages[code] = page
        order.append(code)
        return page
    }

    private func load(_ code: PageCode) -> BlankPage? {
        guard let map = map(service: code.service, revision: code.revision), code.page <= map.pages.count else { return nil }
        var limits = ScanLimits()
        limits.pdfDotsPerInch = BlankPage.dotsPerMillimetre * 25.4
        guard let file = try? ScanFile(folder.appending(path: "\(code.service)/\(code.revision).pdf"), limits: limits),
            let image = try? file.page(code.page)
        else { return nil }
        let printed = map.pages[code.page - 1]
        // Where the code's modules begin depends on how many they are: the print itself tells.
        guard let found = QRReader.codes(in: image).first(where: { PageCode($0.text) == code }) else { return nil }
        let corners = found.corners.map {
            Point(x: ($0.x + 0.5) / BlankPage.dotsPerMillimetre, y: ($0.y + 0.5) / BlankPage.dotsPerMillimetre)
        }
        return BlankPage(image: image, marks: printed.marks.map { Area($0) }, code: Area(printed.qr), codeCorners: corners)
    }

    /// All forms of the folder, as `<service>/<revision>`.
    package func all() -> [(service: String, revision: String)] {
        let services = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return services.filter { PageCode.isName($0) }.sorted().flatMap { service in
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: service).path)) ?? []
            return files.filter { $0.hasSuffix(".json") }.map { (service: service, revision: String($0.dropLast(5))) }
                .filter { PageCode.isName($0.revision) }.sorted { $0.revision < $1.revision }
        }
    }
}

extension PaperMap {
    func fields(onPage number: Int) -> [Place] { fields.filter { $0.page == number } }

    /// What the reader relies on: four marks and a code on each page, four measures in each box.
    fileprivate var isSound: Bool {
        let pagesAreSound = pages.allSatisfy { $0.marks.count == 4 && ($0.marks + [$0.qr]).allSatisfy { $0.count == 4 } }
        let boxes = fields.flatMap(\.boxesOfAll)
        return pagesAreSound && boxes.allSatisfy { $0.count == 4 } && fields.allSatisfy { 1...max(1, pages.count) ~= $0.page }
    }
}

extension PaperMap.Place {
    fileprivate var boxesOfAll: [PaperMap.Box] {
        var all = [box]
        all += boxes ?? []
        all += items ?? []
        for option in options ?? [] { all.append(option.box) }
        for row in rows ?? [] { all += row.values }
        return all
    }
}
