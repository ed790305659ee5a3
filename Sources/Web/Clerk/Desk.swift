import Rulebook
import Store

/// Where things lie under `/birou` in one institution.
struct Desk: Hashable, Sendable {
    /// Its slug.
    let institution: String

    static let choice: Link = "/birou"

    var worklist: Link { "/birou/\(institution)/lucrari" }
    func registers(of year: Int) -> Link { register(RegisterName.general, year) }
    var staff: Link { "/birou/\(institution)/personal" }
    /// What happened outside of any dossier.
    var log: Link { "/birou/\(institution)/jurnal" }
    var deadJobs: Link { "/birou/\(institution)/lucrari-esuate" }

    /// The institution's services, for those who answer for them.
    var services: Link { "/birou/\(institution)/servicii" }
    func service(_ slug: String) -> Link { "/birou/\(institution)/servicii/\(slug)" }
    /// The picture of a workflow.
    func drawing(_ workflow: String) -> Link { "/birou/\(institution)/drumuri/\(workflow).svg" }
    var absences: Link { "/birou/\(institution)/absente" }
    func callingOff(_ absence: String) -> Link { "/birou/\(institution)/absente/\(absence)/anuleaza" }

    /// Where the chosen lines of the worklist are sent.
    var reassignment: Link { "/birou/\(institution)/lucrari/repartizeaza" }

    /// Paper that came in: the list, which also takes files; a scan's file, pictures and deeds; a proposal and its deeds.
    var scans: Link { "/birou/\(institution)/scanari" }
    func scanFile(_ scan: String) -> Link { "/birou/\(institution)/scanari/\(scan)/fisier" }
    func scanPicture(_ name: String, of scan: String) -> Link { "/birou/\(institution)/scanari/\(scan)/imagini/\(name)" }
    func readingAgain(_ scan: String) -> Link { "/birou/\(institution)/scanari/\(scan)/citeste" }
    func clearing(_ scan: String) -> Link { "/birou/\(institution)/scanari/\(scan)/inlatura" }
    func corners(_ page: Int, of scan: String) -> Link { "/birou/\(institution)/scanari/\(scan)/colturi/\(page)" }
    func proposal(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)" }
    func proposalService(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/serviciu" }
    func proposalDismissal(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/inlatura" }
    func proposalPages(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/pagini" }
    func proposalFiles(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/documente" }
    func proposalFile(_ file: String, of id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/documente/\(file)" }
    func proposalFileRemoval(_ file: String, of id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/documente/\(file)/scoate" }
    func proposalHold(_ id: String) -> Link { "/birou/\(institution)/propuneri/\(id)/tine" }

    func immovable(_ uat: String, _ number: String) -> Link { "/birou/\(institution)/imobile/\(uat)/\(number)" }

    var webhooks: Link { "/birou/\(institution)/legaturi" }

    func register(_ name: String, _ year: Int) -> Link { "/birou/\(institution)/registre/\(name)/\(year)" }

    func dossier(_ id: DossierID, _ tab: CaseTab = .overview) -> Link {
        switch tab {
        case .overview: "/birou/\(institution)/dosare/\(id)"
        default: "/birou/\(institution)/dosare/\(id)/\(tab.rawValue)"
        }
    }

    /// Where a deed's form is sent; for deeds with a page of their own, also that page.
    func deed(_ deed: DeskDeed, on id: DossierID) -> Link { "/birou/\(institution)/dosare/\(id)/\(deed.rawValue)" }

    /// The paper of a leg, for those who follow the dossier that asked.
    func endorsementPaper(_ leg: DossierID, of id: DossierID) -> Link { "/birou/\(institution)/dosare/\(id)/avize/\(leg).pdf" }

    /// The paper that asked for it.
    func endorsementRequest(_ leg: DossierID, of id: DossierID) -> Link { "/birou/\(institution)/dosare/\(id)/avize/\(leg)/cerere.pdf" }

    /// The draft as a PDF.
    func preview(of id: DossierID) -> Link { "/birou/\(institution)/dosare/\(id)/proiect.pdf" }

    /// A file of the dossier, or a sealed document: the same addresses as the applicant's.
    func file(_ attachment: String, of id: DossierID) -> Link { Place.attachment(id, attachment).link }
    func document(_ act: String, of id: DossierID) -> Link { Place.act(id, act).link }
}

/// The parts of a dossier's page; raw values are their addresses.
enum CaseTab: String, CaseIterable, Sendable {
    case overview = ""
    case answers = "cerere"
    case documents = "documente"
    case messages = "mesaje"
    case notes = "note"
    case payments = "plati"
    case journal = "jurnal"
}

/// What can be posted to a dossier at the desk; raw values are the addresses.
enum DeskDeed: String, CaseIterable, Sendable {
    case assign = "repartizeaza"
    case requestCompletion = "cere-completare"
    case redirect = "redirectioneaza"
    case proposeRefusal = "propune-respingerea"
    case refuse = "respinge"
    case extend = "prelungeste"
    case draftAct = "redacteaza"
    /// Keeps the edited sections.
    case edit = "act"
    case sendForApproval = "trimite-la-aprobat"
    case approve = "aproba"
    case returnDraft = "restituie"
    case seal = "sigileaza"
    case confirmPayment = "confirma-plata"
    case rejectPayment = "respinge-plata"
    case requestEndorsement = "cere-avize"
    case withdrawLeg = "retrage-aviz"
    /// Writes down an answer that came on paper.
    case recordEndorsement = "aviz-pe-hartie"
    case endorse = "avizeaza"
    /// A step that the workflow names.
    case advance = "pas"
}

/// The names of the fields that desk forms send.
enum DeskField {
    /// The dossier's version that the page was drawn from.
    static let version = "versiune"
    static let actVersion = "versiune-act"
    static let reason = "motiv"
    /// Ticked reasons of the service's list.
    static let usualReasons = "motive"
    static let handler = "inspector"
    static let target = "institutie"
    static let message = "mesaj"
    static let then = "apoi"
    /// Kinds of endorsements that are asked.
    static let endorsements = "avize"
    static let leg = "aviz"
    /// A kind of endorsement, and the number and date of its paper.
    static let endorsement = "avizul"
    static let reference = "nr-data"
    static let paperOutcome = "rezultat-pe-hartie"
    static let paperText = "text-pe-hartie"
    /// The scan of it.
    static let paper = "hartia"
    static let step = "pas"
    static let outcome = "rezultat"
    /// A line of the worklist that is ticked.
    static let dossier = "dosar"
    /// Conditions, reasons or remarks.
    static let outcomeText = "text-aviz"

    static func section(_ name: String) -> String { "sectiune.\(name)" }
    /// That a field or document is asked for, and why.
    static func item(_ key: String) -> String { "cer.\(key)" }
    static func reason(for key: String) -> String { "motiv.\(key)" }
}
