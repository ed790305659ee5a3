@testable import Web

/// Every component once, on two pages: one in the citizen's frame and one at the desk. People and figures are invented.
enum ComponentsGallery {
    static let token = FormToken("proba")

    static func frame(_ audience: Frame.Audience, theme: Frame.Theme = .device) -> Frame {
        let languages = Frame.Chooser(
            post: "/limba", token, name: "limba", options: [.init("ro", "Română"), .init("hu", "Magyar"), .init("en", "English")],
            current: "ro", back: "/galerie")
        let themes = Frame.Chooser(
            post: "/tema", token, name: "tema",
            options: [.init("device", "ca dispozitivul"), .init("light", "deschisă"), .init("dark", "închisă")],
            current: theme.rawValue, back: "/galerie")
        let account = Frame.Account(
            "Smaranda Vălureanu", items: [.init("Datele mele", "/cont"), .init("Dosarele mele", "/dosare")], signOut: "/iesi", token: token)
        return Frame(
            audience: audience, theme: theme,
            institution: audience == .desk ? "Consiliul Județean Cluj · Direcția Urbanism" : "Serviciu public al Județului Cluj",
            place: audience == .desk ? "Birou" : "Județul Cluj", home: "/", languages: audience == .desk ? nil : languages, themes: themes,
            navigation: [
                .init("Servicii", "/servicii", isCurrent: true), .init("Dosarele mele", "/dosare"), .init("Verificare", "/verificare"),
                .init("Taxe", "/taxe"),
            ],
            account: account, banner: "Date de probă: nimic de aici nu are valoare.",
            footer: .init(
                owner:
                    "\(strong: "Ghișeu"), ghișeul unic al Județului Cluj\(.br)Calea Exemplului 106 · \(link: "0372 000 000", to: "tel:+40372000000")",
                columns: [
                    .init("Despre serviciu", [.init("Accesibilitate", "/accesibilitate"), .init("Datele tale", "/date-personale")]),
                    .init("Deschidere", [.init("Cod sursă deschis", "/despre")]),
                ]),
            assets: .init(
                styles: audience == .desk ? ["/ghiseu.css", "/desk.css", "/paper.css"] : ["/ghiseu.css"], scripts: ["/ghiseu.js"],
                icon: "/icon.svg"))
    }

    static let problems = [
        Problem(field: "imobil.localitate", "Alege comuna sau orașul"),
        Problem(field: "suprafata", "Scrie suprafața cu cifre, de exemplu 1240,50"),
        Problem(field: "tip", "Spune în ce calitate ceri"), Problem(field: "lucrari", "Alege cel puțin un fel de lucrări"),
        Problem(field: "data", "Ziua 31 nu există în iunie"), Problem(field: "plan", "Fișierul are 34 MB; limita este 20 MB"),
        Problem(field: "act", "Alege actul"), Problem(field: "detalii", "Scrie de ce ceri"), Problem(field: "doc", "Alege un fișier"),
        Problem(field: "proprietari", "Scrie cel puțin un proprietar"),
    ]

    static let fields: [Field] = [
        Field(
            "imobil.localitate", "Comuna sau orașul", .text(width: .large, suggestions: .values(["Aiton", "Beliș", "Râșca"])),
            hint: "Scrie primele litere și alege din listă.", error: problems["imobil.localitate"]),
        Field(
            "cadastral", "Număr cadastral", .text(value: "50000", type: .digits, width: .medium), hint: "De 5 sau 6 cifre.",
            confirmed: "Găsit în cadastru"),
        Field("suprafata", "Suprafața", .text(value: "o mie", type: .decimal, affix: "mp"), error: problems["suprafata"]),
        Field("email", "E-mail", .text(type: .email, width: .large, autocomplete: "email"), need: .optional),
        Field("parola", "Parola", .text(type: .password, width: .large, autocomplete: "current-password")),
        Field(
            "detalii", "De ce ceri?", .area(value: "O casă", rows: 4, maxLength: 2000), error: problems["detalii"], need: .note("pe scurt")),
        Field(
            "act", "Ce act îți trebuie",
            .select([.init("cu", "Certificat de urbanism"), .init("ac", "Autorizație de construire")], value: nil, blank: "Alege"),
            error: problems["act"]),
        Field(
            "tip", "În ce calitate ceri?",
            .radios([.init("pf", "Persoană fizică"), .init("pj", "Firmă", detail: "Ai la îndemână codul fiscal")], value: nil),
            hint: "Oricine poate cere.", error: problems["tip"]),
        Field("cui", "Codul fiscal", .text(type: .code, width: .medium), condition: .init("tip", isOneOf: ["pj"])),
        Field(
            "lucrari", "Ce lucrări ai în vedere?", .checks([.init("a", "Clădire nouă"), .init("d", "Împrejmuire")], values: ["d"]),
            error: problems["lucrari"]),
        Field("proprietar", "Ești proprietarul terenului?", .yesNo(false)),
        Field(
            "data", "Data ridicării topografice", .dateParts(.init(day: "31", month: "6", year: "2026")), hint: "De exemplu 7 9 2026",
            error: problems["data"], need: .note("dacă există")),
        Field("pana", "Până la", .date(value: "2026-12-02", min: "2026-11-23")),
        Field("doc", "Dovada plății", .file(accept: ".pdf,.jpg,.png", limit: 20_000_000), hint: "PDF, JPG sau PNG", error: problems["doc"]),
    ]

