import Foundation

/// A service's form on paper: everything that is printed, in the order in which it is filled in. Lengths are in mm.
///
/// What a box looks like inside (how many cells, how wide, how many lines) is decided here; where it stands on which page
/// is decided by the typesetter, which reports it. `PaperMap` puts the two together.
package struct PaperForm: Encodable, Sendable {
    package let service: String
    package let language: Language
    let title: String
    let institution: Masthead
    /// The template's own words, by name.
    let words: [String: String]
    /// How to fill in, where to hand in, what it costs and how long it takes.
    let notes: [String]
    package let parts: [Part]
    package let papers: [Paper]
    /// Of the day of signing.
    let day = PaperShape.day

    struct Masthead: Encodable, Sendable {
        let name: String
        let desk: String?
        let county: String
        let address: String
        let phone: String
        let email: String
        let cif: String
    }

    /// One step of the form.
    package struct Part: Encodable, Sendable {
        let title: String
        let intro: String?
        package let groups: [Group]
    }

    /// Fields that are filled in under the same condition.
    package struct Group: Encodable, Sendable {
        /// „Completează numai dacă …”; nil: always.
        package let condition: String?
        package let parts: [Part]

        /// Fields under one more condition.
        package struct Part: Encodable, Sendable {
            package let condition: String?
            /// Fields that stand side by side.
            package let lines: [[Item]]
        }
    }

    /// One field.
    package struct Item: Encodable, Sendable {
        package let key: String
        package let kind: FieldKind
        package let label: String
        let hint: String?
        let isRequired: Bool
        /// How it is filled in; „Obligatoriu dacă …”
        let note: String
        package var width: Double
        package let shape: PaperShape
    }

    /// A document to attach.
    package struct Paper: Encodable, Sendable {
        package let code: String
        let title: String
        /// „dacă …”, „dacă îl ai”; nil: always.
        package let condition: String?
        let why: String?
    }

    package var items: [Item] { parts.flatMap(\.groups).flatMap(\.parts).flatMap(\.lines).flatMap { $0 } }

    /// The key under which the place of the signature, or of its day, is found on the map; no field can be called so.
    package static let signature = "@semnatura"
    package static let signatureDay = "@data"

    /// An attachment's tick on the map.
    package static func key(ofAttachment code: String) -> String { "@anexa:\(code)" }
}

/// Measures that the form and its template share, in mm.
enum PaperMeasure {
    static let width = 180.0
    static let gutter = 6.0
    /// A character's cell.
    static let cell = (width: 5.0, height: 7.0)
    /// Between groups of cells; with a sign between them.
    static let gap = (plain: 1.8, signed: 3.4)
    /// The pitch of written lines.
    static let line = 7.5
    static let columns = 12

    /// So many of twelve columns with the gutters between them.
    static func span(_ columns: Int) -> Double {
        (width + gutter) / Double(Self.columns) * Double(columns) - gutter
    }

    /// The narrowest span that holds a width.
    static func span(holding wanted: Double) -> Double {
        span((2...columns).first { span($0) >= wanted } ?? columns)
    }

    /// About how wide a printed text is.
    static func text(_ text: String, perCharacter: Double = 1.75) -> Double { Double(text.count) * perCharacter }
}
