import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// Paying: the order to pay with, the proof of it, and how far it is.
extension Website {
    /// The largest proof, in MB.
    private static let proofLimit = 20

    func showPayment(_ request: Request, _ context: WebContext) async throws -> Response {
        let file = try await ownFile(try context.part("id"), of: try context.visitor())
        return try paymentPage(file, [], .ok, context)
    }

    func givePaymentProof(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        let id = try context.part("id")
        // Nothing is received for a dossier that is not one's own.
        let file = try await ownFile(id, of: visitor)
        let form = try await form(request, context, files: .keep(megabytes: Self.proofLimit))
        let say = speech(context)
        guard let proof = form.files["dovada"]?.first else {
            return try paymentPage(file, [Problem(field: "dovada", say("page.payment.choose"))], .unprocessableContent, context)
        }
        do {
            try await office.givePaymentProof(proof, for: id, by: visitor)
        } catch Refusal.wrongFormat(let allowed) {
            let message = say("refusal.wrong-format", ["formats": .text(allowed.map(\.name).joined(separator: ", "))])
            return try paymentPage(file, [Problem(field: "dovada", message)], .unprocessableContent, context)
        }
        return seeOther(.payment(id))
    }

    func paymentOrder(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = try context.part("id")
        let pdf = try await office.paymentOrder(of: id, by: try context.visitor())
        return download(pdf, as: "application/pdf", named: "ordin-de-plata.pdf")
    }

    private func paymentPage(_ file: CaseFile, _ problems: [Problem], _ status: HTTPResponse.Status, _ context: WebContext) throws
        -> Response
    {
        guard let payment = file.payment else { throw Refusal.notFound }
        let say = speech(context)
        let id = file.dossier.id
        let number = file.dossier.number.map { "\($0)" } ?? ""
        return page(context, title: say("page.payment.title"), status: status, failed: !problems.isEmpty, around: .under(.dossiers)) { h in
            h.crumbs(
                [(say("page.frame.dossiers"), Place.dossiers.link), (number, Place.dossier(id).link)], current: say("page.payment.title"))
            h.split(sideLabel: say("page.payment.how-much")) {
                h.errorSummary(problems)
                h.h1(say("page.payment.title"))
                state(file, payment, h, say)
                if file.stage.kind != .closed, file.dossier.payment == .due {
                    h.h2(say("page.payment.steps"))
                    let order = Place.paymentOrder(id).link
                    let pay = say("page.payment.step-pay-text", ["reference": .text(payment.reference)])
                    h.howTo([
                        (Phrase(say("page.payment.step-pay")), "\(pay) \(link: say("page.payment.order"), to: order)"),
                        (Phrase(say("page.payment.step-proof")), Phrase(say("page.payment.step-proof-text"))),
                        (Phrase(say("page.payment.step-confirm")), Phrase(say("page.payment.step-confirm-text"))),
                    ])
                    proofForm(id, problems, h, context, say)
                } else if file.stage.kind != .closed, file.dossier.payment == .given {
                    // Whoever sent the wrong file sends another.
                    h.more(say("page.payment.another"), open: !problems.isEmpty) { proofForm(id, problems, h, context, say) }
                }
            } side: {
                h.box(Phrase(say("page.payment.how-much"))) {
                    h.feeTable(Fee(payment.fee, isPaid: [.given, .confirmed].contains(file.dossier.payment), say))
                }
                h.box(Phrase(say("page.payment.to-whom"))) {
                    h.facts(
                        [
                            Fact(say("page.payment.payee"), say.marked(file.institution.name)),
                            Fact("CIF", Phrase(file.institution.fiscalCode)), Fact("IBAN", "\(code: file.institution.iban)"),
                            Fact(say("page.payment.reference"), "\(code: payment.reference)"),
                        ], .flush)
                }
            }
        }
    }

    private func proofForm(_ id: DossierID, _ problems: [Problem], _ h: HTML, _ context: WebContext, _ say: Speech) {
        h.form(post: Place.payment(id).link, context.formToken, files: true, class: "measure", .novalidate()) {
            h.field(
                Field(
                    "dovada", say("page.payment.proof"), .file(accept: ".pdf,.jpg,.jpeg,.png", limit: Self.proofLimit * 1_000_000),
                    hint: Phrase(say("page.documents.limits", ["formats": .text("PDF, JPEG, PNG"), "limit": .number(Self.proofLimit)])),
                    error: problems["dovada"]))
            h.actions { h.submit(Phrase(say("page.payment.send"))) }
        }
    }

    private func state(_ file: CaseFile, _ payment: Payment, _ h: HTML, _ say: Speech) {
        switch file.dossier.payment {
        case .none: break
        case .due where file.isPaymentOver: h.note(.info, Phrase(say("page.payment.over")))
        case .due:
            h.note(.warn) {
                h.p(say("page.payment.due", ["amount": .money(payment.fee.amount)]))
                if let note = payment.note, !note.isEmpty { h.p("\(say("page.payment.returned")) \(say.romanian(note))" as Phrase) }
            }
        case .given: h.note(.info, Phrase(say("page.payment.given")))
        case .confirmed:
            h.note(.ok) {
                h.p(say("page.payment.confirmed", ["moment": .moment(payment.decidedAt ?? office.settings.now())]))
                if file.isPaidInVain { h.p(say("page.payment.in-vain", ["amount": .money(payment.fee.total)])) }
            }
        }
    }
}
