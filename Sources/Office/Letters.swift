import Foundation
import Rulebook
import Store

/// A mail that the program writes. It names the dossier and what to do, never what is in it.
enum Letter: Sendable {
    case confirmAddress(token: String)
    case accountExists
    case resetPassword(token: String)
    case welcomeColleague(token: String)
    case submitted(dossier: DossierID, number: String)
    case completionAsked(dossier: DossierID, until: Day)
    case paymentConfirmed(dossier: DossierID)
    case paymentRejected(dossier: DossierID)
    case redirected(dossier: DossierID)
    case refused(dossier: DossierID)
    case extended(dossier: DossierID, by: TermExtension)
    case issued(dossier: DossierID, act: String)
    /// To an endorser's registry: it is asked. To who handles it there, or to the registry: it is due soon, it is asked no more.
    case legAsked(leg: DossierID, institution: String)
    case legDue(leg: DossierID, institution: String, until: Day)
    case legWithdrawn(leg: DossierID, institution: String)
    /// To the handler of the dossier that asked: a leg moved.
    case legMoved(dossier: DossierID, institution: String)
    /// To a handler: the applicant completed a dossier, or did not in the days that there were for it.
    case completed(dossier: DossierID, institution: String)
    case completionOver(dossier: DossierID, institution: String)
    /// To a registry: another institution sent on what is for this one.
    case handedOn(dossier: DossierID, institution: String)
    /// To the applicant: a step of the workflow was taken; silence approved; the days are over.
    case stepTaken(dossier: DossierID)
    case tacit(dossier: DossierID)
    case expired(dossier: DossierID)
    /// To a clerk or head in the morning: how much is late or soon will be.
    case digest(institution: String, Digest)
    /// To an act's holder: it ends soon, or what it allows has to be begun soon.
    case actEnds(dossier: DossierID, act: String, until: Day, for: PublicService.ActRule.ValidFor?, MoreTime)
    /// That the other side wrote; never what.
    case message(dossier: DossierID)
    case messageAtDesk(dossier: DossierID, institution: String)

    /// To colleagues: somebody is away, or back; whether it is this one who stands in.
    case absence(Office.AbsenceNews, Absence, of: String, substitute: Person?, isYours: Bool)

    /// Key under `mail` in the locales: `mail.<key>.subject`, `mail.<key>.body`.
    private var key: String {
        switch self {
        case .confirmAddress: "confirm"
        case .accountExists: "exists"
        case .resetPassword: "reset"
        case .welcomeColleague: "welcome"
        case .submitted: "submitted"
        case .completionAsked: "completion"
        case .paymentConfirmed: "payment-confirmed"
        case .paymentRejected: "payment-rejected"
        case .redirected: "redirected"
        case .refused: "refused"
        case .extended: "extended"
        case .issued: "issued"
        case .legAsked: "leg-asked"
        case .legDue: "leg-due"
        case .legWithdrawn: "leg-withdrawn"
        case .legMoved: "leg-moved"
        case .completed: "completed"
        case .completionOver: "completion-over"
        case .handedOn: "handed-on"
        case .stepTaken: "step"
        case .tacit: "tacit"
        case .expired: "expired"
        case .digest(_, let digest): digest.deskLate == nil ? "digest" : "digest-head"
        case .actEnds(_, _, _, _, .ask): "act-ends-more"
        case .actEnds(_, _, _, _, .asked): "act-ends-asked"
        case .actEnds(_, _, _, _, .over): "act-ends-over"
        case .actEnds(_, _, _, _, .unknown): "act-ends"
        case .message: "message"
        case .messageAtDesk: "message-at-desk"
        case .absence(let news, _, _, let substitute, let isYours):
            "absence-\(news.rawValue)\(news != .entered ? "" : isYours ? "-yours" : substitute == nil ? "-alone" : "")"
        }
    }

