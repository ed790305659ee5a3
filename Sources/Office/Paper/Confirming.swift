import Foundation
package import Rulebook
package import Store

/// Where a confirmed proposal went.
package struct Confirmed: Hashable, Sendable {
    package let dossier: DossierID
    package let number: RegisterNumber
    package let institution: String
}

/// A person's word on what was read: from here on it is a request like any other, handed in on paper.
extension Office {
    /// Registers a proposal as a request of the person whose paper it is: the same submitting as online, in the same transaction with
    /// the paper, the proposal's end and what is learned from it. The second click is told the number of the first.
    /// - Throws: `Refusal.invalid` with what is wrong with the answers; `.held`, `.stale`, and whatever submitting refuses.
    package func confirm(_ id: String, _ confirmation: PaperConfirmation, in institution: String, by visitor: Visitor) async throws
        -> Confirmed
    {
        let now = settings.now()
        let confirmed = try await store.write { books in
            if let done = try registered(id, in: institution, by: visitor, books) { return done }
            var proposal = try ownProposal(id, in: institution, by: visitor, at: now, books)
            guard let slug = proposal.service, let service = content.service(slug), let scan = try books.scan(proposal.scan) else {
                throw Refusal.invalid([
                    Problem(field: "serviciu", code: "required", message: content.phrases("desk.scans.choose-service", in: .ro))
                ])
            }
            let answers = confirmation.answers.keeping(Set(service.form.fields.map(\.key))).bounded(in: service.form)
            let known = Set(service.form.attachments.map(\.kind.code))
            let enclosed = confirmation.enclosed.intersection(known)
            let added = try books.files(of: id).filter { known.contains($0.code) }
            let checked = service.form.check(answers, attached: enclosed.union(added.map(\.code)), in: checking(.ro))
            guard checked.problems.isEmpty else { throw Refusal.invalid(checked.problems) }

            let applicant = Visitor(person: try applicant(of: service, checked.normalised, books), appointments: [], in: content)
            let dossier = try open(service, Answers(), key: "paper:\(id)", by: applicant, books)
            // A file with several requests in it is shown to none of their applicants: each gets a copy of their own pages.
            let isShared = try books.proposals(of: scan.id).count > 1
            try attach(scan, as: isShared ? Attachment.batch : Attachment.scan, to: dossier, by: visitor.id, at: now, books)
            try askForSearchable(dossier, scan, proposal.reading.pages, books)
            for code in enclosed.sorted() { try attach(scan, as: code, to: dossier, by: visitor.id, at: now, books) }
            for file in added {
                try books.add(
                    Attachment(
                        id: settings.newID(), dossier: dossier, code: file.code, name: file.name, mediaType: file.mediaType,
                        size: file.size,
                        sha256: file.sha256, addedAt: file.addedAt, addedBy: file.addedBy))
            }
            var transaction = try Transaction(dossier, by: applicant, version: nil, office: self, books: books)
            let number = try submit(&transaction, checked, try books.attachments(of: dossier), .ro)
            try books.record(
                "paper-confirmed", of: dossier, in: service.institution, by: visitor.id, at: now,
                ["scan": scan.sha256 ?? "", "source": scan.source.rawValue, "pages": "\(proposal.reading.pages.count)"])

            proposal.state = .registered
            proposal.dossier = dossier
            proposal.openedAt = proposal.openedAt ?? now
            (proposal.settledAt, proposal.settledBy, proposal.heldUntil) = (now, visitor.id, nil)
            (proposal.typed, proposal.typedBy, proposal.typedAt) = (nil, nil, nil)
            try books.save(proposal)
            try learnStreets(of: service.form, checked.normalised, in: institution, books)
            try learn(from: proposal, scan, service, answers, by: visitor.id, consent: confirmation.consent, books)
            return Confirmed(dossier: dossier, number: number, institution: service.institution)
        }
        bell.ring()
        return confirmed
    }

