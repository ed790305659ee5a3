import Rulebook
import Testing

@Suite("Identifiers of people and firms")
struct IdentifiersPeopleTests {
    /// Invented; their check digits are neither 1 (which two remainders give) nor from a real person.
    static let cnps = ["1800101120017", "5000229120773", "6011231120014", "1851201704442", "7000101123450"]

    @Test("A well-formed CNP is accepted as it is", arguments: cnps)
    func cnp(number: String) {
        #expect(CNP.check(number) == .valid(number))
    }

    @Test("A CNP with any one digit changed is refused, unless the change makes it a foreigner's NIF", arguments: cnps)
    func cnpChanged(number: String) {
        for changed in Self.everyOneDigitChange(of: number) where !changed.hasPrefix("9") {
            #expect(CNP.check(changed).normalised == nil, "\(changed)")
        }
    }

    @Test("Each slip in a CNP has its own sentence")
    func cnpProblems() {
        #expect(CNP.check("180010112001").problem == remark(.cnpLength, ["n": .number(12)]))
        #expect(CNP.check("18001011200170").problem == remark(.cnpLength, ["n": .number(14)]))
        #expect(CNP.check("180010112OO17").problem?.problem == .cnpCharacters)
        #expect(CNP.check("0800101120017").problem?.problem == .cnpFirstDigit)
        #expect(CNP.check("1801301120017").problem?.problem == .cnpDate, "month 13")
        #expect(CNP.check("5010229120773").problem?.problem == .cnpDate, "2001 had no 29 February")
        #expect(CNP.check("1800101120018").problem?.problem == .cnpChecksum)
        #expect(CNP.facts("1800101120018") == nil)
        #expect(CNP.check("").problem?.problem == .empty)
        #expect(CNP.check(" \u{a0}\t").problem?.problem == .empty)
    }

    @Test(
        "A CNP tells sex, birth and county",
        arguments: [
            ("1800101120017", CNP.Holder.citizen, CNP.Sex.male, "1980-01-01" as String?, "Cluj" as String?),
            ("5000229120773", .citizen, .male, "2000-02-29", "Cluj"),
            ("6011231120014", .citizen, .female, "2001-12-31", "Cluj"),
            ("1851201704442", .citizen, .male, "1985-12-01", nil),  // registered on-line
            ("7000101123450", .resident, .male, nil, "Cluj"),  // a resident's century is not told
        ])
    func cnpFacts(number: String, holder: CNP.Holder, sex: CNP.Sex, birth: String?, county: String?) throws {
        let facts = try #require(CNP.facts(number))
        #expect((facts.holder, facts.sex) == (holder, sex))
        #expect((facts.birth?.description, facts.county?.name) == (birth, county))
    }

    @Test("A resident born on a leap day was born in the century that had it")
    func leapDay() throws {
        // 1900 had no 29 February.
        let number = try #require(Self.everyLastDigit("800022912001").first { CNP.check($0).normalised != nil })
        #expect(CNP.facts(number)?.birth == Day("2000-02-29"))
        #expect(CNP.facts(number)?.sex == .female)
    }

    @Test("An unknown county code in a CNP is a warning, never a refusal")
    func cnpCounty() throws {
        for code in ["00", "48", "53", "99"] {
            let number = try #require(Self.everyLastDigit("1800101\(code)001").first { CNP.check($0).normalised != nil })
            #expect(CNP.check(number) == .valid(number, warnings: [remark(.cnpCounty, ["code": .text(code)])]))
        }
        for code in ["01", "40", "46", "47", "51", "52", "70", "80", "83"] {
            let number = try #require(Self.everyLastDigit("1800101\(code)001").first { CNP.check($0).normalised != nil })
            #expect(CNP.check(number).warnings.isEmpty)
        }
    }

    @Test("A foreigner's NIF is accepted and tells nothing")
    func nif() throws {
        #expect(CNP.check("9000000000001") == .valid("9000000000001"))
        let facts = try #require(CNP.facts("9000000000001"))
        #expect(facts.holder == .taxpayer && facts.sex == nil && facts.birth == nil && facts.county == nil)
    }

