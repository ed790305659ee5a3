import Documents
package import Foundation
package import Rulebook
import Store

/// What documents say: their data, put together from the dossier while its transaction is open.
extension Office {
    /// The sheet that every document of an institution begins with.
    /// - Parameter issuer: who issues it; nil: the institution that has the dossier.
    func sheet(title: String, for dossier: Dossier, code: String?, by issuer: String? = nil) throws -> [String: Sheet] {
        guard let institution = content.institution(issuer ?? dossier.institution) else {
            throw OfficeFault.missing("institution \(issuer ?? dossier.institution)")
        }
        var sheet: [String: Sheet] = [
            "institution": [
                "name": .text(institution.name.ro), "address": .text(institution.address), "cif": .text(institution.fiscalCode),
                "phone": .text(institution.phone), "email": .text(institution.email), "county": .text(content.house.place.ro),
            ],
            "title": .text(title), "applicant": ["name": .text(dossier.applicant)], "test": .truth(settings.isTestSeal),
        ]
        if let number = dossier.number {
            sheet["dossier"] = ["number": .text("\(number.number)"), "date": .text(content.phrases.date(number.day, .numeric, in: .ro))]
        }
        if let code {
            let url = "\(settings.publicAddress)/verificare/\(code)"
            sheet["verification"] = ["url": .text(url), "code": .text(code)]
        }
        return sheet
    }

    /// Who asks, as a paper names them: what stands after the name is what the form's field groups say.
    /// - Parameter values: of its answers, where they have just been checked.
    func applicant(of dossier: Dossier, _ service: PublicService, in template: String, _ values: Values? = nil) -> Sheet {
        let lines = service.form.applicantLines(dossier.answers, values, for: template, in: checking(.ro))
        return ["name": .text(dossier.applicant), "lines": .list(lines.map { .text($0) })]
    }

    /// A frozen document's data as the typesetter takes it, with the square that leads to its verification. The square is drawn
    /// now and not kept: it would be two thirds of what is kept of a document.
    func printable(_ data: String) throws -> Data {
        guard case .record(var sheet) = try JSONDecoder().decode(Sheet.self, from: Data(data.utf8)),
            case .record(var verification)? = sheet["verification"], case .text(let url)? = verification["url"]
        else { return Data(data.utf8) }
        verification["qr"] = .text(try QRCode(url).svg())
        sheet["verification"] = .record(verification)
        return Data(try Sheet.record(sheet).json().utf8)
    }

    /// The draft as it would be printed now: staff's own look at it, without number, code or seal, its title saying so.
    package func actPreview(of id: DossierID, by visitor: Visitor) async throws -> Data {
        let now = settings.now()
        let (template, data) = try await store.read { books in
            let transaction = try Transaction(id, by: visitor, version: nil, office: self, books: books)
            guard transaction.dossier.opener != visitor.id, let act = try books.acts(of: id).first(where: { $0.kind == .act }),
                act.number == nil
            else { throw Refusal.notFound }
            return (act.template, try actData(act, transaction, signer: visitor.person))
        }
        return try await typesetter.typeset(template, data: Data(data.utf8), at: now)
    }

