import Rulebook
import Testing

@Suite("Identifiers for money and mail")
struct IdentifiersContactTests {
    @Test("An IBAN is accepted in groups of four, in small letters and with its name before it")
    func iban() {
        for typed in [
            "RO49AAAA1B31007593840000", "RO49 AAAA 1B31 0075 9384 0000", "ro49 aaaa 1b31 0075 9384 0000", "IBAN RO49AAAA1B31007593840000",
        ] {
            #expect(IBAN.check(typed) == .valid("RO49AAAA1B31007593840000"))
        }
        #expect(IBAN.printed("RO49AAAA1B31007593840000") == "RO49\u{a0}AAAA\u{a0}1B31\u{a0}0075\u{a0}9384\u{a0}0000")
        #expect(IBAN.masked("RO49AAAA1B31007593840000") == "RO49••••••••••••••••0000")
    }

    @Test(
        "Other countries' IBANs are judged by the same sum",
        arguments: ["DE89370400440532013000", "HU42117730161111101800000000", "GB29NWBK60161331926819"])
    func foreign(number: String) {
        #expect(IBAN.check(number) == .valid(number))
        for changed in IdentifiersPeopleTests.everyOneDigitChange(of: String(number.suffix(10))) {
            #expect(IBAN.check(number.dropLast(10) + changed).normalised == nil)
        }
    }

    @Test("An IBAN with any one digit changed is refused")
    func ibanChanged() {
        for changed in IdentifiersPeopleTests.everyOneDigitChange(of: "1007593840000") {
            #expect(IBAN.check("RO49AAAA1B3\(changed)").problem?.problem == .ibanChecksum)
        }
        for check in 0...99 where check != 49 {
            #expect(IBAN.check("RO\(check < 10 ? "0" : "")\(check)AAAA1B31007593840000").problem?.problem == .ibanChecksum)
        }
    }

    @Test("Slips in an IBAN are told apart")
    func ibanProblems() {
        #expect(IBAN.check("RO49AAAA1B3100759384000").problem == remark(.ibanLength, ["n": .number(23)]))
        #expect(IBAN.check("RO49AAAA1B310075938400000").problem == remark(.ibanLength, ["n": .number(25)]))
        for typed in ["4288110", "RO", "ROAAAA1B31007593840000", "RO49AA1A1B31007593840000", "RO49AAAA1B31007593840-00!", "XX4912"] {
            #expect(IBAN.check(typed).problem?.problem == .ibanForm, "\(typed)")
        }
    }

    @Test("An institution's account is one at the Treasury")
    func treasury() {
        #expect(IBAN.check("RO46TREZ2165006XXX000000", treasury: true) == .valid("RO46TREZ2165006XXX000000"))
        #expect(IBAN.isTreasury("RO46TREZ2165006XXX000000"))
        #expect(!IBAN.isTreasury("RO49AAAA1B31007593840000"))
        #expect(IBAN.check("RO49AAAA1B31007593840000", treasury: true).problem?.problem == .ibanTreasury)
        #expect(IdentifierKind.treasuryIBAN.check("RO49AAAA1B31007593840000").problem?.problem == .ibanTreasury)
    }

    @Test(
        "A telephone number is brought to its international form",
        arguments: [
            ("0722123456", "+40722123456"), ("0722 123 456", "+40722123456"), ("+40 722 123 456", "+40722123456"),
            ("0040722123456", "+40722123456"), ("(0264) 123-456", "+40264123456"), ("0372.640.000", "+40372640000"),
            ("\u{202a}+40722123456\u{202c}", "+40722123456"), ("0722\u{2011}123\u{2011}456", "+40722123456"),
            ("+40 (0) 722 123 456", "+40722123456"),
            // Of another country, with its code.
            ("+36 30 123 4567", "+36301234567"), ("0036 30 123-4567", "+36301234567"), ("+49 (0) 30 901820", "+4930901820"),
            ("+1 (212) 555-0100", "+12125550100"), ("+373 22 123456", "+37322123456"), ("+44 20 7946 0958", "+442079460958"),
        ])
    func phone(typed: String, number: String) {
        #expect(Phone.check(typed) == .valid(number))
        #expect(Phone.check(number) == .valid(number))
    }

    @Test(
        "What is no telephone number, Romanian or with a country's code, is refused",
        arguments: [
            "722123456", "072212345", "07221234567", "0122123456", "0822123456", "0722 123 45a", "+400722123456", "+40 122 123 456",
            "+722123456", "+3630", "+1234567890123456", "+0722123456", "00", "+", "+36 30 123 456a", "36301234567", "004072212345",
        ])
    func noPhone(typed: String) {
        #expect(Phone.check(typed).problem?.problem == .phoneForm)
    }

    @Test(
        "A mail address is accepted, its host in small letters",
        arguments: [
            ("ana.pop@exemplu.ro", "ana.pop@exemplu.ro"), (" Ana.Pop+casa@Exemplu.RO ", "Ana.Pop+casa@exemplu.ro"),
            ("x@a.b-c.example", "x@a.b-c.example"), ("o'brien_7@sub.exemplu.com", "o'brien_7@sub.exemplu.com"),
        ])
    func email(typed: String, address: String) {
        #expect(Email.check(typed) == .valid(address))
    }

    @Test(
        "What cannot be a mail address is refused",
        arguments: [
            "ana", "ana@", "@exemplu.ro", "ana@exemplu", "ana@@exemplu.ro", "a@b@c.ro", ".ana@exemplu.ro", "ana.@exemplu.ro",
            "a..b@exemplu.ro",
            "ana pop@exemplu.ro", "ana@exemplu..ro", "ana@-exemplu.ro", "ana@exemplu-.ro", "ana@exemplu.r", "ana@127.0.0.1",
            "ană@exemplu.ro",
            "ana@exemplu.ro\r\nBcc: x@exemplu.ro", "ana@ex\u{212a}mplu.ro", "\"ana\"@exemplu.ro", "ana@[127.0.0.1]", "<ana@exemplu.ro>",
        ])
    func noEmail(typed: String) {
        #expect(Email.check(typed).problem?.problem == .emailForm)
    }

    @Test("A mail address has bounds")
    func emailBounds() {
        let name = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(Email.check("\(name)@\(label).ro").normalised != nil)
        #expect(Email.check("a\(name)@exemplu.ro").problem?.problem == .emailForm)
        #expect(Email.check("ana@b\(label).ro").problem?.problem == .emailForm)
        #expect(Email.check("\(name)@\(label).\(label).\(label).ro").problem == remark(.tooLong, ["limit": .number(254)]))
        #expect(Email.masked("ana.pop@exemplu.ro") == "a•••@exemplu.ro")
    }

    @Test("A post code is six digits")
    func postCode() {
        #expect(PostCode.check("407 280") == .valid("407280"))
        for typed in ["40728", "4072800", "40728O"] { #expect(PostCode.check(typed).problem?.problem == .postCodeForm) }
    }
}
