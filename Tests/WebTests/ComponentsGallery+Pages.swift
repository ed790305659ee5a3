@testable import Web

extension ComponentsGallery {
    static func citizenPage(theme: Frame.Theme = .device) -> HTML {
        HTML.page(
            frame(.citizen, theme: theme), title: "Galerie", failed: true, description: "Componentele paginilor.",
            hero: { h in
                h.h1("Ce ai nevoie de la județ?")
                h.p("102 cereri, un singur loc.", class: "lead")
                h.search("/servicii", label: "Caută un serviciu", placeholder: "ex.: certificat de urbanism")
            }
        ) { h in
            h.crumbs([("Servicii", "/servicii")], current: "Cerere")
            h.steps(
                [.init("Solicitant", "/1"), .init("Scop", "/2"), .init("Teren și documente"), .init("Declarații"), .init("Verificare")],
                current: 2, of: "Certificat de urbanism")
            h.errorSummary(problems)
            h.split(sideLabel: "Ajutor", sticky: true) {
                h.form(post: "/cerere", token, .novalidate(), .autosave(to: "/cerere")) { form(h) }
                h.form(post: "/documente", token, files: true) {
                    h.h2("Documente \(count: "2 din 4")")
                    h.uploads(uploads, sentTo: "/documente")
                }
            } side: {
                h.saved("Ciornă salvată la 10:44")
                h.box("Taxa") { h.feeTable(fee) }
                h.box("Pe scurt") {
                    h.facts([Fact("Termen legal", "\(strong: "15 zile lucrătoare")"), Fact("Temei", "Legea nr. 50/1991")], .flush)
                }
            }
            h.section("Ceasul legal", id: "ceas") { h.div(class: "grid2") { for clock in clocks { h.clock(clock) } } }
            h.div(class: "grid2") {
                h.section("Drumul dosarului", id: "drum") { h.timeline(stations) }
                h.section("Mesaje", id: "mesaje") { h.thread(messages) }
            }
            answers(h)
            outcomes(h)
        }
    }

    static let fee = Fee(
        [
            .init("Primii 1 000 mp", "14,00 lei"), .init("240 mp peste", "2,40 lei", detail: "240 × 0,01 lei"),
            .init("Mediu rural", "−8,20 lei"),
        ],
        total: "8,20 lei", source: "Tabel demonstrativ, de la 1 ianuarie 2026.")

    private static func form(_ h: HTML) {
        for field in fields { h.field(field) }
        let owners = Repeating(
            "proprietari", "Proprietarii terenului", count: 2, in: 1...3, rowName: "Proprietar", add: "Adaugă un proprietar",
            hint: "Toți cei din cartea funciară.", error: problems["proprietari"])
        h.repeating(owners) { row in h.field(Field(owners.fieldName(row, "nume"), "Numele", .text(value: "", autocomplete: "name"))) }
        h.actions {
            h.submit("Continuă")
            h.a("Înapoi", to: "/inapoi")
            h.submit("Salvează și ies", class: "btn link", name: "apoi", value: "1")
        }
    }

    private static func answers(_ h: HTML) {
        h.section("Verifică", id: "verifica") {
            h.facts([
                Fact("Nume", "Smaranda Vălureanu", change: "/cerere/1#nume", what: "numele"),
                Fact("Suprafață", "\(num: "1 240 mp")", change: "/cerere/3#suprafata", what: "suprafața"),
                Fact("Extras", "Luat din cadastru, azi 10:42"),
            ])
        }
        h.cards([
            Card(
                "Certificat de urbanism", "/servicii/cu", "Afli ce se poate construi.",
                details: [.init(.clock, "15 zile lucrătoare"), .init(.card, "de la 2,50 lei")]),
            Card("Petiție", "/servicii/petitie", "Ceri sau sesizezi ceva."),
        ])
        h.ul(class: "list") {
            h.listItem("Construcții și urbanism", to: "/servicii/grup/urbanism", "Certificate, autorizații", count: "29", of: "servicii")
        }
        h.ticks(["\(strong: "Numărul cadastral") sau de carte funciară", "Plan de încadrare"])
        h.howTo([("Înregistrare, pe loc", "Primești recipisă."), ("Actul, în contul tău", "PDF semnat.")])
        h.more("Ce nu îmi dă dreptul să fac?") { h.p("Să începi lucrările.") }
    }

    private static func outcomes(_ h: HTML) {
        for tone in [Tone.info, .ok, .warn, .bad] { h.note(tone, "\(strong: "Un anunț.") Cu urmarea lui.") }
        h.note(.bad, alert: true, "Plata nu a trecut. Cererea rămâne înregistrată.")
        h.row { for tone in [Tone.mute, .info, .wait, .warn, .bad, .ok] { h.tag(Tag(tone, "stare \(tone.rawValue)")) } }
        h.empty(.doc, "Nu ai încă niciun dosar", "Când depui o cerere, o vezi aici.", action: ("Alege un serviciu", "/servicii"))
        h.fingerprint("9f2c41d077ae03b85c1ed2968a40f1b7")
        h.pages(previous: "/dosare?inainte=a", next: "/dosare?dupa=b", summary: "11–20")
    }

