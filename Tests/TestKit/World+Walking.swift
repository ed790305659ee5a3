import Foundation
package import Office
package import Rulebook
import Store

/// Staff of an institution for whom nobody of the cast is needed by name.
package struct Crew: Sendable {
    package let registry: Visitor
    /// More than one, for what one and the same clerk may not do.
    package let clerks: [Visitor]
    package let cashier: Visitor
    package let head: Visitor
    package let secretary: Visitor
    package let signatory: Visitor

    /// Somebody with one of these roles who has not taken any of those steps.
    func somebody(_ roles: [Role], apartFrom taken: Set<PersonID>) -> Visitor? {
        let everybody: [(Role, Visitor)] =
            clerks.map { (.clerk, $0) } + [
                (.registry, registry), (.cashier, cashier), (.head, head), (.secretary, secretary), (.signatory, signatory),
            ]
        return everybody.first { roles.contains($0.0) && !taken.contains($0.1.id) }?.1
    }
}

/// The way of a dossier, whatever its service: along the workflow's road.
extension World {
    /// Everybody whom an institution's dossiers need.
    package func crew(of institution: String) async throws -> Crew {
        func member(_ name: String, _ role: Role) async throws -> Visitor {
            let email = "\(name)@\(institution).example.ro"
            let isNew = try await office.store.read { try $0.person(email: email) } == nil
            // Of the whole house, and of each desk that only its own people see into.
            let restricted = (office.content.institution(institution)?.restrictedDesks ?? []).sorted()
            let appointments = ([nil] + restricted).map { Appointment(institution: institution, role: role, desk: $0) }
            try await office.addStaff(
                email: email, name: "\(name.capitalized) de la \(institution)", password: isNew ? Self.password : nil, appointments, by: nil
            )
            guard let person = try await office.store.read({ try $0.person(email: email) }) else { throw Refusal.notFound }
            return Visitor(person: person, appointments: appointments, in: office.content)
        }
        var clerks: [Visitor] = []
        for name in ["inspector", "inspectoare", "consilier"] { clerks.append(try await member(name, .clerk)) }
        return Crew(
            registry: try await member("registratura", .registry), clerks: clerks, cashier: try await member("casierie", .cashier),
            head: try await member("sef", .head), secretary: try await member("secretar", .secretary),
            signatory: try await member("semnatar", .signatory))
    }

    /// Drives one dossier from its draft to the good end of its workflow: the form's examples, what steps ask by their examples,
    /// the fee paid when it is due.
    /// - Parameter stage: where to stop on the way; nil: at the end of the road.
    package func walk(_ slug: String, by member: Cast = .smaranda, until stage: String? = nil) async throws -> DossierID {
        let id = try await filled(member, service: slug)
        _ = try await office.submit(id, by: self[member], language: .ro)
        try await walkOn(id, by: member, until: stage)
        return id
    }

    /// The rest of the road of a dossier that was submitted.
    /// - Parameter hands: nil: the doors of `Office`.
    package func walkOn(_ id: DossierID, by member: Cast, until stage: String? = nil, hands: (any Hands)? = nil) async throws {
        let hands = hands ?? OfficeHands(world: self)
        var file = try await office.caseFile(id, seenBy: self[member])
        let crew = try await crew(of: file.dossier.institution)
        let road = file.service.workflow.road
        while file.stage.name != stage, let here = road.firstIndex(where: { $0.name == file.stage.name }), here + 1 < road.count {
            if file.dossier.payment == .due { try await hands.pay(file, by: self[member], confirmedBy: crew.cashier) }
            let moves = file.service.workflow.moves(from: file.stage.name).filter { $0.to == road[here + 1].name }
            guard let move = moves.first else { throw Refusal.notFound }
            let claims = file.service.form.check(
                file.dossier.answers, attached: Set(file.attachments.map(\.code)), in: office.checking()
            ).values
            for step in move.needs where file.dossier.steps[step] == nil {
                guard let before = file.service.workflow.step(step) else { throw Refusal.notFound }
                // What nobody claims nobody decides.
                guard file.service.hasOccasion(for: before, claims, in: office.checking()) else { continue }
                try await make(before, file, member, crew, hands)
                file = try await office.caseFile(id, seenBy: self[member])
            }
            if move.guards.contains(.drafted), file.dossier.draft == nil {
                try await hands.make(.draftAct, nil, on: file, by: crew.clerks[0], handler: crew.clerks[0])
            }
            if move.guards.contains(.asked) || move.guards.contains(.endorsed) {
                try await endorse(id, by: crew.clerks[0], for: member, hands: hands)
                file = try await office.caseFile(id, seenBy: self[member])
            }
            try await make(move, file, member, crew, hands)
            file = try await office.caseFile(id, seenBy: self[member])
        }
    }

