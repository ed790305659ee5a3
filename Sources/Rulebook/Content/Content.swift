package import Foundation

/// Everything the law and the institutions say, read and validated at start. Immutable.
package struct Content: Sendable {
    package let house: House
    package let groups: [ServiceGroup]
    package let services: [PublicService]
    package let institutions: [Institution]
    package let workflows: [Workflow]
    package let tariffs: [TariffTable]
    package let calendar: WorkCalendar
    package let places: Gazetteer
    package let phrases: Phrasebook
    package let lexicon: ServiceSearch
    package let endorsements: [EndorsementKind]
    /// What legs are dossiers of: one for each kind of endorsement and service that asks it. Nobody opens them by hand.
    package let legServices: [PublicService]
    /// What can be booked, by slug.
    package var resources: [String: Resource] = [:]
    /// Laws that made the terms of pending dossiers start anew (`calendar/resets.yaml`).
    var resets: [GroupReset] = []
    /// How official forms and letters call what our forms ask.
    package var paper = PaperVocabulary()
    /// By the institution's slug.
    var remits: [String: Remit] = [:]

    struct GroupReset: Sendable {
        let reset: TermReset
        /// Service groups whose dossiers it found.
        let groups: Set<String>
        /// Services of other groups whose dossiers it found.
        let services: Set<String>
    }

    /// What started the terms of a service's pending dossiers anew; a clock looks at those after its own start only.
    package func resets(of service: PublicService) -> [TermReset] {
        resets.filter { $0.groups.contains(service.group) || $0.services.contains(service.slug) }.map(\.reset)
    }

    /// All such laws and the calendar in one text, for telling whether terms end on other days than before.
    package var termRules: String {
        let laws = resets.map { "\($0.reset.day) \($0.reset.basis): \(($0.groups.sorted() + $0.services.sorted()).joined(separator: ","))" }
            .sorted()
        return ([calendar.movedDays] + laws).joined(separator: "; ")
    }

    /// Who runs this installation and where it is.
    package struct House: Hashable, Sendable {
        /// The institution whose counter this is.
        package let institution: String
        /// "Județul Cluj": under the brand.
        package let place: Localized
        package let timeZone: TimeZone
        /// The day for which the examples of forms are written: their dates are right answers on it.
        package let examplesOf: Day
        /// Slugs of the services that are asked for most, as the institution knows it: the home page begins with them, in this order.
        package let often: [String]
    }

    /// What the home page begins with: the services asked for most, then the catalogue's.
    package var beginning: [PublicService] { house.often.compactMap(service) + services.filter { !house.often.contains($0.slug) } }

    package func service(_ slug: String) -> PublicService? { services.first { $0.slug == slug } }
    package func institution(_ slug: String) -> Institution? { institutions.first { $0.slug == slug } }
    package func endorsement(_ kind: String) -> EndorsementKind? { endorsements.first { $0.slug == kind } }

    /// What a leg of this kind is a dossier of, when that service asks it.
    package func legService(_ kind: String, askedBy service: String) -> PublicService? {
        let name = EndorsementKind.serviceName(kind: kind, asking: service)
        return legServices.first { $0.slug == name }
    }

    /// The service whose dossiers ask this one of an endorser; nil of one of the catalogue.
    package func asking(_ leg: PublicService) -> PublicService? {
        leg.slug.split(separator: ".", maxSplits: 1).dropFirst().first.flatMap { service(String($0)) }
    }

    /// A service of the catalogue or one that legs are dossiers of: whatever lists of dossiers may name.
    package func anyService(_ slug: String) -> PublicService? { service(slug) ?? legServices.first { $0.slug == slug } }

    /// Everything that an institution has dossiers of.
    package func handled(by institution: Institution) -> [PublicService] {
        (services + legServices).filter { $0.institution == institution.slug || $0.institution.isEmpty && institution.kind == .townHall }
    }

    /// The town hall of a UAT.
    package func townHall(of uat: String) -> Institution? { institutions.first { $0.uat == uat } }

    /// Who gets an endorsement that is asked about a place; nil where the content knows nobody.
    package func endorser(_ kind: EndorsementKind, about place: String?) -> Institution? {
        switch kind.addressee {
        case .institution(let slug): institution(slug)
        case .townHall: place.flatMap { townHall(of: $0) }
        }
    }

    /// Where an institution can send what is not for it: whom it names itself, then everybody else of this house.
    package func redirects(from slug: String) -> [Institution.Redirect] {
        guard let own = institution(slug) else { return [] }
        let named = Set(own.redirects.map(\.slug) + [slug])
        return own.redirects
            + institutions.filter { !named.contains($0.slug) }.map { .init(slug: $0.slug, name: $0.name.ro, contact: $0.email) }
    }

    /// The service that gives acts of another more time where they end, with its rule; nil where none does.
    package func extending(_ service: String) -> (service: PublicService, rule: ParentRule)? {
        for other in services {
            let rule = other.parents.first { $0.services.contains(service) && $0.prolongation.map { $0.from == nil } ?? false }
            if let rule { return (other, rule) }
        }
        return nil
    }

    package func services(in group: String) -> [PublicService] { services.filter { $0.group == group } }

    /// The table in force for an institution on a day: the latest that had begun.
    package func tariffs(of institution: String, on day: Day) -> TariffTable? {
        tariffs.filter { $0.institution == institution && $0.from <= day }.max { $0.from < $1.from }
    }

    /// What a service costs with these answers on that day; nil where an input is missing.
    /// A service without a fee costs nothing and gives nil too: ask `service.fee` first.
    /// - Parameters:
    ///   - decided: what somebody decided in the answers' stead, by the tariff's input.
    ///   - institution: whose tariff counts, where a request went on to another one; it may have none for this.
    package func fee(
        of service: PublicService, values: Values, decided: [String: Bool] = [:], on day: Day, at institution: String? = nil
    ) -> Fee? {
        guard let rule = service.fee else { return nil }
        return tariffs(of: institution ?? service.institution, on: day)?
            .price(rule, values: values, decided: decided, today: day, places: places, phrases: phrases)
    }

    package func checking(on day: Day, in language: Language) -> CheckingContext {
        CheckingContext(
            today: day, places: places, phrases: phrases, language: language, resources: resources, calendar: calendar)
    }
}