    static let uploads: [Upload] = [
        Upload("Extras de carte funciară", .have, detail: "Luat de noi din cadastru azi, 10:42"),
        Upload("Schiță de plan", .have, files: [.init("schita-teren.pdf", size: "1,8 MB", view: "/fisiere/1", remove: "schita.1")]),
        Upload(
            "Plan de încadrare în zonă", .miss, picker: .init("plan", "PDF, JPG sau PNG, cel mult 20 MB", limit: 20_000_000),
            error: problems["plan"]),
        Upload("Fotografii", .open, detail: "Dacă ai.", picker: .init("foto", "JPG sau PNG, cel mult 20 MB", limit: 20_000_000)),
    ]

    static func days(_ past: Int, _ held: Int, _ left: Int) -> [LegalClock.Day] {
        Array(repeating: .past, count: past) + Array(repeating: .suspended, count: held) + [.today] + Array(repeating: .left, count: left)
            + [.off, .off, .last]
    }

    static let clocks: [LegalClock] = [
        LegalClock(
            id: "k1", title: "Termen legal de răspuns", left: "5 zile", unit: "lucrătoare rămase",
            until: "până \(strong: "miercuri, 2 decembrie 2026")", days: days(9, 5, 4), start: "înreg. 2 nov.", end: "termen 2 dec.",
            why: ["15 zile lucrătoare de la 2 noiembrie; ceasul a stat 5 zile.", "Temei: Legea nr. 50/1991, art. 6."], showsKey: true),
        LegalClock(
            id: "k2", title: "Aproape", state: .soon, left: "1 zi", until: "până \(strong: "mâine, 24 noiembrie")", days: days(13, 0, 0)),
        LegalClock(
            id: "k3", title: "Oprit", state: .held, left: "ceasul stă", unit: "la ziua 6 din 15", until: "repornește când completezi",
            days: days(6, 4, 8)),
        LegalClock(
            id: "k4", title: "Depășit", state: .late, left: "2 zile peste", until: "termenul a fost \(strong: "19 noiembrie")",
            days: Array(repeating: .past, count: 14) + [.last, .today]),
    ]

    static let stations: [Station] = [
        .init("Înregistrat", .done, .init("2 noiembrie, 09:14", "2026-11-02T09:14"), detail: "\(link: "Recipisa", to: "/recipisa.pdf")"),
        .init("Ți-am cerut o completare", .held, .init("10–16 noiembrie", "2026-11-10"), detail: "Planul nu avea scară."),
        .init("Redactăm certificatul", .now, .init("din 17 noiembrie", "2026-11-17")),
        .init("Trei semnături electronice", .ahead, detail: "arhitect-șef, secretar general, președinte"),
    ]

    static let messages: [Message] = [
        .init(
            "Direcția Urbanism", .init("10 nov., 11:20", "2026-11-10T11:20"), .theirs,
            "Planul nu are scara trecută.\nTe rugăm să îl înlocuiești.\n\nMulțumim."),
        .init("Tu", .init("16 nov., 18:02", "2026-11-16T18:02"), .mine, "Am încărcat planul <cu> scara 1:5000."),
        .init("L. Sândulaș", .init("12 nov., 10:05", "2026-11-12T10:05"), .memo, "Lămurit cu proiectantul."),
    ]
}
