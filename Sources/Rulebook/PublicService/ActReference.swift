/// An act's number as people type it: „CU 12/2026”, „nr. 12/14.05.2026”; where the act is somebody else's, with its verification code.
package struct ActReference: Hashable, Sendable {
    /// In capitals; nil where none was typed.
    package let register: String?
    package let number: Int
    package let year: Int
    /// In groups of four, in capitals.
    package let code: String?

    package init?(_ typed: String) {
        let text = typed.prefix(100).trimmingPrefix { $0.isWhitespace }
        let form =
            #/
            (?: (\p{L}[\p{L}-]{0,11}) \.? \s+ )? (?: nr \.? \s* )?
            (\d{1,7}) \s* / \s* (?: \d{1,2} \. \d{1,2} \. )? (20\d{2})
            (?: \s+ ([0-9A-Za-z-]{16,19}) )? \s*
            /#
        guard let match = text.wholeMatch(of: form), let number = Int(match.2), let year = Int(match.3) else { return nil }
        let register = match.1.map { $0.uppercased() }
        self.register = register == "NR" ? nil : register
        self.number = number
        self.year = year
        guard let written = match.4 else {
            code = nil
            return
        }
        let letters = Array(written.uppercased().filter { $0 != "-" })
        guard letters.count == 16 else { return nil }
        code = stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
