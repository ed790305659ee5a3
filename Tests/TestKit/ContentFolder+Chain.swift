extension ContentFolder {
    /// Three small services whose acts build on each other: a certificate, the permit that needs it, and the permit's extension.
    package static let chain: [String: String] = [
        "services/urbanism/proba-certificat.yaml": service(
            "proba-certificat", "Certificat de probă", register: "PC", fields: "",
            """
              validity-months: 12
              expiry-warning: 40
            """),
        "services/urbanism/proba-permis.yaml": service(
            "proba-permis", "Permis de probă", register: "PP",
            fields: """
                      - {key: act_anterior, kind: text, label: Certificatul, example: PC 1/2026}
                      - {key: descriere, kind: text, label: Ce construiești, example: pergolă, required: false}
                """,
            """
              validity-months: 24
              expiry-warning: 90
            """,
            """
            parents:
              - services: [proba-certificat]
                field: act_anterior
                prefill: {imobil.uat: imobil.uat, imobil.localitate: imobil.localitate, imobil.numere_cadastrale: imobil.numere_cadastrale,
                  imobil.intabulat: imobil.intabulat, descriere: scop}
            """),
        "services/urbanism/proba-prelungire.yaml": service(
            "proba-prelungire", "Prelungire de probă", register: "PR",
            fields: """
                      - {key: act_initial, kind: text, label: Permisul, example: PP 1/2026}
                      - {key: luni, kind: number, label: Câte luni, example: "12", range: 1..24}
                """, "",
            """
            parents:
              - services: [proba-permis]
                field: act_initial
                window: {closes: {length: 45, unit: working-days}, opens: {length: 12, unit: months}, late: refuse, early: warn, basis: "norme, art. 53"}
                prolongs: {months: luni, basis: "norme, art. 53"}
            """),
    ]

    private static func service(
        _ slug: String, _ title: String, register: String, fields: String, _ act: String, _ more: String = ""
    ) -> String {
        """
        slug: \(slug)
        group: urbanism
        title: \(title)
        summary: Pentru teste.
        applicants: Oricine.
        institution: cj-cluj
        desk: urbanism
        law: [{act: "Legea nr. 50/1991"}]
        steps:
          - name: cerere
            title: Cererea
            fields:
              - use: solicitant
                without: [act_identitate, cnp, ci_serie_numar, act_numar]
              - use: contact
          - name: loc
            title: Unde
            fields:
              - use: imobil
              - use: cadastru
                without: [extravilan, monument, cod_lmi, arie_protejata]
              - {key: scop, kind: text, label: La ce folosește, example: pergolă, required: false}
        \(fields)
        workflow: simple
        fee: none
        term: {length: 15, unit: working-days, basis: Legea nr. 50/1991}
        silence: {effect: none, basis: Legea nr. 50/1991}
        completion: {days: 10}
        retention: {years: 10, basis: Nomenclatorul arhivistic de probă}
        act:
          template: raspuns
          title: \(title)
          register: \(register)
          sections: [{name: raspuns, title: Răspunsul, heading: none, text: Se aprobă.}]
        \(act)
        subject: scop
        place: imobil.uat
        \(more)
        sources: [probă]
        confidence: low
        """
    }
}
