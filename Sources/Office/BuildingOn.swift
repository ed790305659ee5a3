import Foundation
package import Rulebook
package import Store

/// What a form in hand has of one of its parents.
package struct ParentState: Sendable {
    package let rule: ParentRule
    /// One's own acts that count today, the latest first.
    package let own: [ParentAct]
    package let chosen: ParentAct?
    /// What is to be known of the choice: when it ends, and the warning.
    package let remark: String?
    /// What stands against the choice and does not refuse it, kept with the link: one comes outside of the window, or for other land.
    package let warnings: [TraceLine]

    init(_ rule: ParentRule, own: [ParentAct], _ finding: Office.ParentFinding, _ context: CheckingContext) {
        self.rule = rule
        self.own = own
        chosen = finding.act
        warnings = finding.warnings
        let lines = [finding.end].compactMap { $0 } + finding.warnings
        remark = lines.isEmpty ? nil : lines.map { context.phrases($0, in: context.language) }.joined(separator: " ")
    }
}

/// Acts that a request builds on: found by their number, judged by their dates, kept as links.
extension Office {
    /// How many of one's own acts are offered.
    private static let choices = 30

    /// A parent as its number leads to it, and what keeps it from counting.
    struct ParentFinding {
        var act: ParentAct?
        var problem: Problem?
        /// When it ends, where no warning says so.
        var end: TraceLine?
        var warnings: [TraceLine] = []
    }

    /// What the form has of its parents, and what is wrong with them.
    func parents(of dossier: Dossier, _ service: PublicService, _ checked: CheckedForm, _ context: CheckingContext, _ books: Books) throws
        -> (states: [ParentState], problems: [Problem])
    {
        var problems: [Problem] = []
        let kept = service.parents.isEmpty || dossier.number == nil ? [] : try books.parents(of: dossier.id)
        let land = service.parents.isEmpty ? [] : dossier.answering(checked.normalised).land(service)
        let states = try service.parents.filter { checked.asked.contains($0.field) }.map { rule in
            let own = try books.parentActs(heldBy: dossier.opener, of: rule.services, limit: Self.choices)
                .filter { act in
                    registers(of: rule).contains(act.register) && !act.isVoid
                        && (rule.validity == .any || act.isInForce(on: context.today) && !isAgainst(act))
                }
            let typed = dossier.answers.text(rule.field) ?? ""
            var finding: ParentFinding
            if let link = kept.first(where: { $0.field == rule.field && $0.act.number == typed }), let day = dossier.registeredAt {
                // What was linked when it was submitted stays good, whatever has ended since: it is judged by that day.
                finding = judge(link.act, rule, on: Day(day, in: content.house.timeZone), context)
                (finding.act, finding.problem) = (link.act, nil)
            } else {
                finding = try parent(rule, typed, of: dossier, service, checked.values, context, books)
            }
            if let act = finding.act, try isApart(land, from: act, books) {
                finding.warnings.append(TraceLine("parent.other-land", ["act": .text(act.number)]))
            }
            if let act = finding.act, rule.prolongation != nil, act.holder != dossier.opener, service.isConfirmedByProgram {
                finding.warnings.append(TraceLine("parent.not-prolonged", ["act": .text(act.number)]))
            }
            let early = finding.act.flatMap { start(rule, of: $0, service, checked.values, context) }
            let unlike = try finding.act.flatMap { try sum(rule, paidFor: $0, service, checked.values, context, books) }
            problems += [finding.problem, early, unlike].compactMap { $0 }.filter { new in
                !checked.problems.contains { $0.field == new.field }
            }
            return ParentState(rule, own: own, finding, context)
        }
        return (states, problems)
    }

    private func parent(
        _ rule: ParentRule, _ typed: String, of dossier: Dossier, _ service: PublicService, _ values: Values, _ context: CheckingContext,
        _ books: Books
    ) throws -> ParentFinding {
        if typed.allSatisfy(\.isWhitespace) {
            guard rule.isRequired(values, in: context) else { return ParentFinding() }
            return ParentFinding(problem: problem("parent-required", rule, ["services": .text(titles(rule, context.language))], context))
        }
        switch try find(rule, typed, for: dossier.opener, context, books) {
        case .failure(let problem): return ParentFinding(problem: problem)
        case .success(let act):
            let others =
                rule.prolongation?.isOnce == true ? try books.children(onAct: act.id, of: service.slug, except: dossier.id) : []
            if others.contains(where: { $0.counts(for: act) }) {
                return ParentFinding(problem: problem("parent-prolonged", rule, ["act": .text(act.number)], context))
            }
            return judge(act, rule, on: context.today, context)
        }
    }

