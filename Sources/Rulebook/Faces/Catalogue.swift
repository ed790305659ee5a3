/// The catalogue as linked data, by CPSV-AP 3.2 (Core Public Service Vocabulary Application Profile of the European Union).
extension Content {
    /// - Parameter address: how people reach the counter, without a slash at the end; what is described has its names under it.
    package func catalogue(at address: String) -> JSONValue {
        let competent = Set(services.map(\.institution))
        let place: JSONValue = [
            "@id": .text("\(address)/catalogue.jsonld#loc"), "@type": "dct:Location", "locn:geographicName": .words(house.place),
        ]
        let languages = Language.allCases.map { language -> JSONValue in
            ["@id": .text(Self.authority(language)), "@type": "dct:LinguisticSystem"]
        }
        let organisations = institutions.filter { competent.contains($0.slug) }.map { $0.catalogued(at: address) }
        return [
            "@context": Self.context,
            "@graph": .list([place] + languages + organisations + services.flatMap { catalogued($0, at: address) }),
        ]
    }

    private static func authority(_ language: Language) -> String {
        let code =
            switch language {
            case .ro: "RON"
            case .hu: "HUN"
            case .en: "ENG"
            }
        return "http://publications.europa.eu/resource/authority/language/\(code)"
    }

    private static let context: JSONValue = [
        "adms": "http://www.w3.org/ns/adms#", "cpsv": "http://purl.org/vocab/cpsv#", "cv": "http://data.europa.eu/m8g/",
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/", "locn": "http://www.w3.org/ns/locn#", "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    ]

    /// The service and all that is its own: requirements, evidence, output, channel, cost, rules, law.
    private func catalogued(_ service: PublicService, at address: String) -> [JSONValue] {
        let id = "\(address)/servicii/\(service.slug)"
        func node(_ part: String) -> JSONValue { ["@id": .text("\(id)#\(part)")] }
        func part(_ name: String, _ type: String, _ title: Localized, _ more: [String: JSONValue?] = [:]) -> JSONValue {
            ([
                "@id": .text("\(id)#\(name)"), "@type": .text(type), "dct:identifier": .text("\(service.slug)#\(name)"),
                "dct:title": .words(title),
            ] as JSONValue).adding(more)
        }
        let laws = service.law.enumerated().map { index, law -> JSONValue in
            [
                "@id": .text("\(id)#law-\(index + 1)"), "@type": "eli:LegalResource",
                "dct:title": .words(Localized(ro: [law.act, law.article].compactMap { $0 }.joined(separator: ", "))),
            ]
        }
        let papers = service.form.attachments.map { rule in
            part("evidence-\(rule.kind.code)", "cv:Evidence", rule.kind.title, ["dct:description": rule.why.map { .words($0) }])
        }
        let rule = part(
            "rule", "cpsv:Rule", service.title,
            ["dct:description": described(service), "cpsv:implements": .list(laws.indices.map { node("law-\($0 + 1)") })])
        let requirement = part(
            "requirement", "cv:Requirement", service.applicants,
            ["cv:hasSupportingEvidence": papers.isEmpty ? nil : .list(service.form.attachments.map { node("evidence-\($0.kind.code)") })])
        let channel: JSONValue = [
            "@id": .text("\(id)#channel"), "@type": "cv:Channel", "dct:identifier": .text("\(service.slug)#channel"),
            "foaf:page": ["@id": .text(id), "@type": "foaf:Document"],
        ]
        let cost = service.fee.map { fee -> JSONValue in
            let tariff = tariffs.filter { $0.institution == service.institution }.max { $0.from < $1.from }?.tariffs[fee.tariff]
            return [
                "@id": .text("\(id)#cost"), "@type": "cv:Cost", "dct:identifier": .text("\(service.slug)#cost"),
                "dct:description": .words(tariff?.title ?? Localized(ro: fee.tariff)),
                "foaf:page": ["@id": .text("\(address)/taxe/\(service.slug)"), "@type": "foaf:Document"],
            ]
        }
        let main: JSONValue =
            ([
                "@id": .text(id), "@type": "cpsv:PublicService", "dct:identifier": .text(service.slug), "dct:title": .words(service.title),
                "dct:description": .words(service.summary),
                "cv:hasCompetentAuthority": ["@id": .text("\(address)/institutii/\(service.institution)")],
                "cv:hasLegalResource": .list(laws.indices.map { node("law-\($0 + 1)") }), "cpsv:follows": node("rule"),
                "cv:holdsRequirement": node("requirement"), "cpsv:produces": node("output"), "cv:hasChannel": node("channel"),
                "dct:spatial": ["@id": .text("\(address)/catalogue.jsonld#loc")],
                "dct:language": .list(Language.allCases.map { ["@id": .text(Self.authority($0))] }),
            ] as JSONValue).adding([
                "dcat:keyword": service.keywords.isEmpty
                    ? nil
                    : .list(
                        service.keywords.map { ["@language": .text((service.foreignKeywords?[$0] ?? .ro).rawValue), "@value": .text($0)] }),
                "cpsv:hasInput": papers.isEmpty ? nil : .list(service.form.attachments.map { node("evidence-\($0.kind.code)") }),
                "cv:hasCost": cost == nil ? nil : node("cost"),
                "cv:processingTime": service.term.map { ["@type": "xsd:duration", "@value": .text($0.duration)] },
            ])
        return [main, requirement, rule, part("output", "cv:Output", service.act.title), channel] + papers + laws + [cost].compactMap { $0 }
    }

    /// What silence means, and the term in words: a duration does not tell working days from others.
    private func described(_ service: PublicService) -> JSONValue {
        let silence = JSONValue.words(Localized(ro: service.silence.basis))
        guard let term = service.term, case .list(let sentences) = silence else { return silence }
        func written(_ language: Language) -> String {
            let length = phrases("time.unit.\(term.unit.rawValue)", ["n": .number(term.length)], in: language)
            return "\(phrases("public.service.term", in: language)): \(length)"
        }
        guard case .list(let terms) = JSONValue.words(Localized(ro: written(.ro), hu: written(.hu), en: written(.en))) else {
            return silence
        }
        return .list(sentences + terms)
    }
}

extension Institution {
    fileprivate func catalogued(at address: String) -> JSONValue {
        [
            "@id": .text("\(address)/institutii/\(slug)"), "@type": "cv:PublicOrganisation", "dct:identifier": .text(fiscalCode),
            "dct:title": .words(name), "skos:prefLabel": .words(name),
            "dct:spatial": ["@id": .text("\(address)/catalogue.jsonld#loc")],
            "cv:contactPoint": [
                "@type": "cv:ContactPoint", "cv:email": .text(email), "cv:telephone": .text(phone),
            ],
        ]
    }
}

extension TermPolicy {
    /// By ISO 8601; working days with the free days of their whole weeks, as ISO has no others.
    fileprivate var duration: String {
        switch unit {
        case .workingDays: "P\(length + length / 5 * 2)D"
        case .calendarDays: "P\(length)D"
        case .months: "P\(length)M"
        case .hours: "PT\(length)H"
        }
    }
}
