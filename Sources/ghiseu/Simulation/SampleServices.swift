import Rulebook

/// Short services for a simulation, one for each workflow: the workflows are the real ones, the forms ask nothing that depends on
/// the day, and what is endorsed and what silence approves is spread over them.
enum SampleServices {
    static let folder = "services/simulare"

    static func texts(for workflows: [String]) -> [String: String] {
        Dictionary(
            workflows.filter { $0 != "aviz" }.map { workflow in ("\(folder)/simulare-\(workflow).yaml", text(workflow)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Not all are counted alike; the others have thirty calendar days.
    private static let terms = [
        "urbanism": "length: 1\n  unit: months",
        "fiscal": "length: 2\n  unit: months\n  rolls: false",
        "comisie": "length: 20\n  unit: calendar-days\n  rolls: false",
        "petitie": "length: 30\n  unit: calendar-days\n  starts: same-day",
        "drum": "length: 15\n  unit: working-days\n  after-completion: restart",
        "vizita": "length: 60\n  unit: hours",
        "simple": "length: 25\n  unit: calendar-days\n  after-completion: restart",
    ]

    private static func text(_ workflow: String) -> String {
        let isAutomatic = ["automat", "instiintare"].contains(workflow)
        let isTacit = ["avizare", "ctatu", "drum"].contains(workflow)
        let isAsking = ["avizare", "urbanism", "ctatu", "drum", "hotarare", "inchiriere"].contains(workflow)
        let isExtended = !["automat"].contains(workflow)
        let more = isExtended ? "extension: {length: 15, unit: calendar-days, basis: Regulament de simulare}\n" : ""
        let endorsements = """
            endorsements:
              - use: isu
                force: binding
                law: Regulament de simulare
                term: {length: 15, unit: calendar-days, basis: Regulament de simulare}
                silence: {effect: approved, basis: Regulament de simulare}
              - use: apa-canal
                force: consultative
                law: Regulament de simulare
                term: {length: 10, unit: working-days, basis: Regulament de simulare}
                silence: {effect: none, basis: Regulament de simulare}

            """
        return """
            slug: simulare-\(workflow)
            group: registratura
            title: {ro: Cerere simulată (\(workflow)), hu: Szimulált kérelem, en: Simulated request}
            summary: {ro: Numai pentru simulare., hu: Csak szimulációra., en: For simulations only.}
            applicants: {ro: Oricine., hu: Bárki., en: Anybody.}
            institution: cj-cluj
            desk: urbanism
            law:
              - {act: Regulament de simulare, article: art. 1}
            steps:
              - name: cerere
                title: Cererea
                fields:
                  - {key: obiect, kind: text, label: Ce ceri, example: O încercare}
                  - {key: urgent, kind: truth, label: Este urgent, example: "false"}
                  - use: solicitant
                    without: [act_identitate, cnp, ci_serie_numar, act_numar]
                  - use: contact
            attachments:
              - {use: A-ALTE, required: false}
            workflow: \(workflow)
            fee: \(["urbanism", "drum", "simple"].contains(workflow) ? "{tariff: aviz-structura}" : "none")
            term:
              \(terms[workflow] ?? "length: 30\n  unit: calendar-days")
              basis: Regulament de simulare
              urgent: {when: urgent, length: 7, unit: working-days, basis: Regulament de simulare}
            silence: {effect: \(isTacit ? "approved" : "none"), basis: Regulament de simulare}
            completion: {days: 20, reasons: [Lipsește ceva.]}
            retention: {years: 10, basis: Regulament de simulare}
            refusal: [Nu se poate.]
            \(more)\(isAsking ? endorsements : "")act:
              template: \(isAutomatic ? "dovada" : "raspuns")
              title: Răspuns simulat
              register: SIM
              validity-months: 2
              sections:
                - {name: raspuns, title: Răspunsul, heading: none, text: "Răspuns la „{obiect}”."}
            subject: obiect
            sources: [nimic]
            confidence: low

            """
    }
}
