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
            let days = service.act.warningDays ?? PublicService.ActRule.usualWarning
            try books.setValidity(of: act.id, until: last, warnOn: warning(before: last, days, after: today))
        } else if let (_, last) = service.lastDay(dossier.answers, after: dossier.steps) {
            // Who asked for some days knows them: of a short time nobody is told before its last quarter, of a few days not at all.
            let days = min(service.act.warningDays ?? PublicService.ActRule.usualWarning, today.days(until: last) / 4)
            try books.setValidity(of: act.id, until: last, warnOn: days > 0 ? last.adding(days: -days) : nil)
        }
        guard service.parents.contains(where: { $0.prolongation != nil }) else { return }
        for link in try books.parents(of: dossier.id) {
            guard let parent = try books.parentAct(link.act.id), let former = parent.validUntil,
                let last = try gain(through: dossier, service, link.field, isSealed: act.sealedBy != nil, for: parent, after: former, books)
            else { continue }
            try books.keep(former: former, of: dossier.id, by: link.field)
            try setLastDay(last, of: parent, books)
            let number = act.number.map { "\(act.register ?? "") \($0)/\(today.year)" } ?? act.title
            try books.record(
                "validity-prolonged", of: parent.dossier, in: parent.institution, by: person, at: settings.now(),
                ["act": parent.number, "until": "\(last)", "through": number])
        }
    }

    /// A dossier ended without what it asked after its act had given others more time: they have the day again that they had before, and
    /// what later acts gave is counted anew from there.
    func returnTime(of dossier: Dossier, by person: PersonID?, _ books: Books) throws {
        for link in try books.parents(of: dossier.id) {
            guard let former = link.former, let parent = try books.parentAct(link.act.id) else { continue }
            try books.keep(former: nil, of: dossier.id, by: link.field)
            var (last, counted) = (former, Set<String>())
            for later in try books.builders(onAct: parent.id) where later.former.map({ $0 >= former }) ?? true {
                guard let other = try books.dossier(forJob: later.dossier) else { continue }
                let service = try shelf.service(of: other, books)
                let stands =
                    later.register == Self.tacitRegister
                    || later.register == service.act.register && !service.workflow.isAgainst(other.steps)
                guard stands, counted.insert("\(later.dossier) \(later.field)").inserted else { continue }
                let gained = try gain(
                    through: other, service, later.field, isSealed: later.sealedBy != nil, for: parent, after: last, books)
                try books.keep(former: gained == nil ? nil : last, of: later.dossier, by: later.field)
                last = gained ?? last
            }
            try setLastDay(last, of: parent, books)
            try books.record(
                "validity-returned", of: parent.dossier, in: parent.institution, by: person, at: settings.now(),
                ["act": parent.number, "until": "\(last)", "through": dossier.number.map { "\($0)" } ?? ""])
        }
    }

    /// The last day that a dossier's act gives those that it prolongs, for its paper to say it; nil where it prolongs none.
    func lastDayGiven(by dossier: Dossier, _ service: PublicService, isSealed: Bool, _ books: Books) throws -> Day? {
        guard service.parents.contains(where: { $0.prolongation != nil }) else { return nil }
        return try books.parents(of: dossier.id).compactMap { link -> Day? in
            guard let former = link.act.validUntil else { return nil }
            return try gain(through: dossier, service, link.field, isSealed: isSealed, for: link.act, after: former, books)
        }.max()
    }

    /// The last day that an act has through another that builds on it; nil where it gains none. What the program confirms alone gives time
    /// to nobody's act but the applicant's own; what somebody sealed was looked at.
    private func gain(
        through dossier: Dossier, _ service: PublicService, _ field: String, isSealed: Bool, for parent: ParentAct, after last: Day,
        _ books: Books
    ) throws -> Day? {
        guard let rule = service.parents.first(where: { $0.field == field })?.prolongation, !parent.isVoid,
            isSealed || dossier.opener == parent.holder
        else { return nil }
        if rule.isOnce, try books.children(onAct: parent.id, of: service.slug, except: dossier.id).contains(where: \.gaveTime) {
            return nil
        }
        let own = service.form.check(dossier.answers, attached: [], in: checking(.ro)).values
        return rule.newLast(
            after: last, since: parent.day, ParentRule.values(own, parent: try answers(under: parent, books)), in: checking(.ro))
    }

    /// What the form behind an act was answered, checked.
    private func answers(under act: ParentAct, _ books: Books) throws -> Values {
        guard let dossier = try books.dossier(forJob: act.dossier) else { return [:] }
        return try shelf.service(of: dossier, books).form.check(dossier.answers, attached: [], in: checking(.ro)).values
    }

    private func setLastDay(_ last: Day, of act: ParentAct, _ books: Books) throws {
        let origin = try books.dossier(forJob: act.dossier).map { try shelf.service(of: $0, books) }
        let days = origin?.act.warningDays ?? PublicService.ActRule.usualWarning
        try books.setValidity(of: act.id, until: last, warnOn: warning(before: last, days, after: today()))
    }

    /// The day from which the holder is told; not before tomorrow.
    private func warning(before last: Day, _ days: Int, after today: Day) -> Day {
        max(last.adding(days: -days), today.adding(days: 1))
    }

    /// Tells the holders of acts that end soon, each once; an act that has ended meanwhile is let be.
    package func warnHolders() async throws {
        let today = today()
        while true {
            try Task.checkCancellation()
            let found = try await store.read { try $0.actsToWarn(by: today, limit: Self.warningBatch) }
            for act in found {
                try await store.write { books in
                    guard try books.markWarned(act.id), !act.isVoid, !isAgainst(act), let last = act.validUntil, last >= today,
                        let holder = try books.person(act.holder)
                    else { return }
                    let more = try moreTime(for: act, until: last, in: holder.language, books)
                    let purpose = content.anyService(act.service)?.act.purpose(of: last, issuedOn: act.day)
                    try enqueue(
                        .actEnds(dossier: act.dossier, act: "\(act.title), \(act.number)", until: last, for: purpose, more), to: holder,
                        once: "act-ends:\(act.id):\(last)", books)
                }
            }
            if found.count < Self.warningBatch { break }
        }
        bell.ring()
    }

    /// Whether an act can still get more time, and where.
    private func moreTime(for act: ParentAct, until last: Day, in language: Language, _ books: Books) throws -> MoreTime {
        guard let (service, rule) = content.extending(act.service) else { return .unknown }
        if rule.prolongation?.isOnce == true {
            let asked = try books.children(onAct: act.id, of: service.slug, except: act.dossier).filter { $0.counts(for: act) }
            if asked.contains(where: { $0.kind == .open && !$0.gaveTime }) { return .asked }
            if !asked.isEmpty { return .over }
        }
        let close = rule.window?.closes?.before(last, in: content.calendar) ?? last
        if close < today(), rule.window?.late == .refuse { return .over }
        return .ask(service: service.slug, title: service.title(language), by: close < today() ? last : close)
    }
}

extension ChildLink {
    /// Whether it is what may be asked once for an act: the holder's own, while it is open or once it is granted, or whatever gave it time.
    func counts(for act: ParentAct) -> Bool { (opener == act.holder || gaveTime) && (kind == .open || kind == .solved) }
}

/// What the holder of an act that ends can do for more time.
enum MoreTime: Hashable, Sendable {
    /// Ask a service for it, up to a day.
    case ask(service: String, title: String, by: Day)
    /// It has been asked, and waits for its answer.
    case asked
    /// Nothing: it was given once already, or it is too late to ask.
    case over
    /// No service here gives it.
    case unknown
}
