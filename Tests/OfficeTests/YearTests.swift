import Foundation
import Office
import Rulebook
import Store
import TestKit
import Testing

/// A year of mornings over dossiers at all stages, while people now and then ask for a completion, complete, and extend.
@Suite("A year passes")
struct YearTests {
    /// What is remembered of a dossier from day to day.
    private struct Memory {
        /// The last day that it was told last.
        var due: Day?
        /// The stage that it ended in.
        var end: String?
    }

    @Test(
        "Silence approves each dossier and leg once, the day after its last; nothing ends twice; no term ever gets shorter", arguments: [7])
    func year(seed: UInt64) async throws {
        let world = try await World(sampling: true)
        let (office, crew) = (world.office, try await world.crew(of: World.institution))
        var chance = Chance(state: seed)
        var memories: [DossierID: Memory] = [:]
        let services = office.content.services.filter { $0.slug.hasPrefix("proba-") && !$0.workflow.isAutomatic }
        for service in services + Array(repeating: office.content.service("proba-tacit"), count: 8).compactMap({ $0 }) {
            let stages = service.workflow.road.filter { $0.kind == .open }
            let until = stages.dropFirst().randomElement(using: &chance)?.name
            memories[try await world.walk(service.slug, by: Bool.random(using: &chance) ? .smaranda : .aron, until: until)] = Memory()
        }
        for _ in 0..<2 {
            let parent = try await world.asked()
            memories[parent] = Memory()
            for line in try await office.store.read({ try $0.endorsements(askedBy: parent) }) { memories[line.endorsement.leg] = Memory() }
        }
        let dossiers = memories.keys.sorted()
        var done: [Deed: Int] = [:]

        for day in 1...365 {
            world.later(days: 1)
            try await office.lapseLegs()
            try await office.lapseDossiers()
            try await office.expireDossiers()
            try await office.remindEndorsers()
            try await office.warnHolders()
            if day.isMultiple(of: 30) { try await office.reckonTerms() }
            // Chance may never meet what can be extended: one is, while all are fresh.
            if day == 1 {
                for id in dossiers where done[.extend] == nil {
                    if try await make(.extend, on: id, world, crew) { done[.extend] = 1 }
                }
            }
            // People are slow, and after a quarter nobody does anything any more.
            if day <= 90, let id = dossiers.randomElement(using: &chance) {
                for deed in [Deed.requestCompletion, .complete, .extend].shuffled(using: &chance) {
                    if try await make(deed, on: id, world, crew) { done[deed, default: 0] += 1 }
                }
            }
            let seen = try await office.store.read { books in
                try dossiers.map { ($0, try books.dossier(forJob: $0), try books.due(of: $0)?.day) }
            }
            for (id, dossier, due) in seen {
                let dossier = try #require(dossier)
                let service = try #require(office.content.anyService(dossier.service))
                var memory = memories[id] ?? Memory()
                if let due {
                    if let before = memory.due { #expect(due >= before, "\(id) was due on \(before), now on \(due)") }
                    memory.due = due
                    let isOver = due < office.today()
                    #expect(!isOver || service.silence.effect != .approved, "\(id) is silent since \(due)")
                }
                if let end = memory.end { #expect(dossier.stage == end, "\(id) ended as \(end)") }
                if service.workflow.stage(dossier.stage)?.kind.isFinal == true { memory.end = dossier.stage }
                memories[id] = memory
            }
        }

        var lapsed = 0
        for id in dossiers {
            let (events, acts, leg) = try await office.store.read {
                (try $0.events(of: id), try $0.acts(of: id), try $0.endorsement(of: id))
            }
            let lapses = events.filter { $0.kind == "lapse" }
            #expect(lapses.count + events.count { $0.kind == "expire" } <= 1)
            #expect(!events.contains { $0.kind == "term-moved" || $0.kind == "term-reset" })
            let last = try #require(memories[id])
            if let lapse = lapses.first {
                lapsed += 1
                #expect(Day(lapse.at, in: office.content.house.timeZone) == last.due?.adding(days: 1), "\(id)")
            }
            if let leg {
                #expect((leg.outcome == .tacit) == (lapses.count == 1))
            } else {
                #expect(acts.count { $0.register == "AT" } == lapses.count)
            }
        }
        #expect(lapsed > 8 && done[.requestCompletion, default: 0] > 2 && done[.complete, default: 0] > 2 && done[.extend, default: 0] > 0)
        #expect(try await office.store.read { try $0.firstBreak(in: World.institution) } == nil)
        try await world.close()
    }

    /// - Returns: whether it could be done.
    private func make(_ deed: Deed, on id: DossierID, _ world: World, _ crew: Crew) async throws -> Bool {
        guard let dossier = try await world.office.store.read({ try $0.dossier(forJob: id) }), dossier.institution == World.institution
        else {
            return false
        }
        do {
            switch deed {
            case .requestCompletion:
                try await world.office.requestCompletion(
                    of: id, items: [], message: "Lipsește un plan.", version: dossier.version, by: crew.clerks[0])
            case .complete:
                let opener = [Cast.smaranda, .aron].map { world[$0] }.first { $0.id == dossier.opener }
                try await world.office.complete(id, by: try #require(opener), language: .ro)
            default: try await world.office.extend(id, reason: "Mai trebuie timp.", version: dossier.version, by: crew.head)
            }
            return true
        } catch is Refusal {
            return false
        }
    }
}

/// SplitMix64: the same seed, the same year.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
