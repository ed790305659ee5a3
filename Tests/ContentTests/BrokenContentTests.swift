import Foundation
import Rulebook
import Testing
import TestKit

/// The author of a wrong file is told which file, which line and what to do.
@Suite("Broken content")
struct BrokenContentTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        let file: String
        /// Text of the real file, on the line that the message has to name …
        let written: String
        /// … and what a hasty author wrote instead.
        let instead: String
        let message: String

        init(_ file: String, _ written: String, _ instead: String, _ message: String) {
            (self.file, self.written, self.instead, self.message) = (file, written, instead, message)
        }

        var testDescription: String { "\(file): \(instead)" }
    }

    private static let certificate = "services/urbanism/cu-construire.yaml"
    private static let petition = "services/registratura/petitie.yaml"
    private static let materials = "services/turism/turism-materiale.yaml"

    private func problems(_ change: (inout [String: String]) -> Void) throws -> [ContentProblem] {
        var files = try ContentFolder.filesWithFewServices()
        change(&files)
        do {
            _ = try Content.read(files)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("Endorsements that nobody can ask for, or that nothing waits for, are no endorsements")
    func askedOfNobody() throws {
        let messages = try problems { files in
            files[Self.certificate] = files[Self.certificate]?.replacing("\nworkflow: urbanism", with: "\nworkflow: petitie")
        }.map(\.message)
        #expect(messages.contains("in the workflow “petitie” nobody can ask for endorsements"))
        #expect(messages.contains { $0.hasPrefix("no move of the workflow “petitie” waits for them") })
    }

    @Test("A town hall is asked only where the service says which place it is about")
    func nowhere() throws {
        let messages = try problems { files in
            files[Self.certificate] = files[Self.certificate]?.replacing("\nplace: imobil.uat", with: "")
        }.map(\.message)
        #expect(messages.contains { $0.hasPrefix("the town hall is found by the service’s `place`") })
    }

    @Test(
        "One slip gives a problem at its own line",
        arguments: [
            Slip(
                "calendar/ro.yaml", "recovered: []", "recovered: [{day: 2027-01-13, source: HG nr. 1/2026}]",
                "2027-01-13 cannot be recovered: that is a Saturday or a Sunday that is no holiday"),
            Slip(
                "calendar/ro.yaml", "recovered: []", "recovered: [{day: 2027-05-01, source: HG nr. 1/2026}]",
                "2027-05-01 cannot be recovered"),
            Slip(
                "calendar/ro.yaml", "bridges: []", "bridges: [{day: 2027-01-09, source: HG nr. 1/2026}]",
                "2027-01-09 is off anyway: a bridge is a working day"),
            Slip(certificate, "keywords: {", "keywrods: {", "“keywrods” is not known here; known: "),
            Slip(certificate, "slug: cu-construire", "slug: Certificat", "“Certificat” is not a name"),
            Slip(certificate, "slug: cu-construire", "slug: cu--construire", "“cu--construire” is not a name"),
            Slip(certificate, "slug: cu-construire", "slug: 1-construire", "“1-construire” is not a name"),
            Slip(certificate, "slug: cu-construire", "slug: construire_", "“construire_” is not a name"),
            Slip(certificate, "group: urbanism", "group: urbanistic", "no service group “urbanistic”"),
            Slip(certificate, "institution: cj-cluj", "institution: cj-bihor", "no institution “cj-bihor”"),
            Slip(certificate, "desk: urbanism", "desk: arhitectura", "cj-cluj has no desk “arhitectura”"),
            Slip(certificate, "workflow: urbanism", "workflow: urbansim", "no workflow “urbansim”; known: automat, aviz, "),
            Slip(certificate, "force: consultative", "force: obligatoriu", "“obligatoriu” is not known; it is one of: facultative, "),
            Slip(certificate, "- use: solicitant", "- use: solicitantul", "no field group “solicitantul”; known: "),
            Slip(
                certificate, "without: [extravilan]", "examples: {foc: da}",
                "the group has no field “foc” to give an example for"),
            Slip(certificate, "without: [extravilan]", "without: [extravilann]", "the group has no field “extravilann” to leave out"),
            Slip(certificate, "kind: paragraph", "kind: paragraf", "“paragraf” is not known; it is one of: text, paragraph"),
            Slip(certificate, "range: 0.01..100000000", "range: 5..1", "the range is upside down"),
            Slip(certificate, "range: 0.01..100000000", "range: multe", "expected a range like 20..2000"),
            Slip(certificate, "decimals: 2", "decimals: două", "expected a whole number"),
            Slip(certificate, "derived: environment(imobil.localitate)", "derived: environment(", "cannot read the expression: "),
            Slip(
                certificate, "derived: environment(imobil.localitate)", "derived: mediul(imobil.localitate)",
                "no function “mediul”; known: sum, "),
            Slip(
                "vocabulary/field-groups.yaml", "round(cant * pret, 2)", "round(cant * sursa, 2)",
                "“total” is derived from columns that stand before it"),
            Slip(certificate, "matches: (", "matches: ((", "not a regular expression"),
            Slip(certificate, "cosigners: [contrasemnare,", "cosigners: [semnare,", "the workflow has no step “semnare” to sign by"),
            Slip(certificate, "- use: A-PLANCAD", "- use: A-PLAN", "no attachment “A-PLAN” in the vocabulary"),
            Slip(
                "services/registratura/avertizor-integritate.yaml", "anonymous: sesizant.anonim", "anonymous: anonimul",
                "the expression names “anonimul”, which is no field of this form"),
            Slip(certificate, "unit: working-days", "unit: workdays", "“workdays” is not known; it is one of: working-days"),
            Slip(certificate, "effect: none", "effect: refused", "“refused” is not known; it is one of: none, approved"),
            Slip(certificate, "template: certificat-urbanism", "template: certificat", "no template acts/certificat.typ"),
            Slip(
                certificate, "purpose: \"{descriere_scop}\"", "purpose: \"‹de completat›\"", "nobody writes over a mark here; only sections"
            ),
            Slip(certificate, "heading: plain", "heading: bold", "“bold” is not known; it is one of: numbered, plain, none"),
            Slip(certificate, "subject: descriere_scop", "subject: descriere", "no field “descriere”"),
            Slip(certificate, "confidence: mixed", "confidence: sure", "“sure” is not known; it is one of: confirmed, mixed, low"),
            Slip(certificate, "term:", "term: [", "not YAML"),
            Slip(materials, "table: materiale", "table: eveniment", "no field of kind rows is called “eveniment”"),
            Slip("workflows/urbanism.yaml", "kind: solved", "kind: done", "“done” is not known; it is one of: draft, open, solved, closed"),
            Slip("workflows/urbanism.yaml", "{deed: complete,", "{deed: completed,", "“completed” is not known; it is one of: submit"),
            Slip("workflows/simple.yaml", "slug: simple", "slug: simplu", "the file has to be called simplu.yaml"),
            Slip("institutions/cj-cluj.yaml", "fiscal-code: \"4288110\"", "fiscal-code: \"4288111\"", "the fiscal code is not valid"),
            Slip("institutions/cj-cluj.yaml", "iban: RO46", "iban: RO47", "the IBAN is not valid"),
            Slip("tariffs/cj-cluj/2026.yaml", "from: 2026-01-01", "from: 01.01.2026", "expected a date like 2026-01-31"),
            Slip("tariffs/cj-cluj/2026.yaml", "{150: 6, 250: 7,", "{150: 6, mult: 7,", "a bracket's bound is a number"),
            Slip("house.yaml", "time-zone: Europe/Bucharest", "time-zone: Europe/Cluj", "no time zone “Europe/Cluj”"),
            Slip("house.yaml", "examples-of: 2026-11-24", "examples-of: azi", "expected a date like 2026-01-31"),
            // Words that are gone, or written with other letters.
            Slip(petition, "ro: Petiție, reclamație, sesizare sau propunere", "ro:", "the text is empty"),
            Slip(petition, "ro: Pe scurt,", "ro: ' ',", "the text is empty"),
            Slip(petition, "- Petiția nu spune ce ceri.", "-", "the text is empty"),
            Slip("workflows/petitie.yaml", "ro: Petiții", "ro: \"\"", "the text is empty"),
            Slip("locales/ro.yaml", "months: ianuarie", "months: # ianuarie", "the text is empty"),
            Slip(petition, "Ce ne trimiți", "Ce ne trimiţi", "“ţ” has a cedilla; ș and ț have a comma below"),
            Slip("siruta/uats.csv", "Mărișel", "Mărişel", "“ş” has a cedilla; ș and ț have a comma below"),
            // Examples that are no answers.
            Slip(petition, "example: sesizare", "example: sesizari", "“tip”: the example is no right answer: "),
            Slip(certificate, "example: \"1240,50\"", "example: \"-3\"", "“suprafata_mp”: the example is no right answer: "),
            Slip(certificate, "example: \"1240,50\"", "example: mult", "“suprafata_mp”: the example is no right answer: "),
            Slip(certificate, "example: P+M", "example: doi", "“regim_inaltime”: the example is no right answer: "),
            Slip(
                "vocabulary/field-groups.yaml", "example: \"18547290\"", "example: \"18547291\"",
                "“cui”: the example is no right answer: "),
            Slip("workflows/fiscal.yaml", "example: de-plata", "example: plata", "“rezultat”: the example is no right answer: "),
            // What a form asks, it asks in order.
            Slip(petition, "  - use: A-FOTO", "  - use: A-ALTE", "“A-ALTE” is asked for twice"),
            // Conditions and numbers as a hasty hand writes them.
            Slip(petition, "required: false", "required: nu", "“nu” is no condition: it is true, false, or one over the answers"),
            Slip("tariffs/cj-cluj/2026.yaml", "{150: 6, 250: 7,", "{150: -6, 250: 7,", "“-6” is below zero"),
            Slip("tariffs/cj-cluj/2026.yaml", "{150: 6, 250: 7,", "{150: 6,5, 250: 7,", "expected a number, written with a point"),
            Slip("tariffs/cj-cluj/2026.yaml", "times: 0.5", "times: 0,5", "expected a number, written with a point"),
            Slip("tariffs/cj-cluj/2026.yaml", "times: 0.5", "times: -0.5", "“-0.5” is below zero"),
            Slip(
                "tariffs/cj-cluj/2026.yaml", "each: 0.01,", "each: 0,01,", "“01” stands alone: a number is written with a point, like 0.50"),
            Slip(
                "tariffs/cj-cluj/2026.yaml", "add: pagini * 0.50", "add: pagini * 0,50", "; a number is written with a point, like 0.50"),
            Slip("tariffs/cj-cluj/2026.yaml", "add: 15", "add: -15", "“-15” is below zero"),
            // What is said once, and what somebody else has to have decided before.
            Slip(
                petition, "    subject: \"{obiect}\"", "    appeal: La tribunal.",
                "how an act is contested is said once, for refusals too: `appeal` of the service"),
            Slip(petition, "appeal: usual", "appeal: obișnuit", "expected a list"),
            Slip(
                petition, "appeal: usual", "within: [{deed: endorse, term: {length: 5, unit: calendar-days, basis: Test}}]",
                "the workflow “petitie” has no move “endorse”"),
            Slip(
                "workflows/urbanism.yaml", ", needs: [scutire]", "",
                "“send-for-approval”: what is claimed is decided before: needs scutire"),
            Slip(
                "workflows/urbanism.yaml", ", apart-from: [scutire]", "",
                "“approve”: who decided what is claimed may not: apart-from scutire"),
            // A thousand with a point.
            Slip(
                "tariffs/cj-cluj/2026.yaml", "add: pagini * 0.50", "add: pagini * 1.500",
                "“1.500”: thousands are not parted by a point; write 1500, or 1.5 if that is meant"),
            Slip("tariffs/cj-cluj/2026.yaml", "{150: 6, 250: 7,", "{1.150: 6, 250: 7,", "“1.150”: thousands are not parted"),
            Slip("tariffs/cj-cluj/2026.yaml", "each: 0.01,", "each: 1.000.000,", "“1.000.000”: thousands are not parted"),
            Slip(certificate, "range: 0.01..100000000", "range: 0.01..100.000", "“100.000”: thousands are not parted"),
            // How papers name the applicant.
            Slip(
                "vocabulary/field-groups.yaml", "\"CUI {cui}\"", "\"CUI {cif}\"", "no group with the prefix “solicitant” has a field “cif”"),
            Slip("vocabulary/field-groups.yaml", "\"CUI {cui}\"", "\"CUI\"", "a line of the applicant names a field"),
            Slip("vocabulary/field-groups.yaml", "in: [contract]}", "in: [contracte]}", "no template acts/contracte.typ"),
            Slip("house.yaml", "often: [cu-construire", "often: [cu-constructie", "often: no service “cu-constructie”"),
            Slip("vocabulary/attachments.yaml", "formats: [pdf]", "formats: [docx]", "“docx” is not a format; known: pdf, jpeg, png"),
            // A colon in a text, and days ahead that are none.
            Slip(
                petition, "- Petiția nu spune ce ceri.", "- Motiv: nu spune ce ceri.",
                "expected a text; one with a colon in it stands in quotes: \"Motiv: …\""),
            Slip("siruta/uats.csv", "siruta,name,rank,postcode", "cod,nume,rang,posta", "the header has to be siruta,name,rank,postcode"),
        ])
    func slip(_ slip: Slip) throws {
        let text = try #require(try ContentFolder.filesWithFewServices()[slip.file])
        let place = try #require(text.range(of: slip.written), "the sample is out of date: \(slip.written)")
        let line = text[..<place.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
        let found = try problems { $0[slip.file] = text.replacingCharacters(in: place, with: slip.instead) }
        let problem = found.first { $0.file == slip.file && $0.message.contains(slip.message) }
        #expect(problem != nil, "found instead: \(found.map(\.description))")
        // A YAML error shows where the parser gave up, which may be a little later.
        if let problem, !slip.message.hasPrefix("not YAML") { #expect(problem.line == line) }
        #expect(problem?.description.hasPrefix("\(slip.file):") == true)
    }

    @Test(
        "A slip in what several lines say together names the file and says what is wrong",
        arguments: [
            Slip(
                "workflows/urbanism.yaml", "decides: {scutit: hotarare", "decides: {scutit: decizia",
                "“scutire”: the expression names “decizia”, which the step does not ask"),
            Slip("workflows/urbanism.yaml", "decides: {scutit:", "decides: {scutire:", "no tariff has an input “scutire”"),
            Slip(
                certificate, "when: imobil.intabulat", "when: imobil.intabulatt",
                "the expression names “imobil.intabulatt”, which is no field of this form"),
            Slip(certificate, "when: categorie_lucrari contains 'a'", "when: categorie contains 'a'", "the expression names “categorie”"),
            Slip(
                certificate, "- key: suprafata_mp\n", "- key: suprafata_mp\n        from: descriere_scop\n",
                "no date “descriere_scop” to begin from"),
            Slip(
                certificate, "when: categorie_lucrari contains 'a'", "when: categorie_lucrari contains 'A'",
                "categorie_lucrari is never 'A'; it is one of: a, "),
            Slip(
                "vocabulary/field-groups.yaml", "when: tip == 'PF'\n", "when: tip == 'persoana fizica'\n",
                "solicitant.tip is never 'persoana fizica'; it is one of: "),
            Slip(
                "vocabulary/field-groups.yaml", "when: intabulat == false", "when: intabulat == 'false'",
                "imobil.intabulat is never 'false'; it is one of: true or false, without quotes"),
            Slip(
                "workflows/urbanism.yaml", "hotarare == 'admisa'", "hotarare == 'admis'", "hotarare is never 'admis'; it is one of: "),
            Slip(certificate, "key: destinatie", "key: descriere_scop", "two fields are called “descriere_scop”"),
            Slip(
                petition, "        kind: choice\n", "        kind: choice\n        when: confidential\n",
                "“tip” depends on “confidential”, which is not asked before it"),
            Slip(
                certificate, "        kind: choices\n", "        kind: choices\n        required: imobil.uat == '57225'\n",
                "“categorie_lucrari” depends on “imobil.uat”, which is not asked before it"),
            Slip(
                petition, "workflow: petitie",
                "rules:\n  - {holds: tip != 'propunere', field: obiect, message: Nu acum.}\n\nworkflow: petitie",
                "“obiect”: the examples together are no right answer: Nu acum. (where “tip” is “propunere”)"),
            Slip(
                petition, "workflow: petitie",
                "rules:\n  - {holds: tip == 'petitie', field: solicitant.tip, message: Nu acum.}\n\nworkflow: petitie",
                "“solicitant.tip”: the examples together are no right answer: Nu acum."),
            Slip(certificate, "        example: \"1240,50\"\n", "", "“suprafata_mp”: “example” is missing"),
            Slip(certificate, "tariff: certificat-urbanism", "tariff: certificat", "cj-cluj has no tariff “certificat”"),
            Slip(certificate, "suprafata: suprafata_mp, ", "", "the tariff needs “suprafata”"),
            Slip(
                certificate, "suprafata: suprafata_mp, ", "suprafata: suprafata_mp, arie: suprafata_mp, ", "the tariff has no input “arie”"),
            Slip(certificate, "{suprafata_mp} – este", "{suprafata} – este", "the act names {suprafata}, which is no field of this form"),
            Slip(certificate, "(POT): ‹de completat›", "(POT): ‹de scris›", "‹de scris› is neither ‹de completat›, "),
            Slip(certificate, "(CUT): ‹de completat›", "(CUT): ‹de completat", "a sign ‹ or › stands alone"),
            Slip(certificate, "confidence: mixed\n", "", "“confidence” is missing"),
            Slip(petition, "retention: {", "# retention: {", "“retention” is missing"),
            Slip(petition, "kind: paragraph", "kind: choice", "options belong to choice and choices"),
            Slip(petition, "desk: registratura", "desk: registratura\ndesk: registratura", "not YAML: written twice: desk"),
            Slip("workflows/urbanism.yaml", "from: completion, to: review", "from: completion, to: revue", "no stage “revue”"),
            Slip("workflows/urbanism.yaml", "    holder: head\n", "", "stage “approval” waits for nobody"),
            Slip("workflows/petitie.yaml", "    to: filed\n", "    to: review\n", "stage “filed” cannot be reached"),
            Slip("tariffs/cj-cluj/2026.yaml", "times: 0.5", "times: 0.5\n        add: 1", "a step has exactly one of: add"),
            Slip("tariffs/cj-cluj/2026.yaml", "add: pagini * 0.50", "add: pagina * 0.50", "“pagina” is not among the inputs"),
            Slip("tariffs/cj-cluj/2026.yaml", "institution: cj-cluj", "institution: cj-bihor", "no institution “cj-bihor”"),
        ])
    func together(_ slip: Slip) throws {
        let text = try #require(try ContentFolder.filesWithFewServices()[slip.file])
        let place = try #require(text.range(of: slip.written), "the sample is out of date: \(slip.written)")
        let found = try problems { $0[slip.file] = text.replacingCharacters(in: place, with: slip.instead) }
        #expect(found.contains { $0.file == slip.file && $0.message.contains(slip.message) }, "found instead: \(found.map(\.description))")
    }

    @Test("A slip that several tables or lines notice is told once, at the line where it is")
    func once() throws {
        let misnamed = try problems { files in
            files[Self.certificate] = files[Self.certificate]?.replacing("{suprafata: suprafata_mp, ", with: "{suprafaza: suprafata_mp, ")
        }
        #expect(misnamed.map(\.message) == ["the tariff has no input “suprafaza”; it needs “suprafata”"])
        let silent = try problems { files in
            files[Self.petition] = files[Self.petition]?.replacing("  effect: none", with: "  effect: approved")
        }
        let lines = try #require(try ContentFolder.filesWithFewServices()[Self.petition]).split(
            separator: "\n", omittingEmptySubsequences: false)
        let place = try #require(lines.firstIndex { $0.hasPrefix("silence:") })
        #expect(silent.contains { $0.message.hasPrefix("silence is approval only") && abs($0.line - place - 2) < 2 })
    }

    @Test("A moment that is none is told as that alone, not as a session upside down", arguments: ["2027-02-26T12.00", "2027-02-26"])
    func moment(written: String) throws {
        let file = "services/finantari/grant-cultura.yaml"
        let files = try ContentFolder.files()
        let text = try #require(files[file])
        let closes = try #require(text.firstMatch(of: /closes: "([^"]*)"/)).0
        let found = #expect(throws: ContentProblems.self) {
            try Content.read(files.merging([file: text.replacing(String(closes), with: "closes: \"\(written)\"")]) { $1 })
        }
        #expect(found?.problems.map(\.message) == ["expected a moment like 2027-01-15T16:00"])
    }

    @Test("Days ahead that begin with today, and a town hall of no rank, are told as such")
    func ahead() throws {
        let files = try ContentFolder.files()
        let resource = try #require(
            files.keys.filter { $0.hasPrefix("resources/") }.sorted().first { files[$0]?.contains("ahead: ") == true })
        let text = try #require(files[resource])
        let written = try #require(text.firstMatch(of: /ahead: [0-9.]+/)).0
        let today = #expect(throws: ContentProblems.self) {
            try Content.read(files.merging([resource: text.replacing(String(written), with: "ahead: 0..366")]) { $1 })
        }
        #expect(today?.problems.first?.message.hasPrefix("what is booked is booked for tomorrow at the earliest") == true)
        let uats = try #require(files["siruta/uats.csv"])
        let ranked = #expect(throws: ContentProblems.self) {
            try Content.read(
                files.merging(["siruta/uats.csv": uats.replacing("57225,Ciurila,comună", with: "57225,Ciurila,comuna")]) { $1 })
        }
        #expect(ranked?.problems.contains { $0.message.hasPrefix("Ciurila is a “comuna”; vocabulary/town-halls.yaml names: ") } == true)
    }

    @Test("A register that services of different groups share is warned of, but where the institution says that it is meant")
    func sharedRegister() throws {
        #expect(try ContentFolder.content.get().warnings == [])
        var files = try ContentFolder.files()
        let transport = "services/drumuri/drum-ast.yaml"
        files[transport] = files[transport]?.replacing("  register: AST", with: "  register: CU")
        let warnings = try Content.read(files).warnings
        #expect(warnings.count == 1 && warnings[0].contains("the register “CU” numbers acts of drumuri (drum-ast) and urbanism ("))
        let house = "institutions/cj-cluj.yaml"
        files[house] = files[house]?.replacing("shared-registers: [", with: "shared-registers: [CU, ")
        #expect(try Content.read(files).warnings == [])
    }

    @Test("A year that an institution has no prices for is warned of")
    func missingYear() throws {
        var files = try ContentFolder.files()
        let table = "tariffs/cj-cluj/2026.yaml"
        files[table] = files[table]?.replacing("from: 2026-01-01", with: "from: 2027-01-01")
        let warnings = try Content.read(files).warnings
        #expect(warnings.count == 1 && warnings[0].contains("no table of cj-cluj begins in 2026"))
    }

    @Test("A tariff that is not carried over into a new table is missed by the services that need it")
    func forgottenTariff() throws {
        let found = try problems { files in
            files["tariffs/cj-cluj/2027.yaml"] = files["tariffs/cj-cluj/2026.yaml"]?
                .replacing("from: 2026", with: "from: 2027").replacing("\n  turism:", with: "\n  promovare:")
        }
        #expect(found.map(\.file) == [Self.materials])
        #expect(found.first?.message == "cj-cluj has no tariff “turism” in its newest table")
    }

    @Test(
        "A file that is missing is named",
        arguments: [
            "house.yaml", "calendar/ro.yaml", "siruta/uats.csv", "siruta/localities.csv", "vocabulary/service-groups.yaml",
            "vocabulary/field-groups.yaml", "vocabulary/attachments.yaml", "locales/hu.yaml",
        ])
    func missing(file: String) throws {
        let found = try problems { $0[file] = nil }
        #expect(found.contains { $0.file == file && $0.message == "the file is missing" })
    }

    @Test("All slips of a reading are told at once, in the order of files and lines")
    func together() throws {
        let found = try problems { files in
            files["house.yaml"] = "institution: cj-cluj\nplace: Cluj\ntime-zone: Marte\n"
            files["workflows/simple.yaml"] = files["workflows/simple.yaml"]?.replacing("by: applicant}", with: "by: nobody}")
        }
        #expect(Set(found.map(\.file)).isSuperset(of: ["house.yaml", "workflows/simple.yaml"]))
        #expect(found.count >= 4)
        #expect(found.map { "\($0.file) \(10_000 + $0.line)" } == found.map { "\($0.file) \(10_000 + $0.line)" }.sorted())
    }

    @Test("Whatever is cut off at the end of a file, reading ends with problems and never with a crash", arguments: 0...4)
    func truncated(fifths: Int) throws {
        for file in [Self.certificate, "workflows/petitie.yaml", "vocabulary/field-groups.yaml"] {
            let found = try problems { files in
                if let text = files[file] { files[file] = String(text.prefix(text.count * fifths / 5)) }
            }
            #expect(!found.isEmpty, "\(file) cut to \(fifths)/5")
        }
    }
}
