package import Foundation

/// What would happen to an application: its problems, its fee, its term. Nothing is kept.
package struct DryRun: Encodable, Sendable {
    let valid: Bool
    package let problems: [Problem]
    let warnings: [Problem]
    package let fee: Amount?
    let deadline: Due?
    /// Documents that would be asked for; they are not part of `valid`.
    let attachments: [Paper]

    package struct Amount: Encodable, Sendable {
        /// Two decimals, a point: "8.00".
        package let amount: String
        let currency: String
        package let trace: [String]

        package init(_ fee: Fee, in phrases: Phrasebook, language: Language) {
            amount = fee.amount.plain(decimals: 2)
            currency = "RON"
            trace =
                fee.lines.map { line in
                    let detail = line.detail.isEmpty ? "" : " (\(line.detail))"
                    return "\(line.label(language))\(detail): \(phrases.money(line.amount, in: language))"
                } + ["\(fee.title(language)): \(phrases.money(fee.amount, in: language)) – \(fee.law)"]
        }

        fileprivate init(nothingDueIn phrases: Phrasebook, language: Language) {
            amount = "0.00"
            currency = "RON"
            trace = [phrases("money.free", in: language)]
        }
    }

    package struct Due: Encodable, Sendable {
        package let date: String
        /// The minute of it, of a term in hours; nil: the whole last day.
        let time: String?
        package let trace: [String]

        package init(_ deadline: Deadline, in phrases: Phrasebook, language: Language) {
            date = "\(deadline.projected)"
            time = deadline.dueTime?.description
            trace = deadline.trace.map { phrases($0, in: language) }
        }
    }

    struct Paper: Encodable, Sendable {
        let code: String
        let title: String
        let required: Bool
    }
}

extension Content {
    /// Checks answers as if they were submitted on `day`, at that time.
    package func dryRun(
        _ service: PublicService, _ answers: Answers, on day: Day, at time: WallTime = .midnight, in language: Language
    ) -> DryRun {
        let every = Set(service.form.attachments.map(\.kind.code))
        let checked = service.form.check(answers, attached: every, in: checking(on: day, in: language))
        let problems = checked.problems + service.form.unknown(in: answers, checking(on: day, in: language))
        return DryRun(
            valid: problems.isEmpty, problems: problems, warnings: checked.warnings,
            fee: service.fee == nil
                ? DryRun.Amount(nothingDueIn: phrases, language: language)
                : fee(of: service, values: checked.values, on: day).map { DryRun.Amount($0, in: phrases, language: language) },
            deadline: service.term(for: checked.values, in: checking(on: day, in: language)).map {
                let clock = LegalClock($0, from: day, at: time, resets: resets(of: service))
                return DryRun.Due(clock.deadline(in: calendar), in: phrases, language: language)
            },
            attachments: checked.attachments.map {
                DryRun.Paper(code: $0.rule.kind.code, title: $0.rule.kind.title(language), required: $0.required)
            })
    }
}

extension Decimal {
    /// Digits with a point and at least so many decimals: for programs.
    package func plain(decimals: Int) -> String {
        let parts = "\(rounded(toDigits: decimals))".split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return "\(parts[0]).\(fraction)\(String(repeating: "0", count: max(0, decimals - fraction.count)))"
    }
}
