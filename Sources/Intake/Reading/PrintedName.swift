import Foundation

/// Reads which form a page is from the words beside its code, where the code itself cannot be read: the service, and below it
/// `<revision>/<page>`. What is read counts only where it is close to one form that is known, and to no other.
struct PrintedName {
    /// Where the words stand, in mm; they end at the right.
    private static let lines = [Area(x: 108, y: 9.0, width: 63.6, height: 3.5), Area(x: 128, y: 12.1, width: 43.6, height: 3.6)]
    private static let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-/"
    private static let dotsPerMillimetre = 14.0
    private static let mostWrong = 2

    let library: FormLibrary
    let recognizer: TextRecognizer

    func read(_ page: AlignedPage) throws(RecognitionFault) -> PageCode? {
        let images = Self.lines.map { page.crop($0, dotsPerMillimetre: Self.dotsPerMillimetre) }
        let cut = images.compactMap { image in Self.cut(image) }
        guard cut.count == 2 else { return nil }
        let texts = try recognizer.read(cut.map { LineRequest(image: $0, allowed: Self.allowed) }).map { $0.greedy().text }
        let parts = texts[1].split(separator: "/")
        guard parts.count == 2, let number = Int(parts[1]), 1...99 ~= number else { return nil }
        let revision = Array(String(parts[0]))
        let name = Array(texts[0])
        let known = library.all().map { form in
            (form: form, wrong: Self.distance(revision, Array(form.revision)) + (Self.distance(name, Array(form.service)) + 1) / 3)
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

    /// Levenshtein's.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