    /// An act's data at the moment of sealing; what is in it never changes again. Of an act without a number, a draft's.
    /// - Parameter signer: who signs it; nil where nobody does, the program having confirmed it alone.
    func actData(_ act: Act, _ transaction: Transaction, signer: Person?) throws -> String {
        let dossier = transaction.dossier
        let rule = transaction.service.act(after: dossier.steps)
        let texts = texts(of: dossier, transaction.service)
        let isDraft = act.number == nil
        let title = isDraft ? content.phrases("desk.editor.draft-title", ["title": .text(act.title)], in: .ro) : act.title
        var sheet = try sheet(title: title, for: dossier, code: act.code)
        sheet["applicant"] = applicant(of: dossier, transaction.service, in: act.template)
        sheet["sealed"] = .truth(!isDraft)
        sheet["number"] = act.number.map { .text("\($0)") }
        sheet["date"] = act.day.map { .text(content.phrases.date($0, .numeric, in: .ro)) }
        let facts = rule.facts.map { (label: $0.label, text: $0.text.filling(texts).trimmed) }
        sheet["facts"] = .list(facts.filter { !$0.text.isEmpty }.map { ["label": .text($0.label), "value": .text($0.text)] })
        sheet["sections"] = .list(act.sections.filter { !$0.text.trimmed.isEmpty }.map { sectionSheet($0, rule) })
        sheet["basis"] = .list(rule.basis.map { .text($0.withoutReservation) })
        for (name, text) in rule.texts { sheet[name] = .text(text.filling(texts)) }
        let isAgainst = transaction.service.workflow.isAgainst(dossier.steps)
        // Where the law of the service has a way of its own, or the act says no, or yes on conditions, as a refusal says it.
        let binds = dossier.steps[Deed.endorse.rawValue]?.answers.text("outcome") == EndorsementOutcome.conditional.rawValue
        if transaction.service.isAppealInAct || isAgainst || binds {
            let ways = appealLines(of: transaction.service, in: .ro)
            if !ways.isEmpty { sheet["appeal"] = .list(ways.map { .text($0) }) }
        }
        if let months = rule.validityMonths {
            // Of a draft nobody knows the last day yet.
            let last = act.day.map { content.phrases("act.validity-until", ["day": .day($0.adding(months: months))], in: .ro) }
            let length = content.phrases("act.validity", ["n": .number(months)], in: .ro)
            sheet["validity"] = .text([length, last].compactMap { $0 }.joined(separator: ", "))
        }
        if rule.validityUntil != nil, sheet["validity"] == nil,
            let (key, day) = transaction.service.lastDay(dossier.answers, after: dossier.steps)
        {
            // A period says its first day too.
            let said = transaction.service.form.field(key)?.kind == .period ? texts[key] : nil
            sheet["validity"] = .text(said ?? content.phrases("act.validity-until", ["day": .day(day)], in: .ro))
        }
        if let table = rule.table.flatMap({ transaction.service.form.field($0) }) { sheet["table"] = tableSheet(table, dossier.answers) }
        if let payment = try transaction.books.payment(of: dossier.id) {
            let document = content.phrases("act.fee-document", ["reference": .text(payment.reference)], in: .ro)
            sheet["fee"] = ["amount": .text(content.phrases.money(payment.fee.total, in: .ro)), "document": .text(document)]
        }
        sheet.merge(try endorsementSheet(of: dossier, transaction.books)) { $1 }
        let last = try lastDayGiven(by: dossier, transaction.service, isSealed: signer != nil, transaction.books)
        if let last, !isAgainst { sheet["until"] = .text(content.phrases.date(last, .long, in: .ro)) }
        // What says no is good for nothing, however long.
        if isAgainst { sheet["validity"] = nil }
        if signer != nil {
            sheet["signatures"] = .list(try signatures(on: isDraft, transaction))
            if !isDraft { sheet["approver"] = try cosignature(Deed.approve.rawValue, transaction).map { .text($0) } }
        }
        return try Sheet.record(sheet).json()
    }

    /// Who stands under an act: who signs it and, where the law wants it so, who countersigned and approved it. On a draft, their
    /// places.
    private func signatures(on isDraft: Bool, _ transaction: Transaction) throws -> [Sheet] {
        let (dossier, service) = (transaction.dossier, transaction.service)
        let institution = content.institution(dossier.institution)
        func line(_ role: String, _ name: String) -> Sheet { ["role": .text(role), "name": .text(isDraft ? "" : name)] }
        let signatory = line(institution?.signatoryTitle ?? "", signature(of: .seal, transaction))
        return try [signatory]
            + service.act.cosigning.map { name in
                let step = service.workflow.step(name)
                let title = step?.by.first.map { content.phrases("role.\($0.rawValue)", in: .ro) } ?? headTitle(of: dossier)
                return line(title, try cosignature(name, transaction) ?? "")
            }
    }

    /// Who approved an act, or took a step that stands under it; in another's place, with the name of whose. Nil: nobody yet.
    private func cosignature(_ name: String, _ transaction: Transaction) throws -> String? {
        let dossier = transaction.dossier
        let isApproval = name == Deed.approve.rawValue
        guard let maker = isApproval ? dossier.draft?.approver : dossier.steps[name]?.by,
            let person = try transaction.books.names(of: [maker])[maker]
        else { return nil }
        let made = try transaction.books.events(of: dossier.id).last { isApproval ? $0.kind == name : $0.details["step"] == name }
        return signature(person, inPlaceOf: made?.details[Transaction.inPlaceOf])
    }

    /// How papers call the head of the desk that has a dossier.
    func headTitle(of dossier: Dossier) -> String {
        let desk = content.institution(dossier.institution)?.desks.first { $0.slug == dossier.desk }
        return desk?.headTitle ?? content.phrases("role.head", in: .ro)
    }

    private func sectionSheet(_ section: Act.Section, _ rule: PublicService.ActRule) -> Sheet {
        let heading = rule.sections.first { $0.name == section.name }?.heading ?? .numbered
        return [
            "name": .text(section.name), "title": .text(heading == .none ? "" : section.title), "body": .text(section.text),
            "numbered": .truth(heading == .numbered),
        ]
    }

    private func tableSheet(_ field: Field, _ answers: Answers) -> Sheet {
        guard case .rows(let rows)? = answers[field.key] else { return ["rows": []] }
        return [
            "header": .list(field.columns.map { .text($0.label.ro) }),
            "rows": .list(
                rows.map { row in
                    .list(
                        field.columns.map { column in
                            .text(row[column.key].map { column.display(.text($0), in: checking(.ro)) } ?? "")
                        })
                }),
        ]
    }