    /// The two that hold the heading of their page.
    static func receiptPage() -> HTML {
        HTML.page(frame(.citizen), title: "Cererea este înregistrată") { h in
            h.receipt(title: "Cererea este înregistrată", number: "CJ-2026-014517", moment: "luni, 23 noiembrie 2026, ora 10:51:07")
        }
    }

    static func verdictPage(isGood: Bool) -> HTML {
        HTML.page(frame(.citizen), title: "Verificare") { h in
            h.verdict(isGood: isGood, title: isGood ? "Act autentic, în vigoare" : "Nu am emis acest act", detail: "Verificat azi") {
                h.facts([Fact("Act", "\(strong: "Certificat de urbanism nr. 412")")], .flush)
            }
        }
    }

    static func deskPage(theme: Frame.Theme = .device, rows: Int = 2) -> HTML {
        HTML.page(frame(.desk, theme: theme), title: "Galeria biroului") { h in
            h.row(between: true) {
                h.h1("Lucrările mele"); h.p("luni, 23 noiembrie 2026", class: "muted flush small")
            }
            h.counters([
                Counter("2", "depășite", tone: .bad, link: "/lucrari?f=depasite"),
                Counter("4", "până vineri", tone: .warn, link: "/lucrari?f=curand"),
                Counter("42", "toate deschise", link: "/lucrari", isCurrent: true), Counter("93 %", "la termen", tone: .ok),
            ])
            h.filters(
                "/lucrari", label: "Filtrează lucrările",
                [
                    .search("q", "Număr, nume, cadastral", value: ""),
                    .select("serviciu", "Serviciu", [.init("cu", "Certificat de urbanism")], value: "cu", all: "Toate"),
                    .date("de", "De la", value: ""),
                ], clear: "/lucrari")
            h.worklist(worklist(rows: rows))
            h.pages(previous: nil, next: "/lucrari?dupa=x", summary: "1–10 din 42")
            h.tabs([.init("Privire", "/d", isCurrent: true), .init("Documente", "/d/documente", count: "14")], label: "Părțile dosarului")
            h.columns(leftLabel: "Date de bază", rightLabel: "Termen și acțiuni") {
                h.box("Date de bază") {
                    h.facts([Fact("Solicitant", "Pensiunea Probă SRL"), Fact("Valoare", "\(num: "1 240 000 lei")")], .flush)
                }
            } middle: {
                h.section("Avize cerute în paralel", id: "avize", class: "box") { for leg in endorsements { h.endorsement(leg) } }
            } right: {
                h.clock(clocks[0])
                panel(h)
            }
            h.confirm(
                .init(
                    id: "sigur", title: "Trimiți propunerea de respingere?", text: "Solicitantul va vedea motivul.", form: "respinge",
                    yes: "Da, trimite"))
        }
    }

    private static func panel(_ h: HTML) {
        h.panel("Ce faci acum") {
            h.p { h.a("Scrie raportul", to: "/raport", class: "btn wide") }
            h.act("Cere completare (oprește ceasul)", open: true) {
                h.note(.warn, "Se poate o singură dată.")
                h.form(post: "/completare", token) {
                    h.field(Field("lipsa", "Ce lipsește", .area()))
                    h.submit("Trimite cererea", class: "btn second")
                }
            }
            h.act("Propune respingerea", tone: .bad) {
                h.form(post: "/respinge", token, id: "respinge") { h.field(Field("motiv", "Motivul, cu temei legal", .area())) }
                h.opens("sigur", "Propune respingerea")
            }
        }
    }

    static let endorsements = [
        Endorsement(
            chip: "ISU", .fire, name: "Securitate la incendiu", status: Tag(.ok, "favorabil"), detail: "Cerut 9 nov. · răspuns 18 nov.",
            days: days(9, 0, 4), links: [.init("Aviz 2231, PDF", "/aviz.pdf")]),
        Endorsement(
            chip: "UAT", .commune, name: "Primarul comunei Mărișel", status: Tag(.warn, "tacit mâine", icon: .clock),
            detail: "Cerut 9 nov. · fără răspuns",
            days: days(13, 0, 0)),
        Endorsement(
            chip: "ARI", .water, name: "Apă și canalizare", status: Tag(.wait, "completare cerută"), detail: "Oprit la ziua 8",
            days: days(8, 5, 6)),
    ]

    static func worklist(rows: Int) -> Worklist {
        let states: [(Worklist.Due.State, String, Tag)] = [
            (.late, "Depășite", Tag(.info, "semnare", icon: .doc)), (.soon, "Până vineri", Tag(.warn, "tacit mâine")),
            (.held, "Suspendate", Tag(.wait, "completare")), (.fine, "Mai târziu", Tag(.mute, "redactare", icon: .doc)),
        ]
        return Worklist(
            caption: "Lucrări deschise, după termen",
            states.enumerated().map { index, state in
                Worklist.Group(
                    state.1, note: "\(rows)",
                    (0..<rows).map { row in
                        Worklist.Row(
                            due: .init(state.0, "\(row + 1) zile", detail: "19 nov. 2026", used: 100 - 20 * index),
                            number: "CJ-2026-01\(index)\(row)", link: "/dosar/\(index)-\(row)", request: "Certificat de urbanism",
                            applicant: "Proiect Demo & Fiii SRL", locality: "Feleacu", stage: state.2, waitsFor: "Secretar general",
                            holder: "T. Ostrovel")
                    })
            })
    }
}