    @Test("A CNP may be typed with spaces, and is shown by its ends only")
    func cnpTyping() {
        #expect(CNP.check("  1 800101 12 001 7\u{200b} ").normalised == "1800101120017")
        #expect(CNP.masked("1800101120017") == "1•••••••••••7")
    }

    @Test("Known fiscal codes are accepted, with RO or without", arguments: ["4288110", "4305857", "18547290"])
    func cui(code: String) {
        for typed in [code, "RO\(code)", "ro \(code)", " RO-\(code) "] { #expect(CUI.check(typed) == .valid(code)) }
    }

    @Test("A fiscal code with one digit changed is refused")
    func cuiChanged() {
        // Check digit 7: only 0 is given by two remainders.
        for changed in Self.everyOneDigitChange(of: "4305857") { #expect(CUI.check(changed).normalised == nil, "\(changed)") }
        for code in ["4288110", "18547290"] {
            for changed in Self.everyLastDigit(String(code.dropLast())) where changed != code {
                #expect(CUI.check(changed).normalised == nil)
            }
        }
        #expect(CUI.check("4288111").problem?.problem == .cuiChecksum)
    }

    @Test("Slips in a fiscal code are told apart")
    func cuiProblems() {
        #expect(CUI.check("1").problem == remark(.cuiLength, ["n": .number(1)]))
        #expect(CUI.check("1800101120017").problem == remark(.cuiLength, ["n": .number(13)]))
        for typed in ["00", "RO", "0428811", "42881l0", "HU4288110"] { #expect(CUI.check(typed).problem?.problem == .cuiCharacters) }
    }

    @Test("An identity card is two letters and six digits; a seventh is let through with a warning")
    func idCard() {
        for typed in ["CJ123456", "cj 123456", "seria CJ nr. 123456", "CJ-123456", "Seria: CJ, nr 123456"] {
            #expect(PersonIdCard.check(typed) == .valid("CJ123456"))
        }
        #expect(PersonIdCard.check("CJ1234567") == .valid("CJ1234567", warnings: [remark(.idCardDigits)]))
        for typed in ["C123456", "CJ12345", "CJ12345678", "123456", "CJ12345A", "CJB123456"] {
            #expect(PersonIdCard.check(typed).problem?.problem == .idCardForm)
        }
        #expect(PersonIdCard.masked("CJ123456") == "CJ••••56")
    }

    @Test("A trade register number is the old or the new one")
    func tradeRegister() {
        #expect(TradeRegister.check("j12/1234/2005") == .valid("J12/1234/2005"))
        #expect(TradeRegister.check("F 12 / 7 / 1999") == .valid("F12/7/1999"))
        #expect(TradeRegister.check("J2024001234123") == .valid("J2024001234123"))
        #expect(TradeRegister.form(of: "C12/1/2005") == .old)
        #expect(TradeRegister.form(of: "C2024001234123") == .new)
        for typed in [
            "J12/1234", "J1/1/2005", "J12//2005", "J12/1234/05", "K12/1/2005", "J202400123412", "J20240012341234", "J12/12345678/2005",
        ] {
            #expect(TradeRegister.check(typed).problem?.problem == .tradeRegisterForm, "\(typed)")
        }
    }

    /// The number with each of its digits in turn replaced by each other digit.
    static func everyOneDigitChange(of number: String) -> [String] {
        let digits = Array(number)
        return digits.indices.flatMap { place in
            "0123456789".filter { $0 != digits[place] }.map { other in
                var changed = digits
                changed[place] = other
                return String(changed)
            }
        }
    }

    static func everyLastDigit(_ stem: String) -> [String] { (0...9).map { "\(stem)\($0)" } }
}

/// A remark as a check would make it.
func remark(_ problem: IdentifierProblem, _ values: [String: TraceValue] = [:]) -> IdentifierRemark {
    IdentifierRemark(problem, values)
}