    /// Has everything asked of other institutions that the law wants asked, and answered in favour.
    package func endorse(_ id: DossierID, by clerk: Visitor, for member: Cast = .smaranda, hands: (any Hands)? = nil) async throws {
        let hands = hands ?? OfficeHands(world: self)
        let file = try await office.caseFile(id, seenBy: clerk)
        guard !file.unasked.isEmpty else { return }
        try await hands.make(.requestEndorsement, nil, on: file, by: clerk, handler: clerk)
        let legs = try await office.store.read { try $0.endorsements(askedBy: id) }
        for leg in legs where leg.endorsement.outcome == nil { try await walkOn(leg.endorsement.leg, by: member, hands: hands) }
    }

    /// Writes down as come on paper, and favourable, whatever the law wants of other institutions.
    package func endorseOnPaper(_ id: DossierID, by clerk: Visitor) async throws {
        for kind in try await office.caseFile(id, seenBy: clerk).unasked {
            try await office.record(
                .favourable, of: kind, "", reference: "nr. 8 din 20.11.2026", for: id, version: try await version(id), by: clerk)
        }
    }

    /// Finds who may make a move, and has it made.
    private func make(_ move: Move, _ file: CaseFile, _ member: Cast, _ crew: Crew, _ hands: any Hands) async throws {
        let actor: Visitor? =
            switch move.deed {
            case .assign: crew.registry
            // Who asks does not answer, nor who answered what it is asked for, though all work in one house.
            case .endorse: file.service.workflow.slug == "aviz" ? crew.clerks[2] : crew.clerks[1]
            case .draftAct, .sendForApproval: crew.clerks[0]
            case .approve: crew.somebody(move.by, apartFrom: [])
            case .seal: crew.signatory
            case .advance, .archive:
                move.by.contains(.applicant)
                    ? self[member] : crew.somebody(move.by, apartFrom: Set(move.apartFrom.compactMap { file.dossier.steps[$0]?.by }))
            case .submit, .requestCompletion, .complete, .redirect, .returnDraft, .proposeRefusal, .refuse, .extend, .withdraw,
                .requestEndorsement,
                .lapse, .issue, .expire:
                throw Refusal.wrongStage(move.deed)
            }
        guard let actor else { throw Refusal.notYours(move.deed) }
        try await hands.make(move.deed, move, on: file, by: actor, handler: crew.clerks[0])
    }
}

/// Whose hands move a dossier: they go through the doors of `Office`, or press the buttons of the pages.
package protocol Hands: Sendable {
    /// - Parameters:
    ///   - move: the workflow's; nil for a deed that moves nothing.
    ///   - handler: who gets what is assigned.
    func make(_ deed: Deed, _ move: Move?, on file: CaseFile, by actor: Visitor, handler: Visitor) async throws
    func pay(_ file: CaseFile, by payer: Visitor, confirmedBy cashier: Visitor) async throws
}

struct OfficeHands: Hands {
    let world: World

    func pay(_ file: CaseFile, by payer: Visitor, confirmedBy cashier: Visitor) async throws {
        let id = file.dossier.id
        try await world.office.givePaymentProof(try await world.paper(), for: id, by: payer)
        try await world.office.confirmPayment(of: id, version: try await world.version(id), by: cashier)
    }

    func make(_ deed: Deed, _ move: Move?, on file: CaseFile, by actor: Visitor, handler: Visitor) async throws {
        let (office, id) = (world.office, file.dossier.id)
        let version = try await world.version(id)
        switch deed {
        case .assign: try await office.assign(id, to: handler.id, version: version, by: actor)
        case .draftAct: try await office.draftAct(for: id, version: version, by: actor)
        case .requestEndorsement: try await office.requestEndorsements(file.unasked, note: "", for: id, version: version, by: actor)
        case .endorse: try await office.endorse(id, as: .favourable, "", version: version, by: actor)
        case .sendForApproval: try await world.sendForApproval(id, by: actor)
        case .approve: try await office.approve(id, version: version, by: actor)
        case .seal: try await office.seal(id, version: version, by: actor)
        default:
            guard let move, let name = move.name else { throw Refusal.wrongStage(deed) }
            try await office.take(name, move.form.examples, on: id, version: version, by: actor)
        }
    }
}

extension CaseFile {
    /// Kinds of endorsements that the law wants asked, and nobody did.
    package var unasked: [String] { (dossier.endorsementGaps ?? []).filter { $0.reason == .unasked }.map(\.kind) }
}
