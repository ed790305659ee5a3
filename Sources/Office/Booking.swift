import Foundation
import Rulebook
import Store

/// Slots of resources: held when a request is handed in, told to be taken before that, freed by the store when it ends badly.
extension Office {
    /// Holds every slot that the answers ask for; what a dossier held before is let go of first.
    /// - Throws: `Refusal.invalid` at the slot's field, with what is free instead.
    func hold(_ answers: Answers, for transaction: Transaction) throws {
        let wanted = slots(answers, of: transaction.service)
        if wanted.isEmpty { return }
        let (books, id) = (transaction.books, transaction.dossier.id)
        try books.free(bookingsOf: id)
        for (field, resource, slot) in wanted {
            if try books.hold(slot.pieces(of: resource), of: resource, for: id) { continue }
            throw Refusal.invalid([try taken(slot, of: resource, field, for: id, checking(transaction.visitor.person.language), books)])
        }
    }

    /// Slots that somebody else holds by now, as problems of their fields.
    func takenSlots(
        _ answers: Answers, of dossier: Dossier, _ service: PublicService, _ context: CheckingContext, _ books: Books
    ) throws -> [Problem] {
        try slots(answers, of: service).compactMap { field, resource, slot in
            let others = try books.taken(resource, from: slot.day, through: slot.day, except: dossier.id)
            if others.isDisjoint(with: slot.pieces(of: resource)) { return nil }
            return try taken(slot, of: resource, field, for: dossier.id, context, books)
        }
    }

    /// What others hold on the days that were typed, for the pages on which one chooses.
    func taken(
        around answers: Answers, for dossier: Dossier, _ service: PublicService, _ books: Books
    ) throws -> [String: Set<BookedPiece>] {
        var taken: [String: Set<BookedPiece>] = [:]
        for field in service.form.fields where field.kind == .slot {
            guard let resource = field.resource.flatMap({ content.resources[$0] }) else { continue }
            for day in answers[field.key]?.items.compactMap(Slot.day) ?? [] {
                taken[resource.slug, default: []].formUnion(try books.taken(resource, from: day, through: day, except: dossier.id))
            }
        }
        return taken
    }

    private func slots(_ answers: Answers, of service: PublicService) -> [(field: Field, resource: Resource, slot: Slot)] {
        service.form.fields.filter { $0.kind == .slot }.flatMap { field -> [(field: Field, resource: Resource, slot: Slot)] in
            guard let resource = field.resource.flatMap({ content.resources[$0] }) else { return [] }
            return (answers[field.key]?.items ?? []).compactMap { Slot($0) }.map { (field, resource, $0) }
        }
    }

    /// The problem of a slot that is gone, with the nearest that are not.
    private func taken(
        _ slot: Slot, of resource: Resource, _ field: Field, for dossier: DossierID, _ context: CheckingContext, _ books: Books
    ) throws -> Problem {
        let last = slot.day.adding(days: Resource.alternativeDays)
        let others = try books.taken(resource, from: slot.day, through: last, except: dossier)
        let free = resource.alternatives(to: slot, taken: others, in: content.calendar)
        let named: [String: TraceValue] = [
            "label": .text(field.label(context.language)), "slot": .text(slot.written(of: resource, context)),
            "free": .text(free.map { $0.written(of: resource, context) }.joined(separator: "; ")),
        ]
        let key = free.isEmpty ? "problem.slot-taken-nothing-free" : "problem.slot-taken"
        return Problem(field: field.key, code: "slot-taken", message: context.phrases(key, named, in: context.language))
    }

    /// - Throws: `Refusal.outOfSession` for a service that takes no applications at this moment. The session in force decides, not the
    ///   one that a draft was opened under: a council that prolongs a call prolongs it for everybody.
    func admit(_ service: PublicService, at now: Date) throws {
        let inForce = content.service(service.slug) ?? service
        guard !inForce.takesApplications(at: now, in: content.house.timeZone) else { return }
        if let session = inForce.session(around: now, in: content.house.timeZone) { throw Refusal.outOfSession(session) }
    }
}

extension Slot {
    /// The day of a slot as far as it is typed.
    fileprivate static func day(_ typed: String) -> Day? {
        let parts = typed.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count > 1 ? Day(String(parts[1].prefix(10))) : nil
    }
}
