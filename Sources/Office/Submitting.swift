import Crypto
import Foundation
package import Rulebook
import Store

extension Office {
    /// Submits a draft; a second click finds it done and gives the same number.
    package func submit(_ id: DossierID, by visitor: Visitor, language: Language) async throws -> RegisterNumber {
        try await change(id, by: visitor) { transaction in
            if let number = transaction.dossier.number, transaction.dossier.opener == visitor.id { return number }
            let attachments = try transaction.books.attachments(of: id)
            let checked = transaction.service.form.check(
                transaction.dossier.answers, attached: Set(attachments.map(\.code)), in: checking(language))
            return try submit(&transaction, checked, attachments, language)
        }
    }

    /// All that submitting does, in order, whichever door the request came through.
    /// - Parameter checked: the answers with what is attached, looked through by the service's rules.
    func submit(
        _ transaction: inout Transaction, _ checked: CheckedForm, _ attachments: [Attachment], _ language: Language
    ) throws -> RegisterNumber {
        let next = try transaction.stage(after: .submit)
        let (id, service) = (transaction.dossier.id, transaction.service)
        try admit(service, at: transaction.now)
        guard checked.problems.isEmpty else { throw Refusal.invalid(checked.problems) }
        try hold(checked.normalised, for: transaction)

        transaction.dossier.answers = checked.normalised
        try linkParents(&transaction, checked, checking(language))
        let isUnnamed = describe(&transaction, checked)
        try charge(&transaction, checked.values)
        let number = try register(&transaction, to: next, checked.values, attachments, isUnnamed ? [Self.unnamedMark: "true"] : [:])
        try transaction.notifyApplicant(.submitted(dossier: id, number: "\(number)"), once: "submitted:\(id)")
        return number
    }

    /// What lists, registers and endorsements read of the answers: who asks, for what, where.
    /// - Returns: whether the applicant stays unnamed.
    @discardableResult
    func describe(_ transaction: inout Transaction, _ checked: CheckedForm) -> Bool {
        let service = transaction.service
        let isUnnamed = service.isAnonymous(checked.values, in: checking(.ro))
        transaction.dossier.applicant = service.form.applicantName(
            checked.normalised, else: isUnnamed ? unnamed : transaction.visitor.person.name)
        transaction.dossier.title = service.title(of: checked.normalised, in: checking(.ro))
        transaction.dossier.place = service.place.flatMap { checked.normalised.text($0) }
        return isUnnamed
    }

    /// Enters a request in the register of the institution that gets it: its number and receipt, and its term begins.
    /// - Parameters:
    ///   - next: the stage that handing it in leads to.
    ///   - details: what the event says besides.
    func register(
        _ transaction: inout Transaction, to next: Stage, _ values: Values, _ attachments: [Attachment], _ details: [String: String]
    ) throws -> RegisterNumber {
        let (id, service) = (transaction.dossier.id, transaction.service)
        transaction.dossier.registeredAt = transaction.now
        transaction.dossier.clock = service.term(for: values, in: checking(.ro)).map { clock($0, of: service, transaction) }
        let number = try transaction.books.register(
            id, in: RegisterName.general, of: transaction.dossier.institution, on: transaction.today, at: transaction.now,
            sender: transaction.dossier.applicant, object: transaction.dossier.object(service.title.ro, service))
        transaction.dossier.number = number
        let fingerprint = try requestFingerprint(of: transaction.dossier, attachments)
        transaction.dossier.move(to: next, at: transaction.moment)
        try transaction.save(Deed.submit.rawValue, details.merging(["number": "\(number)", "sha256": fingerprint]) { $1 })
        try transaction.books.index(id, of: transaction.dossier.institution, words: transaction.dossier.searchWords(service), isNew: true)
        try transaction.books.setParcels(transaction.dossier.parcels(service), of: transaction.dossier, at: transaction.now)
        try requestReceipt(of: transaction, values, attachments, fingerprint)
        if service.workflow.moves(from: transaction.dossier.stage).contains(where: { $0.deed == .issue }) { try issue(&transaction) }
        return number
    }

    /// A term that begins now, with the laws that are known to start it anew later.
    func clock(_ term: TermPolicy, of service: PublicService, _ transaction: Transaction) -> LegalClock {
        LegalClock(
            term, from: transaction.today, at: WallTime(transaction.now, in: content.house.timeZone),
            resets: content.resets(of: service).filter { $0.day > transaction.today })
    }

    /// SHA-256 over the request as it was handed in: service, revision, answers, and each file's own SHA-256.
    private func requestFingerprint(of dossier: Dossier, _ attachments: [Attachment]) throws -> String {
        var hasher = SHA256()
        hasher.update(data: Data("\(dossier.service)\n\(dossier.revision)\n".utf8))
        hasher.update(data: try dossier.answers.canonicalJSON())
        for attachment in attachments { hasher.update(data: Data("\n\(attachment.code) \(attachment.sha256)".utf8)) }
        return hasher.finalize().hexadecimal
    }
}

extension Form {
    /// The name as registers write it.
    func applicantName(_ answers: Answers, else fallback: String) -> String {
        let name = telling(.applicant, answers)
        return name.isEmpty ? fallback : String(name.prefix(200))
    }
}

extension PublicService {
    /// One line that names a dossier among others of its kind.
    func title(of answers: Answers, in context: CheckingContext) -> String {
        guard let subject, let answer = answers[subject], let field = form.field(subject) else { return title.ro }
        let line = field.display(answer, in: context).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 120 ? "\(line.prefix(117))…" : line.isEmpty ? title.ro : line
    }
}

extension Dossier {
    /// What a register says that a line is about: what was asked for or issued, and for what.
    func object(_ what: String, _ service: PublicService) -> String { title == service.title.ro ? what : "\(what): \(title)" }

    /// The words under which staff finds it: number, names, references.
    func searchWords(_ service: PublicService) -> Set<String> {
        let texts = [applicant, title, service.title.ro, service.form.telling(.reference, answers), number.map { "\($0.number)" } ?? ""]
        let words =
            texts.flatMap(\.searchableWords).map { $0.utf8.count <= 40 ? $0 : String($0.prefix(40)) } + [
                number.map { "\($0)" } ?? ""
            ]
        return Set(words.filter { $0.count > 1 || $0.first?.isNumber == true }.prefix(60))
    }
}
