import Rulebook
import Testing
import TestKit

@Suite("Confidential services")
struct ConfidenceTests {
    @Test("Who is let choose to stay unnamed, stays so: every form that asks says when", arguments: ServiceTests.slugs)
    func anonymity(slug: String) throws {
        let service = try #require(try content().service(slug))
        guard service.form.field("sesizant.anonim") != nil else {
            #expect(service.anonymity == nil)
            return
        }
        let context = try content().checking(on: try today(), in: .ro)
        for choice in [true, false] {
            var answers = service.form.examples
            answers["sesizant.anonim"] = .text("\(choice)")
            #expect(service.isAnonymous(answers, in: context) == choice)
        }
    }

    @Test("Reports of breaches, of abuse, and what concerns health are kept on restricted desks")
    func desks() throws {
        let content = try content()
        for slug in ServiceTests.slugs where slug.hasPrefix("dgaspc-") || slug == "avertizor-integritate" {
            let service = try #require(content.service(slug))
            let institution = try #require(content.institution(service.institution))
            #expect(institution.restrictedDesks.contains(service.desk), "\(slug)")
        }
        #expect(content.institution("cj-cluj")?.restrictedDesks == ["integritate"])
    }
}
