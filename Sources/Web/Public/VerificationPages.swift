import Documents
import Foundation
import Hummingbird
import Office
import Rulebook

/// Whether a document is real: by its code, or by the file itself.
extension Website {
    /// Larger than any act of ours, in MB.
    private static let fileLimit = 20

    func verification(_ request: Request, _ context: WebContext) -> Response {
        if let code = Urlencoded.value("cod", in: request.uri.query), !code.allSatisfy(\.isWhitespace) {
            return seeOther(.verified(code: String(code.trimmingCharacters(in: .whitespaces).prefix(40))))
        }
        let say = speech(context)
        return page(context, title: say("public.verify.title"), description: say("public.verify.lead"), around: .under(.verification)) {
            h in
            h.h1(say("public.verify.title"))
            h.p(say("public.verify.lead"), class: "lead")
            h.split(sideLabel: say("public.verify.privacy-title")) {
                h.box(Phrase(say("public.verify.by-code"))) { codeForm(h, say) }
                h.box(Phrase(say("public.verify.by-file"))) { fileForm(h, context, say) }
            } side: {
                h.note(.info, Phrase(say("public.verify.privacy")))
            }
        }
    }

    func verifyCode(_ request: Request, _ context: WebContext) async throws -> Response {
        let code = try context.part("code")
        let found = try await office.verify(code: code)
        let say = speech(context)
        let title = say("public.verdict.\(found == nil ? "unknown" : found?.ending == nil ? "issued" : "void")")
        return page(context, title: title, status: found == nil ? .notFound : .ok, around: .under(.verification)) { h in
            h.split(sideLabel: say("public.verify.another")) {
                h.verdict(
                    isGood: found != nil && found?.ending == nil, title: title,
                    detail: Phrase(say("public.verdict.checked", ["moment": .moment(office.settings.now())]))
                ) {
                    if let found {
                        h.facts(facts(found, say), .flush)
                    } else {
                        h.p(say("public.verdict.unknown-text", ["code": .text(code)]))
                    }
                }
                testSealNote(h, say)
                h.section(Phrase(say("public.verify.compare")), id: "compara", class: "noprint") {
                    h.p(say("public.verify.compare-text"))
                    fileForm(h, context, say)
                }
            } side: {
                another(h, say)
            }
        }
    }

