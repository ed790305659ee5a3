import Foundation
import Rulebook

/// Reads which form a page is from the words beside its code, where the code itself cannot be read: the service, and below it
/// `<revision>/<page>`. What is read counts only where it is close to one form that is known, and to no other.
struct PrintedName {
    /// Where the words stand, in mm; they end at the right.
    private static let lines = [Area(x: 108, y: 9.0, width: 63.6, height: 3.5), Area(x: 128, y: 12.1, width: 43.6, height: 3.6)]
    private static let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-/"
    private static let dotsPerMillimetre = 14.0
    private static let mostWrong = 2
    /// A form with a word this far from what was read is no rival of one with `mostWrong`.
    private static let farthest = 12

    let library: FormLibrary
    let recognizer: any TextReader

    func read(_ page: AlignedPage) throws(RecognitionFault) -> PageCode? {
        let images = Self.lines.map { page.crop($0, dotsPerMillimetre: Self.dotsPerMillimetre) }
        let cut = images.compactMap { image in Self.cut(image) }
        guard cut.count == 2 else { return nil }
        let texts = try recognizer.read(cut.map { LineRequest(image: $0, allowed: Self.allowed) }).map { $0.greedy().text }
        let parts = texts[1].split(separator: "/")
        guard parts.count == 2, let number = Int(parts[1]), 1...99 ~= number else { return nil }
        let revision = Array(parts[0].unicodeScalars)
        let name = Array(texts[0].unicodeScalars)
        let known = library.all().compactMap { form -> (form: (service: String, revision: String), wrong: Int)? in
            guard let inRevision = revision.edits(to: Array(form.revision.unicodeScalars), atMost: Self.farthest),
                let inName = name.edits(to: Array(form.service.unicodeScalars), atMost: Self.farthest)
            else { return nil }
            return (form, inRevision + (inName + 1) / 3)
        }.sorted { $0.wrong < $1.wrong }
        guard let best = known.first, best.wrong <= Self.mostWrong, known.count < 2 || known[1].wrong > best.wrong + 1 else { return nil }
        return PageCode(service: best.form.service, revision: best.form.revision, page: number)
    }

    /// From the first ink to the last.
    private static func cut(_ image: GrayImage) -> GrayImage? {
        let ink = image.darkerThanSurroundings(radius: 16, contrast: 20).withoutSpecks()
        let blots = ink.blots().filter { $0.area > 6 }
        guard let left = blots.map(\.minX).min(), let right = blots.map(\.maxX).max(), right - left > 30 else { return nil }
        return image.cropped(x: left - 12..<right + 13, y: 0..<image.height)
    }
}
