/// How many letters stand on the line that most of them stand on: nearly all where a machine wrote, fewer where a hand did.
struct Straightness: Hashable, Sendable {
    /// Letters, those left aside that hang below the line.
    var standing = 0
    /// Of them, those right on it.
    var near = 0

    /// Fewer letters tell nothing.
    private static let (fewestOfLine, fewestOfPage) = (8, 14)
    /// From these shares on, of a page's letters and of a line's, the writing is taken for typeset.
    private static let (pageShare, lineShare) = (0.93, 0.85)
    /// Hardly a hand writes so straight.
    private static let sureShare = 0.98

    static func + (a: Straightness, b: Straightness) -> Straightness {
        Straightness(standing: a.standing + b.standing, near: a.near + b.near)
    }

    /// 0…1; nil where it tells nothing.
    var share: Double? { standing < Self.fewestOfLine ? nil : Double(near) / Double(standing) }

    /// - Parameter page: all the letters of the page: who fills in a form with a machine fills in all of it so.
    func setting(on page: Straightness) -> Setting {
        guard page.standing >= Self.fewestOfPage, let all = page.share, all >= Self.pageShare, share ?? 1 >= Self.lineShare else {
            return .hand
        }
        return share ?? all >= Self.sureShare ? .typeset : .even
    }
}

/// Who has written, as far as straightness tells.
enum Setting: Int, Comparable {
    /// A hand, or there is too little to tell.
    case hand
    /// A machine, or a very even hand.
    case even
    /// A machine.
    case typeset

    static func < (a: Setting, b: Setting) -> Bool { a.rawValue < b.rawValue }
}

extension GrayImage {
    private static let (fewestLetters, tolerance, descent) = (4, 0.09, 0.18)

    /// Of a line of writing; nothing where its letters are joined up.
    func straightness() -> Straightness {
        let ink = darkerThanSurroundings(radius: 12, contrast: 16).withoutSpecks()
        let letters = ink.blots().filter { $0.height * 4 > height && $0.width < height * 2 }
        guard letters.count >= Self.fewestLetters else { return Straightness() }
        let tall = Double(letters.map(\.height).sorted()[letters.count / 2])
        let middle = letters.map(\.maxY).sorted()[letters.count / 2]
        let standing = letters.filter { Double($0.maxY - middle) <= Self.descent * tall }
        return Straightness(standing: standing.count, near: standing.count { abs(Double($0.maxY - middle)) <= Self.tolerance * tall })
    }
}

extension [FieldScan] {
    /// Of all that is written on lines.
    var straightness: Straightness {
        flatMap(\.lines).compactMap { $0.writing?.straightness() }.reduce(Straightness(), +)
    }
}
