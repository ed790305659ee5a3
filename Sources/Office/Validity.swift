import Foundation
import Rulebook
import Store

/// How long acts are good: said when they are sealed, prolonged by acts that build on them, and told before it ends.
extension Office {
    private static let warningBatch = 200

    /// The act has its number: its last day is reckoned, and its parents get the time that it gives them. One that says no gives nothing.
    func settleValidity(of act: Act, _ transaction: Transaction) throws {
        try settleValidity(of: act, transaction.dossier, transaction.service, by: transaction.visitor.id, transaction.books)
    }

    /// - Parameter person: who sealed it; nil: silence approved.
    func settleValidity(of act: Act, _ dossier: Dossier, _ service: PublicService, by person: PersonID?, _ books: Books) throws {
        if act.register != Self.tacitRegister, service.workflow.isAgainst(dossier.steps) { return }
        let today = today()
        if let months = service.act.validityMonths {
            let last = today.adding(months: months)
            try books.setValidity(of: act.id, until: last, warnOn: warning(before: last, service, after: today))
        }
        let rules = service.parents.filter { $0.prolongation != nil }
        if rules.isEmpty { return }
        let values = service.form.check(dossier.answers, attached: [], in: checking(.ro)).values
        for link in try books.parents(of: dossier.id) {
            guard let rule = rules.first(where: { $0.field == link.field })?.prolongation, let parent = try books.parentAct(link.act.id),
                let last = rule.newLast(after: parent.validUntil, values, in: checking(.ro))
            else { continue }
            let origin = try books.dossier(forJob: parent.dossier).map { try shelf.service(of: $0, books) }
            try books.setValidity(
                of: parent.id, until: last, warnOn: warning(before: last, origin ?? service, after: today))
            let number = act.number.map { "\(act.register ?? "") \($0)/\(today.year)" } ?? act.title
            try books.record(
                "validity-prolonged", of: parent.dossier, in: parent.institution, by: person, at: settings.now(),
                ["act": parent.number, "until": "\(last)", "through": number])
        }
    }

    /// The day from which the holder is told; not before tomorrow.
    private func warning(before last: Day, _ service: PublicService, after today: Day) -> Day {
        max(last.adding(days: -(service.act.warningDays ?? PublicService.ActRule.usualWarning)), today.adding(days: 1))
    }

    /// Tells the holders of acts that end soon, each once; an act that has ended meanwhile is let be.
    package func warnHolders() async throws {
        let today = today()
        while true {
            try Task.checkCancellation()
            let found = try await store.read { try $0.actsToWarn(by: today, limit: Self.warningBatch) }
            for act in found {
                try await store.write { books in
                    guard try books.markWarned(act.id), !isAgainst(act), let last = act.validUntil, last >= today,
                        let holder = try books.person(act.holder)
                    else { return }
                    let more = try moreTime(for: act, until: last, in: holder.language, books)
                    try enqueue(
                        .actEnds(dossier: act.dossier, act: "\(act.title), \(act.number)", until: last, more), to: holder,
                        once: "act-ends:\(act.id):\(last)", books)
                }
            }
            if found.count < Self.warningBatch { break }
        }
        bell.ring()
    }

    /// The service that an act can still get more time from; nil where there is none, where it has been asked, or where it is too late.
    private func moreTime(for act: ParentAct, until last: Day, in language: Language, _ books: Books) throws -> MoreTime? {
        guard let (service, rule) = content.extending(act.service) else { return nil }
        if rule.prolongation?.isOnce == true {
            let asked = try books.children(onAct: act.id, of: service.slug, except: act.dossier)
            if asked.contains(where: { $0.kind == .open || $0.kind == .solved }) { return nil }
        }
        let close = rule.window?.closes?.before(last, in: content.calendar) ?? last
        if close < today(), rule.window?.late == .refuse { return nil }
        return MoreTime(service: service.slug, title: service.title(language), by: close < today() ? last : close)
    }
}

/// Where the holder of an act that ends asks for more time, and up to which day.
struct MoreTime: Hashable, Sendable {
    let service: String
    let title: String
    let by: Day
}
