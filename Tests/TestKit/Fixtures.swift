package import Rulebook

/// Services that only tests know: one for each workflow, as short as a service can be.
extension ContentFolder {
    /// The content with a service `proba-<workflow>` for every workflow of public services, `proba-tacit`, whose silence
    /// approves, and `proba-tacit-cu-taxa`, which has a fee besides.
    package static let contentWithSamples: Result<Content, any Error> = Result {
        var files = try ContentFolder.files()
        for path in files.keys where path.hasPrefix("workflows/") {
            let workflow = path.dropFirst("workflows/".count).dropLast(".yaml".count)
            if workflow != "aviz" {
                files["services/proba/proba-\(workflow).yaml"] = sample("proba-\(workflow)", workflow: String(workflow))
            }
        }
        files["services/proba/proba-tacit.yaml"] = sample(
            "proba-tacit", workflow: "avizare", silence: "approved",
            more: "extension: {length: 15, unit: calendar-days, basis: Regulamentul de probă}\n")
        files["services/proba/proba-tacit-cu-taxa.yaml"] = sample(
            "proba-tacit-cu-taxa", workflow: "avizare", silence: "approved",
            fee: "{tariff: certificat-urbanism, with: {suprafata: \"100\", mediu: \"'rural'\"}}")
        return try Content.read(files, judging: .asTheyStand)
    }

    private static func sample(
        _ slug: String, workflow: String, silence: String = "none", fee: String = "none", more: String = ""
    ) -> String {
        """
        slug: \(slug)
        group: registratura
        title: {ro: Cerere de probă (\(workflow)), hu: Próbakérelem, en: Sample request}
        summary: {ro: Numai pentru încercări., hu: Csak próbára., en: For tests only.}
        applicants: {ro: Oricine., hu: Bárki., en: Anybody.}
        institution: cj-cluj
        desk: urbanism
        law:
          - {act: Regulamentul de probă, article: art. 1}
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
        fee: \(fee)
        term:
          length: 30
          unit: calendar-days
          basis: Regulamentul de probă
          urgent: {when: urgent, length: 5, unit: working-days, basis: "Regulamentul de probă, art. 2"}
        silence: {effect: \(silence), basis: Regulamentul de probă}
        completion: {days: 10, reasons: [Lipsește ceva.]}
        retention: {years: 10, basis: Nomenclatorul arhivistic de probă}
        refusal: [Nu se poate.]
        \(more)act:
          template: \(["automat", "instiintare"].contains(workflow) ? "dovada" : "raspuns")
          title: Răspuns de probă
          register: PR
          sections:
            - {name: raspuns, title: Răspunsul, heading: none, text: "Răspuns la „{obiect}”."}
        subject: obiect
        sources: [nimic]
        confidence: low

        """
    }
}
