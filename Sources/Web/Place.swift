import Rulebook

/// Every address of the counter, to link to. `Routes.swift` lists the same addresses to answer them.
enum Place: Hashable {
    case home
    case services
    case group(String)
    case service(String)
    /// POST: opens a draft.
    case application(String)
    /// The form on paper, in a language.
    case paper(String, Language)
    /// Where one sends photographs of a form filled in by hand, and how their reading goes.
    case ownPaper(String)
    case ownPaperReading(String, String)
    case fees
    case fee(String)

    case signIn(back: String?)
    case signOut
    case signUp
    case confirmation
    case forgotten
    case newPassword(token: String?)
    case account
    case accessKeys
    case removeAccessKey(String)
    case language
    case theme

    case dossiers
    case dossier(DossierID)
    case step(DossierID, String)
    case documents(DossierID)
    case check(DossierID)
    case completion(DossierID)
    case discard(DossierID)
    case payment(DossierID)
    case paymentOrder(DossierID)
    case attachment(DossierID, String)
    case act(DossierID, String)
    case withdrawal(DossierID)
    case move(DossierID, String)
    case messages(DossierID)
    case messageFile(DossierID, String)
    /// By SIRUTA and cadastral number.
    case immovable(String, String)

    case verification
    case verified(code: String)
    case accessibility
    case privacy
    case about

    case desk

    var link: Link {
        switch self {
        case .home: "/"
        case .services: "/servicii"
        case .group(let slug): "/servicii/grup/\(slug)"
        case .service(let slug): "/servicii/\(slug)"
        case .application(let slug): "/servicii/\(slug)/cerere"
        case .paper(let slug, let language):
            ("/servicii/\(slug)/formular.pdf" as Link).with("limba", language == .ro ? nil : language.rawValue)
        case .ownPaper(let slug): "/servicii/\(slug)/hartie"
        case .ownPaperReading(let slug, let bundle): "/servicii/\(slug)/hartie/\(bundle)"
        case .fees: "/taxe"
        case .fee(let slug): "/taxe/\(slug)"
        case .signIn(let back): ("/intra" as Link).with("inapoi", back)
        case .signOut: "/iesi"
        case .signUp: "/cont/nou"
        case .confirmation: "/cont/confirmare"
        case .forgotten: "/cont/parola-uitata"
        case .newPassword(let token): ("/cont/parola-noua" as Link).with("jeton", token)
        case .account: "/cont"
        case .accessKeys: "/cont/chei"
        case .removeAccessKey(let id): "/cont/chei/\(id)/sterge"
        case .language: "/limba"
        case .theme: "/tema"
        case .dossiers: "/dosare"
        case .dossier(let id): "/dosare/\(id)"
        case .step(let id, let step): "/dosare/\(id)/cerere/\(step)"
        case .documents(let id): "/dosare/\(id)/documente"
        case .check(let id): "/dosare/\(id)/verifica"
        case .completion(let id): "/dosare/\(id)/completeaza"
        case .discard(let id): "/dosare/\(id)/renunta"
        case .payment(let id): "/dosare/\(id)/plata"
        case .paymentOrder(let id): "/dosare/\(id)/ordin-de-plata.pdf"
        case .attachment(let id, let attachment): "/dosare/\(id)/fisiere/\(attachment)"
        case .act(let id, let act): "/dosare/\(id)/acte/\(act).pdf"
        case .withdrawal(let id): "/dosare/\(id)/retrage"
        case .move(let id, let step): "/dosare/\(id)/pas/\(step)"
        case .messages(let id): "/dosare/\(id)/mesaje"
        case .messageFile(let id, let file): "/dosare/\(id)/mesaje/\(file)"
        case .immovable(let uat, let number): "/imobile/\(uat)/\(number)"
        case .verification: "/verificare"
        case .verified(let code): "/verificare/\(code)"
        case .accessibility: "/accesibilitate"
        case .privacy: "/date-personale"
        case .about: "/despre"
        case .desk: "/birou"
        }
    }
}
