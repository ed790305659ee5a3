import Rulebook

/// Valid numbers, invented.
extension Ink {
    mutating func digits(_ count: Int) -> String { (0..<count).map { _ in "\(Int.random(in: 0...9, using: &chance))" }.joined() }

    mutating func cnp() -> String {
        while true {
            let month = Int.random(in: 1...12, using: &chance)
            let day = Int.random(in: 1...28, using: &chance)
            let beginning =
                "\(Int.random(in: 1...6, using: &chance))\(digits(2))\(month < 10 ? "0" : "")\(month)\(day < 10 ? "0" : "")\(day)"
            if let number = completed("\(beginning)12\(digits(3))", by: CNP.check) { return number }
        }
    }

    mutating func cui() -> String {
        while true {
            let first = Int.random(in: 1...9, using: &chance)
            if let number = completed("\(first)\(digits(6))", by: CUI.check) { return number }
        }
    }

    mutating func iban() -> String {
        let account = digits(16)
        while true {
            for control in 2...98 {
                let number = "RO\(control < 10 ? "0" : "")\(control)BTRL\(account)"
                if IBAN.check(number).normalised != nil { return number }
            }
        }
    }

    /// With the check digit that makes it valid.
    private func completed(_ beginning: String, by check: (String) -> IdentifierVerdict) -> String? {
        (0...9).map { "\(beginning)\($0)" }.first { check($0).normalised != nil }
    }
}