    func verifyFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await form(request, context, files: .read(megabytes: Self.fileLimit))
        try await limits.count(.upload, by: context.client)
        let say = speech(context)
        guard let pdf = form.contents["fisier"] else {
            let problems = [Problem(field: "fisier", say("public.verify.choose"))]
            return page(
                context, title: say("public.verify.title"), status: .unprocessableContent, failed: true, around: .under(.verification)
            ) { h in
                h.errorSummary(problems)
                h.h1(say("public.verify.title"))
                fileForm(h, context, say, error: problems["fisier"])
            }
        }
        let (report, ours) = try await office.verify(pdf: pdf)
        let isOurs = report.verdict == .authentic && ours != nil
        let isGood = isOurs && ours?.ending == nil
        let key = report.verdict == .authentic && !isGood ? (isOurs ? "void" : "not-ours") : report.verdict.key
        let title = say("public.verdict.\(key)")
        return page(context, title: title, around: .under(.verification)) { h in
            h.split(sideLabel: say("public.verify.another")) {
                h.verdict(
                    isGood: isGood, title: title, detail: Phrase(say("public.verdict.checked", ["moment": .moment(office.settings.now())]))
                ) {
                    h.p(say("public.verdict.\(key)-text"))
                    if let ours { h.facts(facts(ours, say), .flush) }
                }
                testSealNote(h, say)
                if !report.signatures.isEmpty {
                    h.section(Phrase(say("public.verdict.signatures")), id: "semnaturi") {
                        h.ul(class: "list") { for signature in report.signatures { self.signature(signature, h, say) } }
                    }
                }
            } side: {
                another(h, say)
            }
        }
    }

    private func facts(_ found: Authenticity, _ say: Speech) -> [Fact] {
        var facts = [Fact(say("public.verdict.document"), say.romanian(found.title))]
        if let ending = found.ending {
            facts.insert(Fact(say("public.verdict.ending"), Phrase(say("public.verdict.ended.\(ending.rawValue)"))), at: 0)
        }
        let answer = found.outcome.map { "endorsement.outcome.\($0.rawValue)" } ?? (found.isAgainst ? "stage.answered-no" : nil)
        if let answer { facts.append(Fact(say("public.verdict.answer"), "\(strong: say(answer))")) }
        if let number = found.number { facts.append(Fact(say("public.verdict.number"), "\(strong: number)")) }
        facts.append(Fact(say("public.verdict.issuer"), say.marked(found.institution.name)))
        facts.append(Fact(say("public.verdict.date"), Phrase(say.moment(found.issuedAt))))
        if let last = found.validUntil {
            let label = found.validFor.map { "validity.\($0.rawValue)-until" } ?? "public.verdict.valid-until"
            facts.append(Fact(say(label), Phrase(say.date(last))))
        }
        return facts
    }

    /// A signer's name is told as true only where the certificate is trusted.
    private func signature(_ signature: SealReport.Signature, _ h: HTML, _ say: Speech) {
        let isGood = signature.trust == .trusted && signature.integrity == .intact && signature.coversWholeDocument
        h.li {
            h.row {
                h.strong(signature.trust == .trusted ? signature.signer ?? "–" : say("public.signature.unknown"))
                h.tag(Tag(isGood ? .ok : .bad, say("public.signature.\(isGood ? "good" : "bad")")))
            }
            let when = signature.signedAt.map { say("public.signature.when", ["moment": .moment($0)]) }
            let trust = say("public.signature.trust.\(signature.trust.rawValue)")
            let whole = say(signature.coversWholeDocument ? "public.signature.whole" : "public.signature.part")
            h.p(
                [when, say("public.signature.\(signature.integrity.rawValue)"), trust, whole].compactMap { $0 }.joined(separator: " · "),
                class: "small muted")
        }
    }

    private func testSealNote(_ h: HTML, _ say: Speech) {
        if office.settings.isTestSeal { h.note(.warn, Phrase(say("public.verify.test-seal"))) }
    }

    private func another(_ h: HTML, _ say: Speech) {
        h.box(Phrase(say("public.verify.another")), class: "noprint") { codeForm(h, say) }
        h.note(.info, Phrase(say("public.verify.privacy")))
    }

    /// Asks for the code that stands under an act's square code.
    func codeForm(_ h: HTML, _ say: Speech) {
        h.form(get: Place.verification.link) {
            h.field(
                Field(
                    "cod", say("public.verify.code"), .text(type: .code, width: .large, maxLength: 40),
                    hint: Phrase(say("public.verify.code-hint"))))
            h.submit(Phrase(say("public.verify.do")), class: "btn second")
        }
    }

    private func fileForm(_ h: HTML, _ context: WebContext, _ say: Speech, error: String? = nil) {
        h.form(post: Place.verification.link, context.formToken, files: true, class: "measure") {
            h.field(
                Field(
                    "fisier", say("public.verify.file"), .file(accept: ".pdf", limit: Self.fileLimit * 1_000_000),
                    hint: Phrase(say("public.verify.file-hint", ["limit": .number(Self.fileLimit)])), error: error))
            h.submit(Phrase(say("public.verify.compare-do")), class: "btn second")
        }
    }
}

extension SealReport.Verdict {
    /// The verdict's name in the locales.
    fileprivate var key: String {
        switch self {
        case .authentic: "authentic"
        case .altered: "altered"
        case .untrusted: "untrusted"
        case .unsigned: "unsigned"
        case .notPDF: "not-pdf"
        }
    }
}
