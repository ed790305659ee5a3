import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    /// A dossier of this desk's institution.
    /// - Throws: `Refusal.notFound` for any other, and for one's own, which one follows as its applicant.
    func caseFile(_ context: WebContext, _ seat: Seat) async throws -> CaseFile {
        let file = try await office.caseFile(try context.part("id"), seenBy: seat.visitor)
        guard file.dossier.institution == seat.desk.institution, !file.isOwn else { throw Refusal.notFound }
        return file
    }

    @Sendable func deskOverview(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        return try await overview(try await caseFile(context, seat), context, seat, done: done(request))
    }

    /// What has been done just now, and led here.
    private func done(_ request: Request) -> DeskDeed? {
        Urlencoded.value("facut", in: request.uri.query).flatMap(DeskDeed.init)
    }

    /// - Parameter attempt: a deed's form that was refused, drawn again with what was typed.
    func overview(_ file: CaseFile, _ context: WebContext, _ seat: Seat, attempt: DeedAttempt? = nil, done: DeskDeed? = nil) async throws
        -> Response
    {
        let redirects = file.can(.redirect) ? try await office.redirects(of: file) : (targets: [], receivers: [])
        let choices = DeedChoices(
            handlers: file.can(.assign) ? try await office.handlers(for: file.dossier, seenBy: seat.visitor) : [],
            endorsements: file.can(.requestEndorsement) ? try await office.endorsementChoices(for: file) : [],
            targets: redirects.targets, receivers: redirects.receivers)
        let shown = CaseOverview(
            file, attempt: attempt, done: done, choices: choices, viewer: seat.visitor, office: office, desk: seat.desk)
        return deskPage(
            context, seat, title: shown.head.number, status: attempt == nil ? .ok : .unprocessableContent, failed: attempt != nil
        ) {
            $0.caseOverview(shown, context.formToken)
        }
    }

    @Sendable func deskAnswers(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let shown = CaseAnswers(try await caseFile(context, seat), office: office, desk: seat.desk)
        return deskPage(context, seat, title: shown.head.number) { $0.caseAnswers(shown) }
    }

    @Sendable func deskDocuments(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let shown = CaseDocuments(try await caseFile(context, seat), office: office, desk: seat.desk)
        return deskPage(context, seat, title: shown.head.number) { $0.caseDocuments(shown) }
    }

    @Sendable func deskPayment(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        return payment(try await caseFile(context, seat), context, seat, done: done(request))
    }

    func payment(_ file: CaseFile, _ context: WebContext, _ seat: Seat, attempt: DeedAttempt? = nil, done: DeskDeed? = nil) -> Response {
        let shown = CasePayment(file, attempt: attempt, done: done, viewer: seat.visitor, office: office, desk: seat.desk)
        return deskPage(
            context, seat, title: shown.head.number, status: attempt == nil ? .ok : .unprocessableContent, failed: attempt != nil
        ) {
            $0.casePayment(shown, context.formToken)
        }
    }

    @Sendable func deskJournal(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let shown = CaseJournal(try await caseFile(context, seat), desk: seat.desk, voice: seat.voice)
        return deskPage(context, seat, title: shown.head.number) { $0.caseJournal(shown) }
    }

    /// The paper of a leg, to those who follow the dossier that asked.
    @Sendable func deskEndorsementPaper(_ request: Request, _ context: WebContext) async throws -> Response {
        try await legPaper(request, context) { try await office.endorsementPaper(of: $0, askedBy: $1, seenBy: $2) }
    }

    /// The sealed question of a leg: an endorser that does not work here gets it by hand.
    @Sendable func deskEndorsementRequest(_ request: Request, _ context: WebContext) async throws -> Response {
        try await legPaper(request, context) { try await office.endorsementRequest(of: $0, askedBy: $1, seenBy: $2) }
    }

    private func legPaper(
        _ request: Request, _ context: WebContext, _ find: (DossierID, DossierID, Visitor) async throws -> (Act, StoredFile)
    ) async throws -> Response {
        let seat = try seat(context)
        let file = try await caseFile(context, seat)
        let (act, paper) = try await find(try context.part("leg"), file.dossier.id, seat.visitor)
        return try await download(paper, as: "application/pdf", named: "\(act.fullTitle.replacing("/", with: "-")).pdf", request)
    }

    @Sendable func deskCompletion(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let file = try await caseFile(context, seat)
        if case .refused(let refusal) = file.standing(of: .requestCompletion) { return conflict(refusal, file, context, seat) }
        return completion(file, context, seat)
    }

    func completion(_ file: CaseFile, _ context: WebContext, _ seat: Seat, attempt: DeedAttempt? = nil) -> Response {
        let shown = CompletionRequestPage(file, attempt: attempt, office: office, desk: seat.desk)
        return deskPage(context, seat, title: shown.title, status: attempt == nil ? .ok : .unprocessableContent, failed: attempt != nil) {
            $0.completionRequestPage(shown, context.formToken)
        }
    }

    /// What changed meanwhile, or what is not possible here: 409.
    /// - Parameter step: of a step of the workflow, which one was tried.
    func conflict(
        _ refusal: Refusal, _ file: CaseFile, _ context: WebContext, _ seat: Seat, step: String? = nil, typed: [TypedText] = []
    ) -> Response {
        let shown = ConflictPage(file, refusal, step: step, typed: typed, desk: seat.desk, voice: seat.voice)
        return deskPage(context, seat, title: shown.title, status: .conflict) { $0.conflictPage(shown) }
    }
}

extension CaseFile {
    func standing(of deed: Deed) -> Dossier.Standing {
        deeds.first { $0.deed == deed }?.standing ?? .refused(.wrongStage(deed))
    }
}
