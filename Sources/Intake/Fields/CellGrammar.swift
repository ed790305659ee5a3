import Rulebook

/// How a kind of answer is written a character to a cell: what each cell may hold, and what the groups of cells say together.
struct CellGrammar: Sendable {
    let kind: FieldKind
    /// How many cells stand together, group by group.
    let groups: [Int]

    /// Cells farther apart than this, in mm, belong to different groups.
    private static let gap = 0.9

    /// - Parameter boxes: the cells from left to right, in mm.
    init(_ kind: FieldKind, boxes: [[Double]]) {
        self.kind = kind
        var groups: [Int] = []
        for (index, box) in boxes.enumerated() {
            let before = index > 0 ? boxes[index - 1] : nil
            if let before, box[0] - before[0] - before[2] <= Self.gap {
                groups[groups.count - 1] += 1
            } else {
                groups.append(1)
            }
        }
        self.groups = groups
    }

    private var count: Int { groups.reduce(0, +) }

    /// One for each cell.
    var masks: [Mask] {
        switch kind {
        case .cnp, .phone, .date, .time, .period, .postcode, .kilometre, .slot: all(.digits)
        case .cui: [Self.vat.0, Self.vat.1].prefix(count) + Array(repeating: .digits, count: max(count - 2, 0))
        case .number, .money:
            [Mask.signedDigits].prefix(count) + Array(repeating: .digits, count: max(count - 1, 0))
        case .iban: (0..<count).map { Self.account[min($0, Self.account.count - 1)] }
        case .identityCard: (0..<count).map { $0 < (groups.first ?? 2) ? .capitals : .digits }
        case .tradeRegister: (0..<count).map { $0 == 0 ? Self.register : $0 < 2 ? .digits : Self.registerNumber }
        case .countyRoad: (0..<count).map { $0 < 2 ? .capitals : $0 < 5 ? .digits : .capitals }
        case .plate: (0..<count).map { $0 == 0 ? .capitals : .capitalsAndDigits }
        case .monument: all(Self.monument)
        case .text, .paragraph, .truth, .declaration, .choice, .choices, .email, .cadastral, .landBook, .uat, .locality, .geometry, .rows:
            all(.text)
        }
    }

    private func all(_ mask: Mask) -> [Mask] { Array(repeating: mask, count: count) }

    private static let vat = (Mask.digits.union(Mask("R")), Mask.digits.union(Mask("O")))
    /// `RO49AAAA…`: letters where a Romanian account has them; another country's may have either.
    private static let account: [Mask] =
        [.capitals, .capitals, .digits, .digits] + Array(repeating: .capitalsAndDigits, count: 5)
    private static let register = Mask("JFC", alike: ["J": [("j", 1), ("I", 0.2)], "F": [("f", 1)], "C": [("c", 1), ("G", 0.2)]])
    private static let registerNumber = Mask.digits.union(Mask("/", alike: ["/": [("|", 0.3), ("I", 0.2), ("l", 0.2)]]))
    private static let monument = Mask.capitalsAndDigits.union(Mask("-.", alike: ["-": [("–", 1), ("_", 0.5)], ".": [(",", 0.7)]]))

    /// The ways in which so many written characters can make an answer, where the kind has but few; none where it has many.
    func shapes(_ count: Int) -> [[Set<Character>]] {
        guard kind == .tradeRegister else { return [] }
        let (letter, digit, stroke): (Set<Character>, Set<Character>, Set<Character>) = (Set("JFC"), Set(Mask.digitCharacters), ["/"])
        func digits(_ count: Int) -> [Set<Character>] { Array(repeating: digit, count: count) }
        if count == 14 { return [[letter] + digits(13)] + old(14) }
        return old(count)

        // A county of one digit or two, a number, the year.
        func old(_ count: Int) -> [[Set<Character>]] {
            [1, 2].compactMap { county in
                let number = count - county - 7
                return 1...7 ~= number ? [letter] + digits(county) + [stroke] + digits(number) + [stroke] + digits(4) : nil
            }
        }
    }

    /// What any of the cells may hold.
    var anywhere: Mask { masks.dropFirst().reduce(masks.first ?? .digits) { $0.union($1) } }

    /// What a person would type who read the groups aloud; empty groups are left out where the kind allows it.
    func typed(_ groups: [String]) -> String {
        switch kind {
        case .date: groups.joined(separator: ".")
        case .time: groups.joined(separator: ":")
        case .period where groups.count == 6:
            "\(groups[0...2].joined(separator: "."))/\(groups[3...5].joined(separator: "."))"
        case .kilometre: groups.joined(separator: "+")
        case .money where groups.count > 1: amount(groups.dropLast().joined(), groups.last ?? "")
        case .number where groups.count > 1: amount(groups.dropLast().joined(), groups.last ?? "")
        case .text, .paragraph, .number, .money, .truth, .declaration, .choice, .choices, .email, .phone, .cnp, .cui, .iban, .identityCard,
            .tradeRegister, .cadastral, .landBook, .uat, .locality, .postcode, .period, .slot, .geometry, .countyRoad, .plate, .monument,
            .rows:
            groups.joined()
        }
    }

    private func amount(_ whole: String, _ decimals: String) -> String {
        decimals.isEmpty ? whole : "\(whole.isEmpty ? "0" : whole),\(decimals)"
    }

    /// Of a booking's groups: day, time, number of slots, behind the unit that is booked.
    static func slot(_ unit: String, _ groups: [String]) -> String? {
        guard groups.count == 6, let day = Day(written: groups[0...2].joined(separator: ".")),
            let time = WallTime(written: groups[3...4].joined(separator: ":")), let slot = Slot("\(unit)/\(day)T\(time)/\(groups[5])")
        else { return nil }
        return "\(slot)"
    }
}
