import Office
import Rulebook
import Store

/// What the demo's clerks write where an act leaves it to them.
enum DemoActs {
    /// By service and section; nothing else of these is decided by a person.
    private static let written: [String: [String: String]] = [
        "cu-construire": [
            "regim-economic": """
            Folosința actuală a terenului: arabil.

            Destinația stabilită prin documentația de urbanism aprobată: zona locuințelor individuale, UTR L3a.

            Reglementări fiscale: conform hotărârii anuale a consiliului local privind impozitele și taxele locale.
            """,
            "regim-tehnic": """
            Se vor respecta prevederile planului urbanistic general și ale regulamentului local de urbanism aferent, aprobate prin \
            hotărâre a consiliului local:

            - procentul maxim de ocupare a terenului (POT): 35 %
            - coeficientul maxim de utilizare a terenului (CUT): 0,9
            - regimul de înălțime maxim admis: P+1+M
            - retrageri minime: 5 m față de aliniament, 3 m față de limitele laterale, 6 m față de cea posterioară
            - împrejmuiri: la stradă transparente, cu înălțimea de cel mult 1,8 m
            - parcaje: minimum două locuri pe parcelă pentru locuințe individuale

            Echiparea cu utilități: apă, canalizare și energie electrică la limita parcelei.

            Circulații și accese: accesul carosabil și pietonal se asigură din drumul public.
            """,
        ],
        "petitie": [
            "raspuns": """
            Urmare a petiției dumneavoastră, vă comunicăm următoarele:

            Aspectele semnalate au fost verificate la fața locului de Direcția Drumuri Județene. Șanțul se curăță în două săptămâni, cu \
            personalul propriu; lucrarea este cuprinsă în programul de întreținere al lunii.
            """
        ],
    ]

    /// The drafter's work on an act.
    static func write(_ office: Office, _ id: DossierID, of service: PublicService, by clerk: Visitor) async throws {
        if let texts = written[service.slug], let act = try await office.caseFile(id, seenBy: clerk).act {
            try await office.edit(texts, ofActFor: id, version: act.version, by: clerk)
        }
        try await office.fillBlanks(ofActFor: id, with: "potrivit documentelor de la dosar", by: clerk)
    }
}
