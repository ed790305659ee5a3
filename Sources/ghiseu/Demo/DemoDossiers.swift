import Foundation
import Office
import Rulebook
import Store

/// Sixty dossiers, each a little story told in deeds; which story and how long ago comes from the dossier's place in the row.
struct DemoDossiers {
    /// Something that a person does at some time.
    struct Errand {
        let at: Date
        let deed: () async throws -> Void
    }

    /// How far a dossier came, and how many days ago it was submitted: recent ones are young, old ones done or late.
    private enum Story: CaseIterable {
        case draft, registered, assigned, asked, completed, drafting, approval, countersigning, signing, issued, refused, redirected,
            withdrawn

        var age: ClosedRange<Int> {
            switch self {
            case .draft, .registered: 0...4
            case .assigned: 2...26
            case .asked: 4...14
            case .completed, .drafting: 9...20
            case .approval, .countersigning, .signing: 12...24
            case .issued, .refused: 14...45
            case .redirected, .withdrawn: 5...30
            }
        }
    }

    /// The mix of a real month: most are in work or issued.
    private static let stories: [Story] = [
        .issued, .assigned, .registered, .drafting, .issued, .asked, .approval, .assigned, .issued, .signing, .completed, .registered,
        .issued,
        .assigned, .draft, .refused, .issued, .redirected, .countersigning, .withdrawn,
    ]

    let office: Office
    let visitors: [String: Visitor]

    func errands(endingAt end: Date) async throws -> [Errand] {
        let papers = try await samplePapers()
        let services = ["cu-construire", "cu-construire", "petitie", "cu-construire", "turism-materiale"].compactMap(office.content.service)
        guard !services.isEmpty else { return [] }
        return try (0..<60).flatMap { index in
            let story = Self.stories[index % Self.stories.count]
            let span = story.age.upperBound - story.age.lowerBound
            let days = story.age.lowerBound + (span == 0 ? 0 : index * 7 % (span + 1))
            return try tell(
                story, services[index % services.count], index, from: workingHour(end, daysAgo: days, index), until: end, papers)
        }
    }

