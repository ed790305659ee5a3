import Foundation
import Office
import Rulebook
import Store

/// Building permits whose endorsements are under way: each with its legs in other states.
struct DemoEndorsements {
    private let dossiers: DemoDossiers
    private var office: Office { dossiers.office }

    init(_ dossiers: DemoDossiers) { self.dossiers = dossiers }

    /// How far an endorser came.
    private enum Answer {
        case waiting, assigned, asked, drafted
        case sealed(EndorsementOutcome, String)
    }

    /// Days since the request, and what each endorser made of it.
    private static let permits: [(age: Int, answers: [(institution: String, answer: Answer)])] = [
        (3, [("isu-cluj", .assigned), ("apa-aries", .waiting), ("primaria-ciurila", .waiting)]),
        (
            9,
            [
                ("isu-cluj", .asked), ("apa-aries", .sealed(.favourable, "")),
                ("primaria-ciurila", .sealed(.favourable, "Investiția se încadrează în planul urbanistic general al comunei.")),
            ]
        ),
        (
            21,
            [
                ("isu-cluj", .sealed(.conditional, "Se montează un hidrant exterior la cel mult 100 m de clădire.")),
                ("apa-aries", .waiting),
                ("primaria-ciurila", .sealed(.favourable, "")),
            ]
        ),
        (12, [("isu-cluj", .drafted), ("apa-aries", .assigned), ("primaria-ciurila", .sealed(.favourable, ""))]),
        // Nobody asked yet.
        (2, []),
    ]

    func errands(endingAt end: Date) async throws -> [DemoDossiers.Errand] {
        guard let service = office.content.service("ac-construire") else { return [] }
        let papers = try await dossiers.samplePapers()
        return try Self.permits.enumerated().flatMap { index, permit in
            try tell(service, index, permit.answers, from: dossiers.workingHour(end, daysAgo: permit.age, index), until: end, papers)
        }
    }

    private func tell(
        _ service: PublicService, _ index: Int, _ answers: [(institution: String, answer: Answer)], from start: Date, until end: Date,
        _ papers: [String: ReceivedFile]
    ) throws -> [DemoDossiers.Errand] {
        let office = office
        let opener = try dossiers.visitor(DemoPeople.citizens[min(index, DemoPeople.citizens.count - 1)])
        let clerk = try dossiers.visitor(DemoPeople.clerk(of: service.desk))
        let (registry, cashier) = (
            try dossiers.visitor(DemoPeople.colleague(.registry)), try dossiers.visitor(DemoPeople.colleague(.cashier))
        )
        let cell = DemoCell()
        var errands: [DemoDossiers.Errand] = []
        func later(_ days: Double, _ deed: @escaping (DossierID, Int) async throws -> Void) {
            let at = min(start + days * 86_400, end - 90 + Double(errands.count))
            errands.append(
                .init(at: at) {
                    let id = cell.id
                    let version = try await office.store.read { try $0.dossier(forJob: id)?.version ?? 0 }
                    try await deed(id, version)
                })
        }
        later(-0.01) { _, _ in
            cell.id = try await office.open(service.slug, key: "demo-ac-\(index)", by: opener)
            var answers = service.form.examples
            answers["solicitant.nume"] = .text(opener.person.name)
            _ = try await office.save(answers, in: cell.id, by: opener, language: .ro)
            let form = try await office.form(cell.id, by: opener, in: .ro)
            for (rule, required) in form.checked.attachments where required {
                if let paper = papers[rule.kind.code] { try await office.attach(paper, as: rule.kind.code, to: cell.id, by: opener) }
            }
        }
        later(0) { id, _ in _ = try await office.submit(id, by: opener, language: .ro) }
        if let proof = papers["payment-proof"] {
            later(0.02) { id, _ in try await office.givePaymentProof(proof, for: id, by: opener) }
            later(0.05) { id, version in try await office.confirmPayment(of: id, version: version, by: cashier) }
        }
        later(0.1) { id, version in try await office.assign(id, to: clerk.id, version: version, by: registry) }
        if answers.isEmpty { return errands }
        later(0.2) { id, version in
            try await office.requestEndorsements(
                service.endorsements.map(\.kind).filter { $0 != "drum-judetean" }, note: "", for: id, version: version, by: clerk)
        }
        for (step, (institution, answer)) in answers.enumerated() {
            let team = try DemoPeople.team(of: institution).map(dossiers.visitor)
            let leg: (DossierID) async throws -> (DossierID, Int) = { id in
                try await office.store.read { books in
                    let leg = try books.endorsements(askedBy: id).first { $0.institution == institution }?.endorsement.leg ?? ""
                    return (leg, try books.dossier(forJob: leg)?.version ?? 0)
                }
            }
            let day = 1 + Double(step) / 4
            if case .waiting = answer { continue }
            later(day) { id, _ in
                let (leg, version) = try await leg(id)
                try await office.assign(leg, to: team[0].id, version: version, by: team[0])
            }
            switch answer {
            case .waiting, .assigned: break
            case .asked:
                later(day + 0.5) { id, _ in
                    let (leg, version) = try await leg(id)
                    try await office.requestCompletion(
                        of: leg, items: [.init(field: "attachment:A-SCENARIU", reason: "Lipsește scenariul de securitate la incendiu.")],
                        message: "", version: version, by: team[0])
                }
            case .drafted:
                later(day + 0.5) { id, _ in
                    let (leg, version) = try await leg(id)
                    try await office.endorse(leg, as: .favourable, "", version: version, by: team[0])
                }
            case .sealed(let outcome, let text):
                later(day + 0.5) { id, _ in
                    let (leg, version) = try await leg(id)
                    try await office.endorse(leg, as: outcome, text, version: version, by: team[0])
                }
                later(day + 0.7) { id, _ in
                    let (leg, version) = try await leg(id)
                    try await office.approve(leg, version: version, by: team[1])
                }
                later(day + 0.8) { id, _ in
                    let (leg, version) = try await leg(id)
                    try await office.seal(leg, version: version, by: team[2])
                }
            }
        }
        return errands
    }
}
