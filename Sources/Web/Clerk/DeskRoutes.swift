import HTTPTypes
import Hummingbird
import Office
import Rulebook

extension Website {
    /// The clerk's side, under `/birou`. `Desk` has the same addresses to link to.
    func deskRoutes(_ router: some RouterMethods<WebContext>) {
        router.get("/birou", use: deskChoice)

        let desk = router.group("/birou/{institution}")
        desk.get("lucrari", use: deskWorklist)
        desk.get("registre/{register}/{year}", use: deskRegister)
        desk.get("imobile/{uat}/{number}", use: deskImmovable)
        desk.get("lucrari/repartizeaza") { _, context in seeOther(try seat(context).desk.worklist) }
        desk.post("lucrari/repartizeaza", use: deskReassign)
        desk.get("absente", use: deskAbsences)
        desk.post("absente", use: deskAbsence)
        desk.post("absente/{absence}/anuleaza", use: deskCallOff)

        let dossier = desk.group("dosare/{id}").add(middleware: Strangers(office: office))
        dossier.get("", use: deskOverview)
        dossier.get("cerere", use: deskAnswers)
        dossier.get("documente", use: deskDocuments)
        dossier.get("plati", use: deskPayment)
        dossier.get("jurnal", use: deskJournal)
        dossier.get("mesaje", use: deskMessages)
        dossier.post("mesaje", use: deskWrite)
        dossier.get("note", use: deskNotes)
        dossier.post("note", use: deskNote)
        dossier.get("cere-completare", use: deskCompletion)
        dossier.get("act", use: deskEditor)
        dossier.get("proiect.pdf", use: deskPreview)
        dossier.get("avize/{leg}.pdf", use: deskEndorsementPaper)
        dossier.get("avize/{leg}/cerere.pdf", use: deskEndorsementRequest)
        dossier.post("act", use: deskEdit)
        for deed in DeskDeed.allCases where deed != .edit {
            dossier.post("\(deed.rawValue)") { try await deskDeed(deed, $0, $1) }
            if deed == .requestCompletion { continue }
            // A refused form stands at its deed's address; asking for that address anew leads to the dossier.
            dossier.get("\(deed.rawValue)") { _, context in
                let seat = try seat(context)
                return seeOther(seat.desk.dossier(try context.part("id")))
            }
        }

        paperRoutes(desk)

        desk.get("servicii", use: deskServices)
        desk.get("servicii/{service}", use: deskService)
        desk.get("drumuri/{workflow}.svg", use: deskDrawing)
        desk.get("jurnal", use: deskLog)
        desk.get("personal", use: deskStaff)
        desk.post("personal", use: deskStaffChange)
        desk.get("lucrari-esuate", use: deskDeadJobs)
        desk.post("lucrari-esuate", use: deskRetry)
        desk.get("legaturi", use: deskWebhooks)
        desk.post("legaturi", use: deskWebhooksChange)
    }
}

/// Writes down which staff asks, at whatever address, for a dossier that they may not see. The answer is the same as for an address
/// that leads nowhere.
struct Strangers: RouterMiddleware {
    typealias Context = WebContext

    let office: Office

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        do {
            return try await next(request, context)
        } catch Refusal.notFound {
            if let visitor = context.signedIn?.visitor { try await office.noteStranger(at: try context.part("id"), visitor: visitor) }
            throw Refusal.notFound
        }
    }
}

/// Who works at which institution's desk, as one request finds it.
struct Seat: Sendable {
    let visitor: Visitor
    let desk: Desk
    let institution: Institution
    let voice: DeskVoice
}

extension Website {
    /// - Throws: `Turn.signIn`; `Refusal.notFound` for an institution in whose name this person does not work.
    func seat(_ context: WebContext) throws -> Seat {
        let visitor = try context.visitor()
        let slug = try context.part("institution")
        guard visitor.institutions.contains(slug), let institution = office.content.institution(slug) else { throw Refusal.notFound }
        return Seat(visitor: visitor, desk: Desk(institution: slug), institution: institution, voice: DeskVoice(content: office.content))
    }

    /// A page of the desk, in Romanian whatever language its reader has chosen for the citizen's side.
    func deskPage(
        _ context: WebContext, _ seat: Seat, title: String, status: HTTPResponse.Status = .ok, failed: Bool = false, current: Link? = nil,
        content: (HTML) -> Void
    ) -> Response {
        var context = context
        context.language = .ro
        let surroundings = Surroundings(
            audience: .desk, institution: seat.institution.name.ro, home: seat.desk.entrance(for: seat.visitor),
            navigation: navigation(seat), current: current, hasLanguages: false)
        return page(context, title: title, status: status, failed: failed, around: surroundings, content: content)
    }

    private func navigation(_ seat: Seat) -> [Frame.Item] {
        let (visitor, desk, voice) = (seat.visitor, seat.desk, seat.voice)
        var items: [Frame.Item] = []
        if visitor.view(of: desk.institution) != nil { items.append(Frame.Item(voice("nav.worklist"), desk.worklist)) }
        if office.readsPaper, visitor.readsPaper(of: desk.institution) { items.append(Frame.Item(voice("nav.scans"), desk.scans)) }
        if Office.readsRegisters(visitor, of: desk.institution) {
            items.append(Frame.Item(voice("nav.registers"), desk.registers(of: office.today().year)))
        }
        items.append(Frame.Item(voice("nav.absences"), desk.absences))
        if visitor.roles(in: desk.institution).contains(.auditor) { items.append(Frame.Item(voice("nav.log"), desk.log)) }
        if visitor.administers(desk.institution) {
            items.append(Frame.Item(voice("nav.staff"), desk.staff))
            items.append(Frame.Item(voice("nav.webhooks"), desk.webhooks))
        }
        if visitor.administers(office.content.house.institution) { items.append(Frame.Item(voice("nav.jobs"), desk.deadJobs)) }
        if answersForServices(visitor, in: desk.institution) { items.append(Frame.Item(voice("nav.services"), desk.services)) }
        // Who has many roles finds the rest from the pages: administrators the services and the log from the accounts.
        return Array(items.prefix(Frame.navigationLimit))
    }

    /// Straight to the only institution, or a choice.
    @Sendable func deskChoice(_ request: Request, _ context: WebContext) async throws -> Response {
        let visitor = try context.visitor()
        guard let first = visitor.institutions.first else { throw Refusal.notFound }
        guard visitor.institutions.count > 1 else { return seeOther(Desk(institution: first).entrance(for: visitor)) }
        let chosen = InstitutionsPage(visitor, voice: DeskVoice(content: office.content))
        var context = context
        context.language = .ro
        return page(context, title: chosen.title, around: Surroundings(audience: .desk, navigation: [], hasLanguages: false)) {
            $0.institutionsPage(chosen)
        }
    }
}