    /// Where the mail's link leads.
    private var path: String {
        switch self {
        case .confirmAddress(let token): "/cont/confirmare?jeton=\(token)"
        case .accountExists: "/intra"
        case .resetPassword(let token), .welcomeColleague(let token): "/cont/parola-noua?jeton=\(token)"
        case .submitted(let id, _), .completionAsked(let id, _), .paymentConfirmed(let id), .paymentRejected(let id), .redirected(let id),
            .refused(let id), .extended(let id, _), .issued(let id, _), .stepTaken(let id), .tacit(let id), .expired(let id),
            .actEnds(let id, _, _, _, _):
            "/dosare/\(id)"
        case .message(let id): "/dosare/\(id)#mesaje"
        case .messageAtDesk(let id, let institution): "/birou/\(institution)/dosare/\(id)/mesaje"
        case .legAsked(let id, let institution), .legDue(let id, let institution, _), .legWithdrawn(let id, let institution),
            .legMoved(let id, let institution), .handedOn(let id, let institution), .completed(let id, let institution),
            .completionOver(let id, let institution):
            "/birou/\(institution)/dosare/\(id)"
        case .digest(let institution, _): "/birou/\(institution)/lucrari"
        case .absence(_, let absence, _, _, _): "/birou/\(absence.institution)/absente"
        }
    }

    private var values: [String: TraceValue] {
        switch self {
        case .submitted(_, let number): ["number": .text(number)]
        case .completionAsked(_, let until): ["until": .day(until)]
        case .extended(_, let more): ["term": .term(more.length, more.unit), "basis": .text(more.basis)]
        case .issued(_, let act): ["act": .text(act)]
        case .legDue(_, _, let until): ["until": .day(until)]
        case .digest(_, let digest):
            [
                "late": .number(digest.ownLate), "soon": .number(digest.ownSoon), "desk-late": .number(digest.deskLate ?? 0),
                "desk-soon": .number(digest.deskSoon ?? 0),
            ]
        case .actEnds(_, let act, _, _, .ask(_, let title, let by)): ["act": .text(act), "service": .text(title), "by": .day(by)]
        case .actEnds(_, let act, _, _, _): ["act": .text(act)]
        case .absence(_, let absence, let absent, let substitute, _):
            ["absent": .text(absent), "substitute": .text(substitute?.name ?? ""), "from": .day(absence.from), "to": .day(absence.to)]
        default: [:]
        }
    }

    func mail(to person: Person, in phrases: Phrasebook, address: String) -> Mail {
        mail(to: person.email, name: person.name, person.language, phrases, address)
    }

    /// To an institution's registry, in Romanian.
    func mail(to institution: Institution, in phrases: Phrasebook, address: String) -> Mail {
        mail(to: institution.email, name: institution.name.ro, .ro, phrases, address)
    }

    private func mail(to: String, name: String, _ language: Language, _ phrases: Phrasebook, _ address: String) -> Mail {
        var values = values
        values["name"] = .text(name)
        values["link"] = .text(address + path)
        if case .absence(_, let absence, _, _, _) = self {
            values["period"] = .text(phrases(absence.from == absence.to ? "mail.period.day" : "mail.period.days", values, in: language))
        }
        if case .actEnds(_, _, let until, let purpose, let more) = self {
            let day: TraceValue = .text(phrases.date(until, .full, in: language))
            values["validity"] = .text(phrases("validity.\(purpose.map { "\($0.rawValue)-" } ?? "")valid", ["day": day], in: language))
            if case .ask(let service, _, _) = more { values["ask"] = .text("\(address)/servicii/\(service)") }
        }
        return Mail(
            to: to, subject: phrases("mail.\(key).subject", values, in: language),
            body: phrases("mail.\(key).body", values, in: language) + "\n\n" + phrases("mail.signature", values, in: language))
    }
}

/// A mail ready to be sent, as it waits in the outbox.
struct Mail: Codable, Sendable {
    let to: String
    let subject: String
    let body: String
}

extension Office {
    /// To an institution that the content knows; to nobody otherwise.
    func enqueue(_ letter: Letter, toRegistryOf slug: String, once key: String, _ books: Books) throws {
        guard let institution = content.institution(slug) else { return }
        try enqueue(.mail, letter.mail(to: institution, in: content.phrases, address: settings.publicAddress), once: "mail:\(key)", books)
    }

    /// To somebody who can be reached: who came with paper may have no address.
    func enqueue(_ letter: Letter, to person: Person, once key: String, _ books: Books) throws {
        guard person.isReachable else { return }
        try enqueue(.mail, letter.mail(to: person, in: content.phrases, address: settings.publicAddress), once: "mail:\(key)", books)
    }
}