    /// Writes the receipt's data and asks for the document.
    func requestReceipt(of transaction: Transaction, _ values: Values, _ attachments: [Attachment], _ fingerprint: String) throws {
        let dossier = transaction.dossier
        var receipt = Act(
            id: settings.newID(), dossier: dossier.id, institution: dossier.institution, kind: .receipt, template: "receipt",
            title: content.phrases("receipt.title", in: .ro), sections: [], register: nil)
        receipt.code = settings.newCode()
        receipt.issuedAt = transaction.now
        receipt.day = transaction.today
        receipt.data = try receiptData(receipt, transaction, values, attachments, fingerprint)
        try transaction.books.add(receipt, at: transaction.now)
        try enqueue(.document, receipt.id, once: "document:\(receipt.id)", transaction.books)
    }

    private func receiptData(
        _ receipt: Act, _ transaction: Transaction, _ values: Values, _ attachments: [Attachment], _ fingerprint: String
    ) throws -> String {
        let (dossier, service, phrases) = (transaction.dossier, transaction.service, content.phrases)
        var sheet = try sheet(title: receipt.title, for: dossier, code: receipt.code)
        sheet["sealed"] = true
        sheet["dossier"] = dossier.number.map {
            ["number": .text("\($0)"), "date": .text(phrases.date($0.day, .numeric, in: .ro))]
        }
        sheet["registered"] = .text(
            phrases(
                "receipt.moment", ["day": .day(transaction.today), "at": .time(WallTime(transaction.now, in: content.house.timeZone))],
                in: .ro))
        sheet["applicant"] = applicant(of: dossier, service, in: receipt.template, values)
        sheet["service"] = .text(service.title.ro)
        sheet["digest"] = .text(fingerprint)
        if let clock = dossier.clock {
            let deadline = clock.deadline(in: content.calendar)
            sheet["term"] = [
                "text": .text(phrases("time.unit.\(clock.policy.unit.rawValue)", ["n": .number(clock.policy.length)], in: .ro)),
                "until": .text(
                    deadline.dueTime.map { phrases("time.at-hour", ["day": .day(deadline.projected), "time": .time($0)], in: .ro) }
                        ?? phrases.date(deadline.projected, .full, in: .ro)),
                "why": .text(deadline.trace.map { phrases($0, in: .ro) }.joined(separator: " ")),
            ]
        }
        sheet["steps"] = .list(
            service.workflow.stages.filter { $0.road != nil && $0.kind != .draft }.dropFirst().map {
                ["title": .text($0.title.ro)]
            })
        if dossier.payment != .none, let payment = try transaction.books.payment(of: dossier.id) {
            let value = phrases(
                "receipt.fee", ["amount": .text(phrases.money(payment.fee.amount, in: .ro)), "reference": .text(payment.reference)], in: .ro
            )
            sheet["facts"] = [["label": .text(phrases("word.fee", in: .ro)), "value": .text(value)]]
        }
        sheet["files"] = .list(
            attachments.map {
                ["name": .text($0.name), "size": .text(fileSize($0.size)), "digest": .text($0.sha256)]
            })
        return try Sheet.record(sheet).json()
    }

    /// The payment order of one's own dossier, drawn when asked for; it carries no seal.
    package func paymentOrder(of id: DossierID, by visitor: Visitor) async throws -> Data {
        let now = settings.now()
        let data = try await store.read { books -> String in
            guard let dossier = try books.dossier(id, openedBy: visitor.id), let payment = try books.payment(of: id),
                let institution = content.institution(dossier.institution)
            else { throw Refusal.notFound }
            let service = try shelf.service(of: dossier, books)
            if service.workflow.stage(dossier.stage)?.kind == .closed { throw Refusal.paymentOver }
            let phrases = content.phrases
            var sheet = try sheet(title: phrases("payment.order", in: .ro), for: dossier, code: nil)
            sheet["payer"] = ["name": .text(dossier.applicant)]
            sheet["payee"] = [
                "name": .text(institution.name.ro), "cif": .text(institution.fiscalCode), "iban": .text(institution.iban),
            ]
            sheet["reference"] = .text(payment.reference)
            sheet["amount"] = .text(phrases.money(payment.fee.amount, in: .ro))
            sheet["lines"] = .list(
                payment.fee.lines.map {
                    ["label": .text($0.label.ro), "amount": .text(phrases.money($0.amount, in: .ro)), "basis": .text($0.detail)]
                })
            sheet["facts"] = [["label": .text(payment.fee.title.ro), "value": .text(payment.fee.law)]]
            sheet["sections"] = [["title": .text(phrases("payment.how-title", in: .ro)), "body": .text(phrases("payment.how", in: .ro))]]
            return try Sheet.record(sheet).json()
        }
        return try await typesetter.typeset("ordin-plata", data: Data(data.utf8), at: now)
    }

    /// „1,8 MB”
    package func fileSize(_ bytes: Int) -> String {
        let phrases = content.phrases
        if bytes < 1_000_000 { return "\(phrases.number((max(bytes, 1_000) + 500) / 1_000, in: .ro))\u{A0}KB" }
        return "\(phrases.number(Decimal((bytes + 50_000) / 100_000) / 10, in: .ro))\u{A0}MB"
    }
}
