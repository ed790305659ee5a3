import ArgumentParser
import Foundation
import Office
import Rulebook
import Store

struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Follows every institution's event chain and compares it with its sealed heads; exits with 1 at a break.",
        discussion: "Example: ghiseu audit verify --data data")

    @OptionGroup var data: DataOptions
    @OptionGroup var trust: TrustOptions
    @Option(
        help: "A folder of heads written by “audit heads” and kept elsewhere: the history must hold against them too.",
        completion: .directory)
    var heads: String?
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
        let kept = try heads.map { try SealedHeadFiles(folder: URL(filePath: $0)).read() } ?? []
        let store = try await data.store()
        let findings = try await HistoryAudit(store, trusting: trust.roots(data.folder), at: Date()).run(alsoAgainst: kept)
        try await store.close()
        if json {
            print(try JSONText(findings.map(HistoryReport.init)))
        } else if findings.isEmpty {
            print("Nothing has happened in these books yet.")
        } else {
            for finding in findings { print(finding.sentence) }
        }
        if !findings.allSatisfy(\.isWhole) { throw ExitCode(1) }
    }
}

extension HistoryFinding {
    fileprivate var sentence: String {
        if let chainBreak {
            return "\(institution): broken at event \(chainBreak.sequence): \(chainBreak.kind.sentence)"
        }
        if let headProblem {
            return "\(institution): the sealed head of \(headProblem.day) (event \(headProblem.sequence)) does not hold: "
                + headProblem.kind.sentence
        }
        let heads = sealedHeads == 0 ? "no sealed head" : "\(sealedHeads) sealed heads (\(stampedHeads) timestamped)"
        return "\(institution): whole, \(events) events, \(heads)"
            + (sealers.isEmpty ? "" : ", by \(sealers.sorted().joined(separator: "; "))")
    }
}

extension ChainBreak.Kind {
    fileprivate var sentence: String {
        switch self {
        case .edited: "it was edited"
        case .missing: "it is missing"
        case .reordered: "another event stands in its place"
        case .cut: "the chain was cut off before it"
        case .added: "it stands after the chain's head, which does not know it"
        }
    }
}

extension HeadProblem.Kind {
    fileprivate var sentence: String {
        switch self {
        case .altered: "it is not what was sealed"
        case .untrusted: "its seal leads to no trusted certificate; put the authority's into DATA/seals/roots, or name it with --trust"
        case .stamp: "its timestamp is not about it, or leads to no trusted certificate (--trust, DATA/seals/roots)"
        case .rewritten: "the event has another hash now, so the history was made anew"
        case .missing: "the event is not there any more"
        }
    }
}

/// A finding as JSON.
private struct HistoryReport: Encodable {
    let institution: String
    let whole: Bool
    let events: Int
    let broken: Break?
    let sealedHeads: Int
    let stampedHeads: Int
    let sealers: [String]
    let headProblem: Head?

    struct Break: Encodable {
        let sequence: Int
        let kind: ChainBreak.Kind
    }

    struct Head: Encodable {
        let day: String
        let sequence: Int
        let kind: HeadProblem.Kind
    }

    init(_ finding: HistoryFinding) {
        institution = finding.institution
        whole = finding.isWhole
        events = finding.events
        broken = finding.chainBreak.map { Break(sequence: $0.sequence, kind: $0.kind) }
        sealedHeads = finding.sealedHeads
        stampedHeads = finding.stampedHeads
        sealers = finding.sealers.sorted()
        headProblem = finding.headProblem.map { Head(day: "\($0.day)", sequence: $0.sequence, kind: $0.kind) }
    }
}