    /// What the first click registered.
    private func registered(_ id: String, in institution: String, by visitor: Visitor, _ books: Books) throws -> Confirmed? {
        guard let proposal = try books.lockedProposal(id), proposal.institution == institution, sees(proposal, visitor),
            let known = proposal.dossier, let dossier = try books.dossier(forJob: known), let number = dossier.number
        else { return nil }
        return Confirmed(dossier: known, number: number, institution: dossier.institution)
    }

    /// Whose request it is. An account with the address on the paper is theirs only where it bears the same name: two readings have to
    /// agree before a file is shown to anybody. Whoever has no account yet gets one that opens by its address („am uitat parola”); who
    /// gave no address has no way in, and is answered on paper.
    private func applicant(of service: PublicService, _ answers: Answers, _ books: Books) throws -> Person {
        let now = settings.now()
        let name = service.form.applicantName(answers, else: content.phrases("desk.scans.unnamed", in: .ro))
        let phone = service.form.fields.first { $0.kind == .phone }.flatMap { answers.text($0.key) }
        let email = service.form.fields.first { $0.means == .email || $0.kind == .email }.flatMap { answers.text($0.key) }?.lowercased()
        let known = try email.flatMap { try books.person(email: $0) }
        if let known, !known.isDisabled, known.name.searchable == name.searchable { return known }
        let id = settings.newID()
        let address = known == nil ? email : nil
        let person = Person(
            new: id, email: address ?? "\(id)@\(Person.unreachable)", name: name, phone: phone, language: .ro, isConfirmed: false)
        try books.add(person, password: nil, at: now)
        return person
    }

    /// Keeps, for every field that was read, what it was read as and what it is.
    private func learn(
        from proposal: Proposal, _ scan: Scan, _ service: PublicService, _ answers: Answers, by person: PersonID, consent: Bool,
        _ books: Books
    ) throws {
        let now = settings.now()
        let read = service.form.check(proposal.reading.answers(to: service.form), attached: [], in: checking(.ro)).normalised
        let right = service.form.check(answers, attached: [], in: checking(.ro)).normalised
        let pictures = try books.pictures(of: scan.id)
        let seconds = Int(now.timeIntervalSince(proposal.openedAt ?? now).rounded())
        let rows = proposal.reading.rowNumbers
        for field in proposal.reading.fields {
            var field = field
            let confirmed: String
            if let cell = field.cell {
                guard case .rows(let typed)? = answers[cell.table], let row = rows[cell.table]?.firstIndex(of: cell.row) else { continue }
                confirmed = typed.indices.contains(row) ? typed[row][cell.column] ?? "" : ""
            } else {
                guard let question = service.form.field(field.key), question.derived == nil else { continue }
                // Two ways to write the same are the same.
                field.value = read[field.key]?.written(for: question) ?? field.value
                confirmed = right[field.key]?.written(for: question) ?? answers[field.key]?.written(for: question) ?? ""
            }
            let page = proposal.reading.pages.indices.contains(field.page - 1) ? proposal.reading.pages[field.page - 1] : nil
            try books.add(
                Correction(
                    id: settings.newID(), proposal: proposal, scan: scan, field: field, service: service.slug,
                    picture: page?.image.flatMap { pictures[$0] }, confirmed: confirmed, person: person, at: now, seconds: max(0, seconds),
                    consent: consent))
        }
    }
}

extension Person {
    /// A domain that no mail reaches (RFC 2606): of people who came with paper and left no address.
    static let unreachable = "hartie.invalid"

    package var isReachable: Bool { !email.hasSuffix("@\(Self.unreachable)") }
}

extension PaperReading.Document {
    /// The rows of each table that something was read in, in order: as the form has them afterwards.
    fileprivate var rowNumbers: [String: [Int]] {
        let written = fields.filter { !$0.value.allSatisfy(\.isWhitespace) }.compactMap(\.cell)
        return Dictionary(grouping: written, by: \.table).mapValues { Set($0.map(\.row)).sorted() }
    }
}
