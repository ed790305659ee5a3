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

    /// Who runs this installation and where it is.
    package struct House: Hashable, Sendable {
        /// The institution whose counter this is.
        package let institution: String
        /// "Județul Cluj": under the brand.
        package let place: Localized
        package let timeZone: TimeZone
    }

    package func service(_ slug: String) -> PublicService? { services.first { $0.slug == slug } }
    package func institution(_ slug: String) -> Institution? { institutions.first { $0.slug == slug } }
    package func services(in group: String) -> [PublicService] { services.filter { $0.group == group } }

    /// The table in force for an institution on a day: the latest that had begun.
    package func tariffs(of institution: String, on day: Day) -> TariffTable? {
        tariffs.filter { $0.institution == institution && $0.from <= day }.max { $0.from < $1.from }
    }

    /// What a service costs with these answers on that day; nil where an input is missing.
    /// A service without a fee costs nothing and gives nil too: ask `service.fee` first.
    package func fee(of service: PublicService, values: Values, on day: Day) -> Fee? {
        guard let rule = service.fee else { return nil }
        return tariffs(of: service.institution, on: day)?
            .price(rule, values: values, today: day, places: places, phrases: phrases)
    }

    package func checking(on day: Day, in language: Language) -> CheckingContext {
        CheckingContext(today: day, places: places, phrases: phrases, language: language)
    }
}
