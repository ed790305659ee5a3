import Foundation
package import Rulebook
import Store

/// A request that came to the wrong institution goes on to the right one, within five days (OG nr. 27/2002, art. 6^1).
extension Office {
    /// The register in which letters that pass a request on are numbered.
    private static let transmittalRegister = "INT"
    /// How the key begins that opens a request at its receiver; the sender's dossier follows.
    private static let handedOnKey = "redirected:"

    /// Sends a misdirected request on and tells the applicant where to. An institution of this house gets it at once, as a dossier of
    /// its own with number and term; for any other, the sealed letter that passes it on is made, and the registry sends it.
    package func redirect(_ id: DossierID, to slug: String, reason: String, version: Int, by visitor: Visitor) async throws {
        let reason = try required(reason, "reason", called: "desk.reason.redirectioneaza", limit: 2_000)
        let copy = settings.newID()
        try await answering(id, .redirect, version: version, by: visitor) { transaction in
            let dossier = transaction.dossier
            guard let target = content.redirects(from: dossier.institution).first(where: { $0.slug == slug }) else {
                throw Refusal.notFound
            }
            _ = try transaction.stage(after: .redirect)
            if try formerInstitutions(of: dossier, transaction.books).contains(slug) {
                let message = content.phrases("problem.was-there", ["name": .text(target.name)], in: .ro)
                throw Refusal.invalid([Problem(field: "target", code: "was-there", message: message)])
            }
            var details = ["to": target.name, "contact": target.contact, "reason": reason]
            if let late = transaction.daysLate(for: .redirect) { details["late"] = "\(late)" }
            if let receiver = try receiver(of: transaction, at: target.slug) {
                let number = try handOn(transaction, to: receiver, as: copy)
                details["dossier"] = copy
                details["number"] = "\(number)"
            }
            let papers = try transaction.books.attachments(of: id)
            details["letter"] = try issueTransmittal(to: target, reason, papers, transaction)
            try transaction.make(.redirect, details)
            try transaction.notifyApplicant(.redirected(dossier: id), once: "redirected:\(id)")
        }
    }

    /// The institution of this house that a request can be handed to as a dossier: it may answer such a request, and has people for all that
    /// the workflow wants.
    /// What a desk keeps to itself goes by letter alone: nobody knows who reads it there.
    private func receiver(of transaction: Transaction, at slug: String) throws -> Institution? {
        let workforce = try transaction.books.workforce()
        return receivers(of: transaction.dossier, transaction.service, workforce).contains(slug) ? content.institution(slug) : nil
    }

    private func isKeptApart(_ dossier: Dossier) -> Bool {
        content.institution(dossier.institution)?.restrictedDesks.contains(dossier.desk) ?? false
    }

    /// Where a request can be sent on to.
    /// - Returns: everybody but those who had it already, and who of them gets it at once, as a dossier; every other gets a letter.
    package func redirects(of file: CaseFile) async throws -> (targets: [Institution.Redirect], receivers: Set<String>) {
        let (former, workforce) = try await store.read { (try formerInstitutions(of: file.dossier, $0), try $0.workforce()) }
        let targets = content.redirects(from: file.dossier.institution).filter { !former.contains($0.slug) }
        return (targets, receivers(of: file.dossier, file.service, workforce).subtracting(former))
    }

    /// Who had the request before and sent it on: with each round trip it would have a new term.
    private func formerInstitutions(of dossier: Dossier, _ books: Books) throws -> Set<String> {
        var (former, here) = (Set<String>(), try books.origin(of: dossier.id))
        while let key = here?.openingKey, key.hasPrefix(Self.handedOnKey) {
            here = try books.origin(of: String(key.dropFirst(Self.handedOnKey.count)))
            if let here { former.insert(here.institution) }
        }
        return former
    }

    private func receivers(of dossier: Dossier, _ service: PublicService, _ workforce: [String: [[Appointment]]]) -> Set<String> {
        if isKeptApart(dossier) { return [] }
        let able = workforce.filter { slug, people in
            guard let institution = content.institution(slug), content.isCompetent(institution, for: service),
                let desk = receivingDesk(of: dossier, institution)
            else { return false }
            return Staffing.suffices(people, for: service, at: desk, of: institution)
        }
        return Set(able.keys)
    }

    /// The desk of the same name, or the first.
    private func receivingDesk(of dossier: Dossier, _ receiver: Institution) -> Institution.Desk? {
        receiver.desk(dossier.desk) ?? receiver.desks.first
    }

