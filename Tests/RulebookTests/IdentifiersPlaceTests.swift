import Rulebook
import Testing

@Suite("Identifiers of places and things")
struct IdentifiersPlaceTests {
    @Test(
        "A cadastral number is electronic or topographic",
        arguments: [
            ("123456", "123456", Cadastral.Form.electronic), ("123456-c1-u2", "123456-C1-U2", .electronic),
            ("IE 123456 - C1", "123456-C1", .electronic),
            ("nr. cad. 50123", "50123", .electronic), ("1234/2/1", "1234/2/1", .topographic), (" 77 / 3 ", "77/3", .topographic),
            ("123456–C12", "123456-C12", .electronic),
        ])
    func cadastral(typed: String, number: String, form: Cadastral.Form) {
        #expect(Cadastral.check(typed) == .valid(number))
        #expect(Cadastral.form(of: number) == form)
    }

    @Test(
        "What is no cadastral number is refused",
        arguments: [
            "12345678", "123456-C", "123456-C1234", "123456-U1", "123456-C1-U", "123456-C1-U12345", "A123", "12//3", "/12", "12/", "-C1",
            "nr. cad.", "1/2/3/4/5/6/7/8/9/1/2",
        ])
    func noCadastral(typed: String) {
        #expect(Cadastral.check(typed).problem?.problem == .cadastralForm)
    }

    @Test("A land book has an electronic number, or an old one with N or a locality")
    func landBook() {
        #expect(LandBook.check("CF 123456") == .valid("123456"))
        #expect(LandBook.check("123456-c1-u2") == .valid("123456-C1-U2"))
        #expect(LandBook.check("1234N") == .valid("1234 N"))
        #expect(LandBook.check("CF nr. 1234 N Feleacu") == .valid("1234 N Feleacu"))
        #expect(LandBook.check("1234  Câmpia  Turzii") == .valid("1234 Câmpia Turzii"))
        #expect(LandBook.check("77 Nădășelu") == .valid("77 Nădășelu"))
        #expect(LandBook.form(of: "123456") == .electronic)
        #expect(LandBook.form(of: "1234 N Feleacu") == .old)
        for typed in ["N", "Feleacu", "12345678", "1234 <b>", "1234 N 5", "CF", "12345678 N"] {
            #expect(LandBook.check(typed).problem?.problem == .landBookForm, "\(typed)")
        }
    }

    @Test("The codes of the county's places pass their check digit", arguments: ["54975", "54984", "55357", "55366"])
    func siruta(code: String) {
        #expect(SIRUTA.check(code) == .valid(code))
    }

    @Test("A code in force that fails its check digit is accepted with a warning: Negreni")
    func negreni() {
        #expect(SIRUTA.check("60169") == .valid("60169", warnings: [remark(.sirutaChecksum)]))
        for typed in ["1234567", "0123", "Feleacu", "12a"] { #expect(SIRUTA.check(typed).problem?.problem == .sirutaForm) }
    }

    @Test("A plate is accepted however it is spaced; letters of no county are a warning")
    func plate() {
        for typed in ["CJ12ABC", "cj 12 abc", "CJ-12-ABC"] { #expect(VehiclePlate.check(typed) == .valid("CJ12ABC")) }
        #expect(VehiclePlate.check("B 123 XYZ") == .valid("B123XYZ"))
        #expect(VehiclePlate.check("XX12ABC") == .valid("XX12ABC", warnings: [remark(.plateCounty, ["letters": .text("XX")])]))
        for typed in ["CJ1ABC", "CJ1234ABC", "CJ12AB", "CJ12ABCD", "12ABC", "CJ12AB\u{212a}", "CJ12Aß", "CJ12ABÇ"] {
            #expect(VehiclePlate.check(typed).problem?.problem == .plateForm, "\(typed)")
        }
    }

    @Test("A place along a road is kilometres and metres, and can be compared")
    func kilometre() {
        #expect(RoadKilometre.check("km 12 + 300") == .valid("12+300"))
        #expect(RoadKilometre.check("012+005") == .valid("12+005"))
        #expect(RoadKilometre.metres("12+300") == 12_300)
        #expect(RoadKilometre.metres("0+050") == 50)
        for typed in ["12", "12+30", "1234+000", "12,300", "+300", "12+3000"] {
            #expect(RoadKilometre.check(typed).problem?.problem == .kilometreForm)
        }
    }

    @Test("A county road is DJ, three digits and perhaps a letter")
    func countyRoad() {
        for (typed, road) in [("DJ103G", "DJ103G"), ("dj 103 g", "DJ103G"), ("DJ 172", "DJ172")] {
            #expect(CountyRoad.check(typed) == .valid(road))
        }
        for typed in ["DN1", "DJ10", "DJ1033", "103G", "DJ103GG"] { #expect(CountyRoad.check(typed).problem?.problem == .countyRoadForm) }
    }

    @Test("A monument's code keeps its small letter")
    func monument() {
        #expect(MonumentCode.check("CJ-II-m-B-07542.01") == .valid("CJ-II-m-B-07542.01"))
        #expect(MonumentCode.check("cj-i-S-a-00001") == .valid("CJ-I-s-A-00001"))
        for typed in [
            "CJ-II-x-B-07542", "CJ-2-m-B-07542", "XX-II-m-B-07542", "CJ-II-m-C-07542", "CJ-II-m-B-7542", "CJ-II-m-B-07542.",
            "CJ-II-m-B-07542.0123",
        ] {
            #expect(MonumentCode.check(typed).problem?.problem == .monumentForm, "\(typed)")
        }
    }

    @Test("County numbers and letters name one county each")
    func counties() {
        #expect(County.all.count == 42)
        #expect(Set(County.all.map(\.number)).count == 42)
        #expect(Set(County.all.map(\.letters)).count == 42)
        #expect(County(letters: "CJ")?.number == 12)
        #expect(County(number: 41) == nil)
    }
}
