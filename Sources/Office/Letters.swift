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
    case extended(dossier: DossierID)
    case issued(dossier: DossierID, act: String)

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
        }
    }

    /// Where the mail's link leads.
    private var path: String {
        switch self {
        case .confirmAddress(let token): "/cont/confirmare?jeton=\(token)"
        case .accountExists: "/intra"
        case .resetPassword(let token), .welcomeColleague(let token): "/cont/parola-noua?jeton=\(token)"
        case .submitted(let id, _), .completionAsked(let id, _), .paymentConfirmed(let id), .paymentRejected(let id), .redirected(let id),
            .refused(let id), .extended(let id), .issued(let id, _):
            "/dosare/\(id)"
        }
    }

    private var values: [String: TraceValue] {
        switch self {
        case .submitted(_, let number): ["number": .text(number)]
        case .completionAsked(_, let until): ["until": .day(until)]
        case .issued(_, let act): ["act": .text(act)]
        default: [:]
        }
    }

    func mail(to person: Person, in phrases: Phrasebook, address: String) -> Mail {
        var values = values
        values["name"] = .text(person.name)
        values["link"] = .text(address + path)
        return Mail(
            to: person.email, subject: phrases("mail.\(key).subject", values, in: person.language),
            body: phrases("mail.\(key).body", values, in: person.language) + "\n\n" + phrases("mail.signature", values, in: person.language)
        )
    }
}

/// A mail ready to be sent, as it waits in the outbox.
struct Mail: Codable, Sendable {
    let to: String
    let subject: String
    let body: String
}

extension Office {
    func enqueue(_ letter: Letter, to person: Person, once key: String, _ books: Books) throws {
        try enqueue(.mail(letter.mail(to: person, in: content.phrases, address: settings.publicAddress)), once: "mail:\(key)", books)
    }
}
