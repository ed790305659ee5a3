import Foundation
import Rulebook

/// Answers that stand in a list, as they may be written: the entry that the ink makes most probable is the answer.
struct ClosedList: Sendable {
    /// What is written, and the answer that it means.
    let entries: [(written: String, value: String)]

    /// Only entries so like what was read, in the share of their letters, are tried.
    private static let farthest = 0.4
    /// Less probable than what was read by more than this, in natural logarithms a letter, no entry is meant.
    private static let costPerLetter = 2.0

    struct Match: Hashable {
        let written: String
        let value: String
        let score: Double
    }

    /// The entries that may be meant, the most probable first.
    func matches(_ line: MaskedLine) -> [Match] {
        let plain = line.plain().text
        guard !plain.isEmpty, let read = line.likelihood(plain) else { return [] }
        let folded = Array(WordList.folded(plain).unicodeScalars)
        let isCapital = plain.filter(\.isLetter).count(where: \.isUppercase) * 2 > plain.filter(\.isLetter).count
        var matches: [Match] = []
        for entry in entries {
            let wanted = Array(WordList.folded(entry.written).unicodeScalars)
            let limit = Int((Double(max(wanted.count, folded.count)) * Self.farthest).rounded(.up))
            guard folded.edits(to: wanted, atMost: limit) != nil else { continue }
            let spellings = spellings(entry.written, isCapital)
            guard let score = spellings.compactMap({ line.likelihood($0) }).max() else { continue }
            guard read - score <= Self.costPerLetter * Double(max(wanted.count, 3)) else { continue }
            matches.append(Match(written: entry.written, value: entry.value, score: score))
        }
        return matches.isEmpty ? beginnings(plain, read) : matches.sorted { $0.score > $1.score }
    }

    private static let (shortestBeginning, restCost) = (4, 12.0)

    /// Where something else stands behind the answer, a stamp's letters say: the longest entry that the line begins with.
    private func beginnings(_ plain: String, _ read: Double) -> [Match] {
        let folded = WordList.folded(plain)
        let fitting = entries.filter { entry in
            entry.written.count >= Self.shortestBeginning && folded.hasPrefix(WordList.folded(entry.written))
        }
        guard let longest = fitting.max(by: { $0.written.count < $1.written.count }) else { return [] }
        return [Match(written: longest.written, value: longest.value, score: read - Self.restCost)]
    }

    /// As it stands in the list, in capitals, and both as they are written by people who leave the diacritics out.
    private func spellings(_ written: String, _ isCapital: Bool) -> Set<String> {
        let cased = isCapital ? written.uppercased() : written
        let other = isCapital ? written : written.uppercased()
        return [cased, Self.bare(cased), other]
    }

    private static func bare(_ text: String) -> String {
        String(
            text.map { character in
                let folded = WordList.folded(String(character))
                guard folded != character.lowercased() else { return character }
                return Character(character.isUppercase ? folded.uppercased() : folded)
            })
    }
}

/// The domains that people's mail addresses have here, the most usual first.
enum MailDomains {
    static let usual = [
        "gmail.com", "yahoo.com", "yahoo.ro", "hotmail.com", "outlook.com", "icloud.com", "live.com", "protonmail.com", "proton.me",
        "mail.com", "ymail.com", "rocketmail.com", "gmx.com", "gmx.net", "aol.com", "msn.com", "me.com", "mac.com", "windowslive.com",
        "googlemail.com", "outlook.ro", "hotmail.ro", "k.ro", "personal.ro", "email.ro", "mail.ru", "yahoo.co.uk", "yahoo.fr", "yahoo.it",
        "yahoo.de", "libero.it", "freemail.hu", "citromail.hu", "web.de", "orange.fr", "rdslink.ro", "rdsmail.ro", "clicknet.ro",
        "upcmail.ro", "romtelecom.ro", "cjcluj.ro", "primariaclujnapoca.ro", "ubbcluj.ro", "utcluj.ro", "usamvcluj.ro", "umfcluj.ro",
        "edu.ro", "insp.gov.ro", "anaf.ro", "ancpi.ro", "example.ro", "example.com",
    ]

    /// Addresses that differ from one in their domain's misread letters.
    static func neighbours(of address: String, among domains: [String]) -> [String] {
        guard let at = address.lastIndex(of: "@") else { return [] }
        let domain = Array(address[address.index(after: at)...].unicodeScalars)
        let limit = min(2, max(domain.count / 4, 1))
        return domains.filter { domain.edits(to: Array($0.unicodeScalars), atMost: limit) != nil }
            .map { address[...at] + $0 }
    }
}