    /// Opens the request as the receiver's dossier, in the applicant's name, with all that was handed in.
    private func handOn(_ transaction: Transaction, to receiver: Institution, as copy: DossierID) throws -> RegisterNumber {
        let (sent, books, service) = (transaction.dossier, transaction.books, transaction.service)
        guard let desk = receivingDesk(of: sent, receiver) else { throw OfficeFault.missing("desk of \(receiver.slug)") }
        var dossier = Dossier(
            id: copy, institution: receiver.slug, service: sent.service, revision: sent.revision, opener: sent.opener, desk: desk.slug,
            stage: service.workflow.start.name, title: sent.title, openedAt: transaction.now)
        dossier.answers = sent.answers
        dossier.applicant = sent.applicant
        dossier.place = sent.place
        try books.open(dossier, key: "\(Self.handedOnKey)\(sent.id)", at: transaction.now)
        let originals = try books.attachments(of: sent.id)
        let papers = originals.map { $0.copied(to: copy, as: settings.newID()) }
        for paper in papers { try books.add(paper) }
        let next = try dossier.stage(after: .submit, by: Actor(person: sent.opener, roles: [.applicant]), in: service)
        var handed = try Transaction(on: dossier, by: transaction.visitor, office: self, books: books)
        let values = service.form.check(sent.answers, attached: Set(papers.map(\.code)), in: checking()).values
        let sender = content.institution(sent.institution)?.name.ro ?? sent.institution
        for parent in try books.parents(of: sent.id) {
            try books.link(copy, by: parent.field, to: parent.act, remarks: parent.remarks, at: transaction.now)
        }
        if let paid = try books.payment(of: sent.id), [.given, .confirmed].contains(sent.payment) {
            let proof = zip(originals, papers).first { $0.0.id == paid.proof }?.1.id
            try carry(paid, sent.payment, from: sender, proof: proof, &handed)
        }
        if handed.dossier.payment != .given { try charge(&handed, values) }
        var details = ["from": sender, "sent-number": sent.number.map { "\($0)" } ?? ""]
        if sent.payment == .due, handed.dossier.payment == .none { details["untaxed"] = "true" }
        // Who chose to stay unnamed stays so there too.
        if try isUnnamed(sent, service, books) { details[Self.unnamedMark] = "true" }
        let number = try register(&handed, to: next, values, papers, details)
        try enqueue(
            .handedOn(dossier: copy, institution: receiver.slug), toRegistryOf: receiver.slug, once: "handed-on:\(copy)", books)
        return number
    }

    /// The sealed letter that passes a request on, with what it says; it lies in the dossier that ends.
    /// - Returns: its place in its register: „INT 1/2026”.
    private func issueTransmittal(
        to target: Institution.Redirect, _ reason: String, _ papers: [Attachment], _ transaction: Transaction
    ) throws -> String {
        let (dossier, service) = (transaction.dossier, transaction.service)
        var (act, sheet) = try numbered(
            "inaintare", content.phrases("act.transmittal-title", in: .ro), in: Self.transmittalRegister, to: target.name, transaction)
        sheet["addressee"] = .text(target.name)
        sheet["contact"] = .text(target.contact)
        sheet["service"] = .text(service.title.ro)
        sheet["reason"] = .text(reason)
        let lines = service.form.display(dossier.answers, in: checking(.ro)).flatMap(\.lines)
        var facts = lines.map { (label: $0.field.label.ro, value: $0.text) }
        if dossier.payment == .confirmed, let paid = try transaction.books.payment(of: dossier.id) {
            let values: [String: TraceValue] = ["amount": .money(paid.fee.total), "reference": .text(paid.reference)]
            facts.append((content.phrases("word.fee", in: .ro), content.phrases("act.transmittal-paid", values, in: .ro)))
        }
        sheet["facts"] = .list(facts.map { ["label": .text($0.label), "value": .text($0.value)] })
        sheet["files"] = .list(papers.map { .text("\(service.form.title(ofDocument: $0.code)) (\($0.name))") })
        sheet["signatures"] = [["role": .text(headTitle(of: dossier)), "name": .text(signature(of: .redirect, transaction))]]
        act.data = try Sheet.record(sheet).json()
        try transaction.books.add(act, at: transaction.now)
        try enqueue(.document, act.id, once: "document:\(act.id)", transaction.books)
        return "\(Self.transmittalRegister) \(act.number ?? 0)/\(transaction.today.year)"
    }
}
