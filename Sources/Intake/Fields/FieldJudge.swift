import Foundation
import Rulebook

/// Judges what was read in a field by the rules that its answer has to keep anyway: checksums, registers, shapes, limits.
struct FieldJudge: Sendable {
    let kind: FieldKind
    /// Nil where the service has no such field any more.
    let field: Field?
    let context: CheckingContext

    struct Judgement: Hashable, Sendable {
        /// As the form takes it.
        let value: String
        let verdict: Verdict
        /// It keeps the kind's rule, but not a limit of this field, or a rule only warns of it.
        let isDoubtful: Bool
    }

    enum Verdict: String, Hashable, Sendable {
        /// There is no rule for it.
        case free
        /// It has the shape that its kind demands.
        case sound
        /// A checksum holds.
        case proven
        /// It stands in a list.
        case listed
        case wrong
    }

    /// Nil for what the kind's rule refuses.
    func judge(_ text: String) -> Judgement? {
        switch kind {
        case .cnp, .cui, .iban: identifier(text, .proven)
        case .email, .phone, .identityCard, .tradeRegister, .cadastral, .landBook, .postcode, .countyRoad, .kilometre, .plate, .monument:
            identifier(text, .sound)
        case .number, .money: number(text)
        case .date: Day(written: text).flatMap { day($0) }
        case .time: WallTime(written: text).map { Judgement(value: "\($0)", verdict: .sound, isDoubtful: false) }
        case .period: period(text)
        case .geometry: Geometry(text).map { _ in Judgement(value: text, verdict: .sound, isDoubtful: false) }
        case .text, .paragraph: Judgement(value: text, verdict: .free, isDoubtful: !isAdmitted(text))
        case .truth, .declaration, .choice, .choices, .uat, .locality, .slot, .rows:
            Judgement(value: text, verdict: .free, isDoubtful: false)
        }
    }

    /// What a person confirms is the shape that is typed; the form makes the normal one of it.
    private func identifier(_ text: String, _ verdict: Verdict) -> Judgement? {
        // A county of one digit is written without its zero, too.
        let written = kind == .tradeRegister ? text.replacing(/^([JFCjfc])([0-9])\//) { "\($0.1)0\($0.2)/" } : text
        guard let judged = kind.identifier?.check(written), let normal = judged.normalised else { return nil }
        return Judgement(value: normal, verdict: verdict, isDoubtful: !judged.warnings.isEmpty)
    }

    private func number(_ text: String) -> Judgement? {
        let decimals = kind == .money ? 2 : field?.decimals ?? (field == nil ? 6 : 0)
        guard let number = Decimal(written: text), number == number.rounded(toDigits: decimals) else { return nil }
        return Judgement(value: number.written, verdict: .sound, isDoubtful: field?.range.map { !$0.admits(number) } ?? false)
    }

    /// Days that a form may speak of; others are misread.
    private static let years = 1900...2100

    private func day(_ day: Day) -> Judgement? {
        guard Self.years.contains(day.components.year) else { return nil }
        let ahead = Decimal(context.today.days(until: day))
        return Judgement(value: "\(day)", verdict: .sound, isDoubtful: field?.range.map { !$0.admits(ahead) } ?? false)
    }

    private func period(_ text: String) -> Judgement? {
        let days = text.split(separator: "/", omittingEmptySubsequences: false).map { Day(written: String($0)) }
        guard days.count == 2, let first = days[0], let last = days[1], let period = Period(from: first, to: last), day(first) != nil,
            day(last) != nil
        else { return nil }
        return Judgement(value: "\(period)", verdict: .sound, isDoubtful: field?.length.map { !$0.admits(Decimal(period.count)) } ?? false)
    }

    private func isAdmitted(_ text: String) -> Bool {
        if let pattern = field?.pattern, text.range(of: "^(?:\(pattern.matches))$", options: .regularExpression) == nil { return false }
        return field?.length.map { $0.admits(Decimal(text.count)) } ?? true
    }
}