    /// What the request counts from has to lie while the act is good.
    private func start(
        _ rule: ParentRule, of act: ParentAct, _ service: PublicService, _ values: Values, _ context: CheckingContext
    ) -> Problem? {
        guard let last = act.validUntil, let day = rule.prolongation?.start(values, in: context), day < act.day || day > last,
            let field = rule.prolongation?.startField.flatMap({ service.form.field($0) })
        else { return nil }
        let known: [String: TraceValue] = [
            "label": .text(field.label(context.language)), "act": .text(act.number), "first": .day(act.day), "last": .day(last),
        ]
        let message = content.phrases("problem.parent-start", known, in: context.language)
        return Problem(field: field.key, code: "parent-start", message: message)
    }

    /// What was paid for the act is in the books: of another sum nothing is computed.
    private func sum(
        _ rule: ParentRule, paidFor act: ParentAct, _ service: PublicService, _ values: Values, _ context: CheckingContext, _ books: Books
    ) throws -> Problem? {
        guard let field = rule.paid.flatMap({ service.form.field($0) }) else { return nil }
        let paid = try paid(for: act, books)
        guard values[field.key]?.number != paid else { return nil }
        let known: [String: TraceValue] = ["label": .text(field.label(context.language)), "act": .text(act.number), "paid": .money(paid)]
        let message = content.phrases("problem.parent-paid", known, in: context.language)
        return Problem(field: field.key, code: "parent-paid", message: message)
    }

    /// Nothing is issued unpaid, so what was due is what was paid.
    private func paid(for act: ParentAct, _ books: Books) throws -> Decimal { try books.payment(of: act.dossier)?.fee.amount ?? 0 }

    /// Whether the request and the act's dossier both name land, and none in common.
    private func isApart(_ land: Set<Parcel>, from act: ParentAct, _ books: Books) throws -> Bool {
        if land.isEmpty { return false }
        let other = Set(try books.parcels(of: act.dossier).map(\.land))
        return !other.isEmpty && land.isDisjoint(with: other)
    }

    /// Refusals and the like stand in registers of their own: they are no acts of the service. What silence approved stands in one of
    /// its own too, and is as good as the act.
    private func registers(of rule: ParentRule) -> Set<String> {
        let services = rule.services.compactMap { content.service($0) }
        let tacit = services.contains { $0.silence.effect == .approved } ? [Self.tacitRegister] : []
        return Set(services.map(\.act.register) + tacit)
    }

    /// Whether an issued act says no. What silence approved never does, whatever was drafted before.
    func isAgainst(_ act: ParentAct) -> Bool {
        act.register != Self.tacitRegister && content.anyService(act.service)?.workflow.isAgainst(act.steps) ?? false
    }

    private enum Search {
        case success(ParentAct)
        case failure(Problem)
    }

    /// Looks an act up by its number: among one's own, or by its code. Whether a stranger's act exists is never told.
    private func find(
        _ rule: ParentRule, _ typed: String, for person: PersonID, _ context: CheckingContext, _ books: Books
    ) throws -> Search {
        guard let reference = ActReference(typed) else { return .failure(problem("parent-form", rule, [:], context)) }
        let registers = registers(of: rule)
        let wanted = reference.register.map { registers.intersection([$0]) } ?? registers
        let found = try books.parentActs(number: reference.number, year: reference.year, registers: wanted.sorted()).filter { act in
            reference.code.map { $0 == act.code } ?? (act.holder == person)
        }
        if let act = found.first(where: { rule.services.contains($0.service) }) { return .success(act) }
        let name = "\(reference.register.map { "\($0) " } ?? "")\(reference.number)/\(reference.year)"
        let values: [String: TraceValue] = ["act": .text(name), "services": .text(titles(rule, context.language))]
        if !found.isEmpty { return .failure(problem("parent-kind", rule, values, context)) }
        return .failure(problem(reference.code == nil ? "parent-unknown" : "parent-code", rule, values, context))
    }

    /// Its dates, as the rule reads them on a day.
    private func judge(_ act: ParentAct, _ rule: ParentRule, on today: Day, _ context: CheckingContext) -> ParentFinding {
        if act.isVoid { return ParentFinding(problem: problem("parent-void", rule, ["act": .text(act.number)], context)) }
        if rule.wantsSettled, !act.isSettled {
            return ParentFinding(problem: problem("parent-unsettled", rule, ["act": .text(act.number)], context))
        }
        if rule.validity == .inForce, isAgainst(act) {
            return ParentFinding(problem: problem("parent-against", rule, ["act": .text(act.number)], context))
        }
        guard let last = act.validUntil else { return ParentFinding(act: act) }
        var values: [String: TraceValue] = ["act": .text(act.number), "last": .day(last)]
        if rule.validity == .inForce, last < today {
            return ParentFinding(problem: problem("parent-expired", rule, values, context))
        }
        let purpose = content.anyService(act.service)?.act.purpose(of: last, issuedOn: act.day)
        let end = TraceLine("parent.until\(purpose.map { "-\($0.rawValue)" } ?? "")", values)
        guard let window = rule.window else { return ParentFinding(act: act, end: end) }
        values["basis"] = .text(window.basis)
        func outside(_ code: String, _ span: ParentRule.Span, _ day: Day, _ effect: ParentRule.Window.Effect) -> ParentFinding {
            values["span"] = .term(span.length, span.unit)
            values["day"] = .day(day)
            return effect == .refuse
                ? ParentFinding(problem: problem(code, rule, values, context))
                : ParentFinding(act: act, warnings: [TraceLine("problem.\(code)", values)])
        }
        if let span = window.closes {
            let close = span.before(last, in: content.calendar)
            if today > close { return outside("parent-late", span, close, window.late) }
        }
        if let span = window.opens {
            let open = span.before(last, in: content.calendar)
            if today < open { return outside("parent-early", span, open, window.early) }
        }
        return ParentFinding(act: act, end: end)
    }

