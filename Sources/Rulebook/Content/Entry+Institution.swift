import Foundation
import Yams

extension Entry {
    func institution() -> Institution {
        mapping { m in
            let slug = m.required("slug")?.slug() ?? ""
            if !file.hasSuffix("/\(slug).yaml") { problem("the file has to be called \(slug).yaml") }
            let fiscalCode = m.required("fiscal-code")
            if let fiscalCode, case .invalid = CUI.check(fiscalCode.text()) { fiscalCode.problem("the fiscal code is not valid") }
            let iban = m.required("iban")
            if let iban, case .invalid = IBAN.check(iban.text()) { iban.problem("the IBAN is not valid") }
            return Institution(
                slug: slug, name: m.required("name")?.localized() ?? Localized(ro: ""), shortName: m.text("short-name"),
                kind: m.required("kind")?.name(Institution.Kind.self) ?? .service, address: m.text("address"), phone: m.text("phone"),
                email: m.text("email"), fiscalCode: fiscalCode?.text() ?? "", iban: iban?.text() ?? "",
                desks: m.required("desks")?.desks() ?? [],
                signatoryTitle: m.text("signatory-title"),
                redirects: m["redirects"]?.list().map { redirect in
                    redirect.mapping { r in .init(slug: r.required("slug")?.slug() ?? "", name: r.text("name"), contact: r.text("contact"))
                    }
                } ?? [],
                source: m.text("source"), sharedRegisters: m["shared-registers"].map { Set($0.texts()) })
        }
    }

    func desks() -> [Institution.Desk] {
        list().map { desk in
            desk.mapping { d in
                .init(
                    slug: d.required("slug")?.slug() ?? "", name: d.required("name")?.localized() ?? Localized(ro: ""),
                    isRestricted: d["restricted"]?.truth() ?? false, headTitle: d["head-title"]?.text())
            }
        }
    }

    func tariffTable() -> TariffTable {
        mapping { m in
            TariffTable(
                institution: m.text("institution"), from: m.required("from")?.day() ?? .earliest, source: m.text("source"),
                tariffs: m.required("tariffs")?.mapping { tariffs in
                    Dictionary(tariffs.all().map { ($0.key, $0.value.tariff(name: $0.key)) }) { first, _ in first }
                } ?? [:],
                file: file)
        }
    }

    private func tariff(name: String) -> Tariff {
        mapping { m in
            let inputs = m["inputs"]?.texts() ?? []
            let known = Set(inputs.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 } + ["total"])
            return Tariff(
                name: name, title: m.required("title")?.localized() ?? Localized(ro: ""), law: m.text("law"), inputs: inputs,
                steps: m.required("steps")?.list().map { $0.tariffStep(known) } ?? [])
        }
    }

    private func tariffStep(_ known: Set<String>) -> Tariff.Step {
        mapping { m in
            let label = m.required("label")?.localized() ?? Localized(ro: "")
            let when = m["when"].map { $0.expression() }
            let rules: [Tariff.Rule?] = [
                m["add"].map { .add($0.price()) },
                m["brackets"].map { $0.brackets() },
                m["times"].map { .times($0.amount()) },
                m["at-least"].map { .atLeast($0.expression()) },
                m["at-most"].map { .atMost($0.expression()) },
                m["free"].flatMap { $0.truth() ? .free : nil },
            ]
            let given = rules.compactMap { $0 }
            if given.count != 1 { problem("a step has exactly one of: add, brackets, times, at-least, at-most, free") }
            var read: Set<String> = when?.names ?? []
            switch given.first {
            case .add(let formula)?, .atLeast(let formula)?, .atMost(let formula)?, .brackets(of: let formula, upTo: _, above: _)?:
                read.formUnion(formula.names)
            case .times?, .free?, nil: break
            }
            for name in read.sorted() where !known.contains(name) { problem("\(quoted(name)) is not among the inputs") }
            return Tariff.Step(label: label, when: when, rule: given.first ?? .free)
        }
    }

    /// A formula may take something off, for a settlement; a price by itself is not below zero.
    private func price() -> Expression {
        let formula = expression()
        if case .negative(.literal) = formula { problem("\(quoted(word())) is below zero") }
        return formula
    }

    private func brackets() -> Tariff.Rule {
        mapping { m in
            let bounds: [Tariff.Bracket] =
                m.required("up-to")?.mapping { bounds in
                    bounds.all().map { pair -> Tariff.Bracket in
                        pair.at.checkThousands(pair.key)
                        let bound = Decimal(plain: pair.key)
                        if bound.map({ $0 < 0 }) ?? true { pair.at.problem("a bracket's bound is a number, and not below zero") }
                        return Tariff.Bracket(bound: bound ?? 0, amount: pair.value.amount())
                    }
                } ?? []
            if bounds.map(\.bound) != bounds.map(\.bound).sorted() { problem("brackets go upwards") }
            let above =
                m.required("above")?.mapping { a in
                    Tariff.Above(
                        base: a.required("base")?.amount() ?? 0, each: a.required("each")?.amount() ?? 0,
                        over: a.required("over")?.amount() ?? 0)
                } ?? Tariff.Above(base: 0, each: 0, over: 0)
            return .brackets(of: m.required("of")?.expression() ?? .literal(.none), upTo: bounds, above: above)
        }
    }
}
