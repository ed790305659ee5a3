import Foundation
import Rulebook
import Testing
import TestKit

@Suite("What acts leave to whoever drafts them")
struct BlankTests {
    @Test("A mark is written over with its hint, a choice by its first alternative")
    func filled() {
        let text =
            "POT: ‹de completat›. Zona: ‹de completat: UTR și funcțiune›. Se avizează ‹alege (după vot): favorabil | nefavorabil› planul."
        #expect(Blank.isLeft(in: text) && Blank.fault(in: text) == nil)
        #expect(Blank.marks(in: text).map(\.count) == [14, 32, 43])
        let filled = Blank.filled(text, with: "35 %")
        #expect(filled == "POT: 35 %. Zona: 35 %. Se avizează favorabil planul.")
        #expect(!Blank.isLeft(in: filled) && Blank.isLeft(in: "POT: 35 %›"))
    }

    @Test(
        "A mark that is none of the known ones is a mistake of whoever wrote it",
        arguments: [
            "‹completează›", "‹de completat: ›", "‹alege: favorabil›", "‹alege: favorabil | ›", "‹alege după vot: da | nu›",
            "‹de completat", "rest›",
            "‹alege: da | ‹de completat››",
        ])
    func faults(text: String) { #expect(Blank.fault(in: text) != nil) }

    /// What a hasty author writes to the drafter in the middle of an act.
    private static let instructions = [
        "se păstrează ce", "se păstrează varianta", "se șterge", "se taie", "se alege", "se schimbă, dacă", "se enumeră", "se completează",
        "altfel se", "de confirmat", " / ", "…", "după caz, se", "nu este cazul",
    ]

    @Test("Nothing outside a mark is meant for the drafter: it would be sealed into the act")
    func instructions() throws {
        let content = try content()
        let acts = content.services.map { ($0.slug, $0.act) } + content.legServices.map { ($0.slug, $0.act) }
        #expect(acts.count > 100)
        for (slug, act) in acts {
            let fixed = act.facts.map(\.text) + Array(act.texts.values) + act.basis
            for text in act.sections.map({ $0.text.replacing(/‹[^‹›]*›/, with: "") }) + fixed {
                for words in Self.instructions where text.lowercased().contains(words) { Issue.record("\(slug): “\(words)” in: \(text)") }
            }
        }
    }
}
