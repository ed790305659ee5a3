import HTTPTypes
import Hummingbird
import Office
import Rulebook
import Store

/// Paper at the desk: what came in, and what becomes of it.
extension Website {
    func paperRoutes(_ desk: some RouterMethods<WebContext>) {
        desk.get("scanari", use: deskScans)
        desk.post("scanari", use: deskTakeScans)
        desk.get("scanari/{scan}/fisier", use: deskScanFile)
        desk.get("scanari/{scan}/imagini/{picture}", use: deskScanPicture)
        desk.post("scanari/{scan}/citeste", use: deskReadAgain)
        desk.post("scanari/{scan}/inlatura", use: deskClearScan)
        desk.get("scanari/{scan}/colturi/{page}", use: deskCorners)
        desk.post("scanari/{scan}/colturi/{page}", use: deskSetCorners)
        desk.get("propuneri/{id}", use: deskReview)
        desk.post("propuneri/{id}", use: deskConfirm)
        desk.post("propuneri/{id}/serviciu", use: deskMoveProposal)
        desk.post("propuneri/{id}/inlatura", use: deskDismissProposal)
        desk.post("propuneri/{id}/tine", use: deskHoldProposal)
        desk.post("propuneri/{id}/pagini", use: deskRearrange)
        desk.post("propuneri/{id}/documente", use: deskAddFile)
        desk.get("propuneri/{id}/documente/{file}", use: deskShowFile)
        desk.post("propuneri/{id}/documente/{file}/scoate", use: deskRemoveFile)
        for lost in ["scanari/{scan}/citeste", "scanari/{scan}/inlatura"] {
            desk.get("\(lost)") { _, context in seeOther(try seat(context).desk.scans) }
        }
        for lost in ["propuneri/{id}/serviciu", "propuneri/{id}/inlatura", "propuneri/{id}/pagini", "propuneri/{id}/documente"] {
            desk.get("\(lost)") { _, context in seeOther(try seat(context).desk.proposal(try context.part("id"))) }
        }
    }

    @Sendable func deskScans(_ request: Request, _ context: WebContext) async throws -> Response {
        let done = Urlencoded.value("facut", in: request.uri.query)
        let number = Urlencoded.value("numar", in: request.uri.query)
        return try await scans(context, try seat(context), done: done, number: number)
    }

    private func scans(
        _ context: WebContext, _ seat: Seat, done: String? = nil, number: String? = nil, refused: RefusalNotice? = nil
    ) async throws -> Response {
        let tray = try await office.paperTray(of: seat.desk.institution, seenBy: seat.visitor)
        let problem = refused.map { Problem(field: ScansPage.files, seat.voice.speech($0.sentence, $0.values)) }
        let shown = ScansPage(
            tray, done: done, number: number, problem: problem, canRead: office.readsPaper, key: pageKey(), viewer: seat.visitor,
            content: office.content, desk: seat.desk, voice: seat.voice)
        return deskPage(
            context, seat, title: shown.title, status: refused?.status ?? .ok, failed: refused != nil, current: seat.desk.scans
        ) { $0.scansPage(shown, context.formToken) }
    }

    @Sendable func deskTakeScans(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        do {
            let form = try await form(request, context, files: .keepScans(megabytes: OfficeLimits.scanMegabytes))
            let files = form.scans[ScansPage.files] ?? []
            guard !files.isEmpty else {
                let notice = RefusalNotice(status: .unprocessableContent, title: "invalid", sentence: "desk.scans.no-file")
                return try await scans(context, seat, refused: notice)
            }
            try await office.take(files, key: form.text("cheie"), in: seat.desk.institution, by: seat.visitor)
        } catch let refusal as Refusal {
            guard let notice = RefusalNotice(refusal), notice.status != .notFound else { throw refusal }
            return try await scans(context, seat, refused: notice)
        }
        return seeOther(seat.desk.scans.with("facut", "primit"))
    }

    @Sendable func deskScanFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let (file, scan) = try await office.picture(
            nil, of: try context.part("scan"), in: seat.desk.institution, seenBy: seat.visitor)
        return try await download(file, as: scan.mediaType, named: scan.name, request)
    }

    @Sendable func deskScanPicture(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let name = try context.part("picture")
        let (file, _) = try await office.picture(
            name, of: try context.part("scan"), in: seat.desk.institution, seenBy: seat.visitor)
        var response = try await download(file, as: name.hasSuffix(".png") ? "image/png" : "image/jpeg", named: name, request)
        // The page shows it once whole and once for each field.
        response.headers[.cacheControl] = "private, max-age=600"
        return response
    }

    @Sendable func deskReadAgain(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let form = try await form(request, context)
        let service = form.text(ReviewPage.service)
        try await office.readAgain(
            try context.part("scan"), as: service.isEmpty ? nil : service, in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.scans.with("facut", "recitit"))
    }

    @Sendable func deskClearScan(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let form = try await form(request, context)
        try await office.clearTray(
            try context.part("scan"), page: Int(form.text("pagina")), in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.scans.with("facut", "inlaturat"))
    }

    // MARK: Corners

    @Sendable func deskCorners(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        return try await corners(context, seat)
    }

    private func corners(_ context: WebContext, _ seat: Seat, typed: FormFields? = nil) async throws -> Response {
        guard let number = Int(try context.part("page")) else { throw Refusal.notFound }
        let (scan, stray) = try await office.stray(
            number, of: try context.part("scan"), in: seat.desk.institution, seenBy: seat.visitor)
        let shown = CornersPage(scan, stray, typed: typed, content: office.content, desk: seat.desk, voice: seat.voice)
        let isRefused = typed != nil
        return deskPage(
            context, seat, title: shown.title, status: isRefused ? .unprocessableContent : .ok, failed: isRefused, current: seat.desk.scans
        ) { $0.cornersPage(shown, context.formToken) }
    }

    @Sendable func deskSetCorners(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let form = try await form(request, context)
        guard let number = Int(try context.part("page")) else { throw Refusal.notFound }
        let id = try context.part("scan")
        _ = try await office.stray(number, of: id, in: seat.desk.institution, seenBy: seat.visitor)
        guard let points = CornersPage.points(in: form) else { return try await corners(context, seat, typed: form) }
        let service = form.text(ReviewPage.service)
        try await office.readAgain(
            id, corners: [.init(source: number, service: service.isEmpty ? nil : service, revision: nil, number: nil, points: points)],
            in: seat.desk.institution, by: seat.visitor)
        return seeOther(seat.desk.scans.with("facut", "recitit"))
    }
}