    /// An hour of a day at which people sit at their desks, and never in the future.
    func workingHour(_ end: Date, daysAgo days: Int, _ index: Int) -> Date {
        let hours = Double(8 + index % 9) + Double(index * 13 % 60) / 60
        let midnight = (end.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
        return min(Date(timeIntervalSince1970: midnight - Double(days) * 86_400 + hours * 3_600), end - Double(120 - index))
    }

    private func tell(
        _ story: Story, _ service: PublicService, _ index: Int, from start: Date, until end: Date, _ papers: [String: ReceivedFile]
    ) throws -> [Errand] {
        let office = office
        let opener = try visitor(DemoPeople.citizens[index % DemoPeople.citizens.count])
        let clerk = try visitor(DemoPeople.clerk(of: service.desk))
        let (head, signatory) = (try visitor(DemoPeople.colleague(.head)), try visitor(DemoPeople.colleague(.signatory)))
        let secretary = try visitor(DemoPeople.colleague(.secretary))
        let (registry, cashier) = (try visitor(DemoPeople.colleague(.registry)), try visitor(DemoPeople.colleague(.cashier)))
        let cell = DemoCell()
        var errands: [Errand] = []
        /// A deed so many days after the submission, squeezed in before now.
        func later(_ days: Double, _ deed: @escaping (DossierID, Int) async throws -> Void) {
            let at = min(start + days * 86_400, end - 60 + Double(errands.count))
            errands.append(
                Errand(at: at) {
                    let id = cell.id
                    let version = try await office.store.read { try $0.dossier(forJob: id)?.version ?? 0 }
                    try await deed(id, version)
                })
        }
        let answers = DemoAnswers(index: index, content: office.content).answers(service)
        errands.append(
            Errand(at: start - 600) {
                cell.id = try await office.open(service.slug, key: "demo-\(index)", by: opener)
                _ = try await office.save(answers, in: cell.id, by: opener, language: .ro)
                let form = try await office.form(cell.id, by: opener, in: .ro)
                for (rule, required) in form.checked.attachments where required {
                    if let paper = papers[rule.kind.code] { try await office.attach(paper, as: rule.kind.code, to: cell.id, by: opener) }
                }
            })
        if story == .draft { return errands }
        later(0) { id, _ in _ = try await office.submit(id, by: opener, language: .ro) }
        let pays = service.fee != nil && index % 7 != 3
        if pays, let proof = papers["payment-proof"] {
            // What costs nothing today has no payment to prove.
            later(0.2) { id, _ in
                if try await payment(of: id) == .due { try await office.givePaymentProof(proof, for: id, by: opener) }
            }
            if story != .registered || index % 2 == 0 {
                later(0.9) { id, version in
                    if try await payment(of: id) == .given { try await office.confirmPayment(of: id, version: version, by: cashier) }
                }
            }
        }
        if story == .registered { return errands }
        if story == .redirected {
            later(2) { id, version in
                try await office.redirect(
                    id, to: "primaria-floresti", reason: "Imobilul se află în competența primăriei.", version: version, by: registry)
            }
            return errands
        }
        later(1) { id, version in try await office.assign(id, to: clerk.id, version: version, by: registry) }
        if story == .assigned { return errands }
        if story == .withdrawn {
            later(3) { id, version in try await office.withdraw(id, version: version, by: opener) }
            return errands
        }
        if story == .asked || story == .completed {
            let reason = "Documentul nu se poate citi; te rugăm să îl încarci din nou."
            let field =
                service.form.attachments.first { $0.requiredWhen == nil }.map { "attachment:\($0.kind.code)" } ?? service.subject ?? ""
            later(3) { id, version in
                try await office.requestCompletion(
                    of: id, items: [.init(field: field, reason: reason)], message: "Te rugăm să completezi dosarul cu cele de mai jos.",
                    version: version, by: clerk)
            }
            if story == .completed {
                later(6) { id, _ in
                    // A document is handed in anew: another file under its name.
                    let code = field.hasPrefix("attachment:") ? String(field.dropFirst("attachment:".count)) : ""
                    let others = papers.sorted { $0.key < $1.key }.map(\.value).filter { $0.sha256 != papers[code]?.sha256 }
                    if papers[code] != nil, let other = others.first { try await office.attach(other, as: code, to: id, by: opener) }
                    try await office.complete(id, by: opener, language: .ro)
                }
            }
            return errands
        }
        if story == .refused {
            let reason = service.refusalReasons.first ?? "Cererea nu îndeplinește condițiile legii."
            later(7) { id, version in try await office.proposeRefusal(of: id, reason: reason, version: version, by: clerk) }
            later(8) { id, version in try await office.refuse(id, version: version, by: head) }
            return errands
        }
        later(5) { id, version in try await office.draftAct(for: id, version: version, by: clerk) }
        if story == .drafting { return errands }
        later(5.5) { id, _ in try await recordEndorsements(id, index, by: clerk) }
        later(6) { id, _ in try await DemoActs.write(office, id, of: service, by: clerk) }
        later(7) { id, version in try await office.sendForApproval(id, version: version, by: clerk) }
        if story == .approval || (service.fee != nil && !pays) { return errands }
        later(9) { id, version in try await office.approve(id, version: version, by: head) }
        if story == .countersigning { return errands }
        for step in service.workflow.moves where step.by == [.secretary] && step.deed == .advance {
            later(10) { id, version in try await office.take(step.name ?? "", Answers(), on: id, version: version, by: secretary) }
        }
        if story == .signing { return errands }
        later(11) { id, version in try await office.seal(id, version: version, by: signatory) }
        return errands
    }

    /// Most town halls do not work in the program yet: what they say comes on paper.
    private func recordEndorsements(_ id: DossierID, _ index: Int, by clerk: Visitor) async throws {
        let dossier = try await office.caseFile(id, seenBy: clerk).dossier
        for (place, gap) in (dossier.endorsementGaps ?? []).enumerated() where gap.reason == .unasked {
            let version = try await office.store.read { try $0.dossier(forJob: id)?.version ?? 0 }
            let day = office.content.phrases.date(office.today().adding(days: -1), .numeric, in: .ro)
            try await office.record(
                .favourable, of: gap.kind, "", reference: "nr. \(210 + 7 * index + place) din \(day)", for: id, version: version, by: clerk)
        }
    }

    private func payment(of id: DossierID) async throws -> Dossier.PaymentState? {
        try await office.store.read { try $0.dossier(forJob: id)?.payment }
    }

    func visitor(_ person: DemoPeople.Person) throws -> Visitor {
        guard let visitor = visitors[person.email] else { throw Refusal.notFound }
        return visitor
    }

    /// One page for each document of the checklists, saying that it is a sample; kept as an upload would be.
    func samplePapers() async throws -> [String: ReceivedFile] {
        var papers: [String: ReceivedFile] = [:]
        let kinds = Set(office.content.services.flatMap(\.form.attachments).map(\.kind)).sorted { $0.code < $1.code }
        for (code, title) in kinds.map({ ($0.code, $0.title.ro) }) + [("payment-proof", "Dovada plății")] {
            let sheet = try JSONEncoder().encode(["title": title, "code": code])
            let pdf = try await office.typeset("document-demonstrativ", data: sheet)
            papers[code] = ReceivedFile(
                name: "\(code.lowercased())-demo.pdf", type: .pdf, size: pdf.count, sha256: try await office.store.files.keep(pdf))
        }
        return papers
    }
}

/// The dossier that a story is about, known once it is opened; stories are told by one task.
final class DemoCell {
    var id: DossierID = ""
}
