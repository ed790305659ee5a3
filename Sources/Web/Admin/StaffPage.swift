import Office
import Rulebook
import Store

/// The accounts of an institution, for its administrators: who works here, as what, on which desk.
struct StaffPage: Sendable {
    struct Colleague: Sendable {
        let name: String
        let email: String
        let roles: [StaffRole]
    }

    /// One role of a colleague; without `hidden` it cannot be taken back here.
    struct StaffRole: Sendable {
        let text: String
        let hidden: [(name: String, value: String)]
    }

    let title: String
    let lead: String
    let colleagues: [Colleague]
    let columns: [String]
    let link: Link
    let fields: [Field]
    let formTitle: String
    let formLead: String
    let problems: [Problem]
    let words: (add: String, remove: String)
    let remark: String?
    /// Desks whose acts would stand still: not enough different people to draft, approve and sign.
    let shortages: [String]
    /// Where the institution's services are explained.
    let services: Frame.Item
    /// Where it is read who was given or lost a role, was away or was turned away.
    let log: Frame.Item

    /// What the page posts; raw values are the values of `fapta`.
    enum Deed: String { case add = "adauga", remove = "scoate" }

    static let deed = "fapta"
    static let roles = "roluri"
    static let person = "persoana"
    static let role = "rol"
    static let desk = "compartiment"

    init(
        _ staff: [(person: Person, appointments: [Appointment])], broken: [Staffing.Chain],
        attempt: (typed: FormFields, problems: [Problem])?, isSaved: Bool,
        viewer: PersonID, institution: Institution, desk: Desk, voice: DeskVoice
    ) {
        title = voice("staff.title")
        lead = voice("staff.lead", ["institution": .text(institution.name.ro)])
        link = desk.staff
        columns = [voice("staff.name"), voice("staff.roles")]
        words = (voice("staff.add"), voice("staff.remove"))
        remark = isSaved ? voice("staff.saved") : nil
        formTitle = voice("staff.form-title")
        formLead = voice("staff.form-lead")
        services = Frame.Item(voice("services.title"), desk.services)
        log = Frame.Item(voice("log.title"), desk.log)
        problems = attempt?.problems ?? []
        let desks = Dictionary(grouping: broken, by: \.links).mapValues { chains in
            chains.map { institution.desk($0.desk)?.name.ro ?? $0.desk }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        }
        shortages = desks.map { links, desks in
            let roles = links.map { roles in roles.map { voice.role($0) }.joined(separator: "/") }.joined(separator: ", ")
            return voice("staff.shortage", ["desks": .text(desks.joined(separator: ", ")), "roles": .text(roles)])
        }.sorted()
        colleagues = staff.map { colleague in
            Colleague(
                name: colleague.person.name, email: colleague.person.email,
                roles: colleague.appointments.map { appointment in
                    let at = appointment.desk.map { institution.desk($0)?.name.ro ?? $0 }
                    let text = at.map { "\(voice.role(appointment.role)), \($0)" } ?? voice.role(appointment.role)
                    let hidden = [
                        (Self.person, colleague.person.id), (Self.role, appointment.role.rawValue), (Self.desk, appointment.desk ?? ""),
                    ]
                    // Nobody locks himself out.
                    let isOwnKey = colleague.person.id == viewer && appointment.role == .administrator
                    return StaffRole(text: text, hidden: isOwnKey ? [] : hidden.map { (name: $0.0, value: $0.1) })
                })
        }
        func typed(_ name: String) -> String { attempt?.typed.text(name) ?? "" }
        let roles = Role.staff.map {
            Field.Option($0.rawValue, voice.role($0).capitalizedFirst, detail: voice("role-detail.\($0.rawValue)"))
        }
        fields = [
            Field("name", voice("staff.name"), .text(value: typed("name"), autocomplete: "off", maxLength: 200), error: problems["name"]),
            Field(
                "email", voice("staff.email"), .text(value: typed("email"), type: .email, autocomplete: "off", maxLength: 254),
                hint: Phrase(voice("staff.email-hint")), error: problems["email"]),
            Field(
                Self.roles, voice("staff.roles"), .checks(roles, values: Set(attempt?.typed.all(Self.roles) ?? [])),
                error: problems[Self.roles]),
            Field(
                Self.desk, voice("staff.desk"),
                .select(institution.desks.map { .init($0.slug, $0.name.ro) }, value: typed(Self.desk), blank: voice("staff.all-desks")),
                hint: Phrase(voice("staff.desk-hint")), error: problems[Self.desk], need: .optional),
        ]
    }
}

extension HTML {
    func staffPage(_ page: StaffPage, _ token: FormToken) {
        errorSummary(page.problems)
        h1(page.title)
        p(page.lead, class: "lead")
        p(class: "row") {
            a(page.services.text, to: page.services.link)
            a(page.log.text, to: page.log.link)
        }
        if let remark = page.remark { note(.ok, Phrase(remark)) }
        for shortage in page.shortages { note(.warn, Phrase(shortage)) }
        split(sideLabel: page.formTitle) {
            table(class: "table") {
                caption(page.title, class: "vh")
                thead { tr { for head in page.columns { th(head, .col) } } }
                tbody { for colleague in page.colleagues { staffRow(colleague, page, token) } }
            }
        } side: {
            box(Phrase(page.formTitle)) {
                p(page.formLead, class: "small")
                form(post: page.link, token, .novalidate()) {
                    hidden(StaffPage.deed, StaffPage.Deed.add.rawValue)
                    for field in page.fields { self.field(field) }
                    submit(Phrase(page.words.add))
                }
            }
        }
    }

    private func staffRow(_ colleague: StaffPage.Colleague, _ page: StaffPage, _ token: FormToken) {
        tr {
            th("\(colleague.name)\(.br)\(small: colleague.email)", .row)
            td {
                for role in colleague.roles {
                    if role.hidden.isEmpty {
                        p(role.text, class: "flush")
                        continue
                    }
                    form(post: page.link, token, class: "row flush") {
                        span(role.text)
                        hidden(StaffPage.deed, StaffPage.Deed.remove.rawValue)
                        for item in role.hidden { hidden(item.name, item.value) }
                        submit("\(page.words.remove)\(hidden: ": \(role.text), \(colleague.name)")", class: "btn link flush")
                    }
                }
            }
        }
    }
}
