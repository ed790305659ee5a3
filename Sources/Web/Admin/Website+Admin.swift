import Hummingbird
import Office
import Rulebook
import Store

extension Website {
    @Sendable func deskStaff(_ request: Request, _ context: WebContext) async throws -> Response {
        try await staff(context, try seat(context), isSaved: Urlencoded.value("facut", in: request.uri.query) != nil)
    }

    private func staff(
        _ context: WebContext, _ seat: Seat, attempt: (typed: FormFields, problems: [Problem])? = nil, isSaved: Bool = false
    ) async throws -> Response {
        let staff = try await office.staff(of: seat.desk.institution, seenBy: seat.visitor)
        let shown = StaffPage(
            staff, broken: office.brokenChains(of: seat.desk.institution, by: staff), attempt: attempt, isSaved: isSaved,
            viewer: seat.visitor.id, institution: seat.institution, desk: seat.desk,
            voice: seat.voice)
        let hasFailed = attempt != nil
        return deskPage(
            context, seat, title: shown.title, status: hasFailed ? .unprocessableContent : .ok, failed: hasFailed, current: seat.desk.staff
        ) { $0.staffPage(shown, context.formToken) }
    }

    /// Adds a colleague with roles, or takes a role back.
    @Sendable func deskStaffChange(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        guard seat.visitor.administers(seat.desk.institution) else { throw Refusal.notFound }
        let place = fields.text(StaffPage.desk)
        let desk = seat.institution.desk(place)?.slug
        switch StaffPage.Deed(rawValue: fields.text(StaffPage.deed)) {
        case .add:
            let roles = fields.all(StaffPage.roles).compactMap(Role.init).filter(Role.staff.contains)
            do {
                // A desk that is no more since the form was drawn is not all desks.
                guard place.isEmpty || desk != nil else {
                    throw Refusal.invalid([Rulebook.Problem(field: StaffPage.desk, code: "unknown", message: seat.voice("problem.desk"))])
                }
                guard !roles.isEmpty else {
                    throw Refusal.invalid([Rulebook.Problem(field: StaffPage.roles, code: "required", message: seat.voice("problem.roles"))]
                    )
                }
                try await office.addStaff(
                    email: fields.text("email"), name: fields.text("name"), password: nil,
                    roles.map { Appointment(institution: seat.desk.institution, role: $0, desk: desk) }, by: seat.visitor)
            } catch Refusal.invalid(let problems) {
                let attempt = (typed: fields, problems: problems.map { Problem(field: $0.field, $0.message) })
                return try await staff(context, seat, attempt: attempt)
            }
        case .remove:
            guard let role = Role(rawValue: fields.text(StaffPage.role)) else { throw Refusal.notFound }
            do {
                try await office.dismiss(
                    fields.text(StaffPage.person),
                    Appointment(institution: seat.desk.institution, role: role, desk: place.isEmpty ? nil : place),
                    by: seat.visitor)
            } catch Refusal.invalid(let problems) {
                let attempt = (typed: fields, problems: problems.map { Problem(field: $0.field, $0.message) })
                return try await staff(context, seat, attempt: attempt)
            }
        case nil: throw Refusal.notFound
        }
        return seeOther(seat.desk.staff.with("facut", "1"))
    }

    @Sendable func deskDeadJobs(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let jobs = try await office.deadJobs(seenBy: seat.visitor)
        let isRetried = Urlencoded.value("facut", in: request.uri.query) != nil
        let shown = DeadJobsPage(
            jobs, isRetried: isRetried, lacksTextLayer: office.readsPaper && !office.makesPaperSearchable, desk: seat.desk,
            voice: seat.voice)
        return deskPage(context, seat, title: shown.title, current: seat.desk.deadJobs) { $0.deadJobsPage(shown, context.formToken) }
    }

    @Sendable func deskRetry(_ request: Request, _ context: WebContext) async throws -> Response {
        let seat = try seat(context)
        let fields = try await form(request, context)
        if fields.text(DeadJobsPage.all).isEmpty {
            try await office.retry(deadJob: fields.text(DeadJobsPage.job), by: seat.visitor)
        } else {
            try await office.retryDeadJobs(by: seat.visitor)
        }
        return seeOther(seat.desk.deadJobs.with("facut", "1"))
    }
}