    private func titles(_ rule: ParentRule, _ language: Language) -> String {
        rule.services.compactMap { content.service($0)?.title(language) }.map { "„\($0)”" }.joined(separator: ", ")
    }

    private func problem(_ code: String, _ rule: ParentRule, _ values: [String: TraceValue], _ context: CheckingContext) -> Problem {
        Problem(field: rule.field, code: code, message: content.phrases("problem.\(code)", values, in: context.language))
    }

    // MARK: Submitting

    /// Ties the dossier to the acts that it names; their numbers stay among the answers, never a code.
    /// - Throws: `Refusal.invalid` for one that does not count.
    func linkParents(_ transaction: inout Transaction, _ checked: CheckedForm, _ context: CheckingContext) throws {
        let service = transaction.service
        if service.parents.isEmpty { return }
        let (states, problems) = try parents(of: transaction.dossier, service, checked, context, transaction.books)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        for rule in service.parents {
            guard let state = states.first(where: { $0.rule.field == rule.field }), let act = state.chosen else {
                try transaction.books.unlink(transaction.dossier.id, field: rule.field)
                continue
            }
            transaction.dossier.answers[rule.field] = .text(act.number)
            try transaction.books.link(
                transaction.dossier.id, by: rule.field, to: act, remarks: state.warnings, at: transaction.now)
        }
    }

    // MARK: Beginning with the parent's answers

    /// These answers, with what the parent's form said where nothing was answered yet. Of an act that was issued to somebody else
    /// nothing personal is taken over.
    /// - Parameter before: the answers as they were; what was taken from a parent before gives way to the new one's.
    func prefilled(
        _ answers: Answers, before: Answers, _ service: PublicService, for person: PersonID, _ context: CheckingContext, _ books: Books
    ) throws -> Answers {
        var answers = answers
        for rule in service.parents where !rule.prefill.isEmpty || rule.paid != nil {
            let (new, old) = (answers.text(rule.field) ?? "", before.text(rule.field) ?? "")
            guard new != old, case .success(let act) = try find(rule, new, for: person, context, books),
                let parent = try books.dossier(forJob: act.dossier)
            else { continue }
            let form = try shelf.service(of: parent, books).form
            var former: Answers?
            var formerlyPaid: Decimal?
            if !old.isEmpty, case .success(let act) = try find(rule, old, for: person, context, books) {
                former = try books.dossier(forJob: act.dossier)?.answers
                formerlyPaid = try paid(for: act, books)
            }
            if let key = rule.paid {
                let typed = answers.text(key).flatMap { Decimal(written: $0) }
                if answers[key]?.isBlank ?? true || (typed != nil && typed == formerlyPaid) {
                    answers[key] = .text(try paid(for: act, books).written)
                }
            }
            for (own, key) in rule.prefill {
                guard let answer = parent.answers[key], act.holder == person || form.field(key)?.isPersonal == false else { continue }
                let isFree = answers[own]?.isBlank ?? true
                if isFree || (former != nil && answers[own] == former?[key]) { answers[own] = answer }
            }
        }
        return answers
    }
}

extension Dossier {
    /// The same dossier with other answers.
    fileprivate func answering(_ answers: Answers) -> Dossier {
        var other = self
        other.answers = answers
        return other
    }

    /// The plots that its answers name; a building is its plot's.
    fileprivate func land(_ service: PublicService) -> Set<Parcel> { Set(parcels(service).map(\.land)) }
}

extension PublicService {
    /// Its act goes out on submission, before anybody has looked.
    fileprivate var isConfirmedByProgram: Bool { workflow.moves.contains { $0.deed == .issue } }
}

extension Parcel {
    /// The plot that a building (`-C1`) or a unit stands on.
    fileprivate var land: Parcel { Parcel(uat: uat, number: String(number.prefix { $0 != "-" })) }
}

extension Field {
    /// Tells who somebody is or how to reach them.
    fileprivate var isPersonal: Bool {
        switch kind {
        case .cnp, .identityCard, .email, .phone, .iban: true
        default: key.hasPrefix("solicitant.") || means == .applicant
        }
    }
}
