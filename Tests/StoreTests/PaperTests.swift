import Foundation
import Rulebook
import Testing

import struct Store.Attachment
@testable import Store

@Suite("Papers of a dossier: attachments, payments, completions, acts")
struct PaperTests {
    static func attachment(_ id: String, of dossier: DossierID, at moment: Date = Cast.noon) -> Attachment {
        Attachment(
            id: id, dossier: dossier, code: "A-CF30", name: "carte funciară.pdf", mediaType: "application/pdf", size: 12,
            sha256: String(repeating: "a", count: 64), addedAt: moment, addedBy: "ana")
    }

    private static func fee(_ lei: String) throws -> Fee {
        let json = #"{"amount":\#(lei),"title":{"ro":"Taxă"},"law":"L 227/2015","lines":[],"from":"2026-01-01","source":"HCJ"}"#
        return try JSONDecoder().decode(Fee.self, from: Data(json.utf8))
    }

    @Test("Attachments come oldest first; one that was taken out is no longer there", arguments: EngineKind.allCases)
    func attachments(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                let later = Self.attachment("f1", of: "d1", at: Cast.noon + 1)
                let first = Self.attachment("f2", of: "d1")
                try books.add(later)
                try books.add(first)
                #expect(try books.attachments(of: "d1") == [first, later])
                #expect(try !books.remove(attachment: "f1", of: "d2", at: Cast.noon))
                #expect(try books.remove(attachment: "f1", of: "d1", at: Cast.noon))
                #expect(try !books.remove(attachment: "f1", of: "d1", at: Cast.noon))
                #expect(try books.attachments(of: "d1") == [first])
            }
        }
    }

    @Test("A payment's amount may change, its reference never; a proof clears the note", arguments: EngineKind.allCases)
    func payments(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let fee = try Self.fee("16.25")
            let higher = try Self.fee("20")
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                #expect(try books.payment(of: "d1") == nil)
                try books.setPayment(of: "d1", institution: Cast.council, reference: "GH-1", fee: fee)
                #expect(try books.payment(of: "d1")?.fee == fee)
                try books.setPayment(of: "d1", institution: Cast.council, reference: "GH-2", fee: higher)
                #expect(try books.payment(of: "d1")?.reference == "GH-1")
                #expect(try books.payment(of: "d1")?.fee == higher)
                try books.add(Self.attachment("f1", of: "d1"))
                try books.decidePayment(of: "d1", by: "mihai", note: "Altă sumă", at: Cast.noon)
                #expect(try books.payment(of: "d1")?.note == "Altă sumă")
                try books.setPaymentProof("f1", of: "d1")
                let payment = try books.payment(of: "d1")
                #expect(payment?.proof == "f1" && payment?.note == nil && payment?.decidedBy == "mihai" && payment?.decidedAt == Cast.noon)
                // Another amount wants another proof.
                try books.setPayment(of: "d1", institution: Cast.council, reference: "GH-3", fee: fee)
                let anew = try books.payment(of: "d1")
                #expect(anew?.reference == "GH-1" && anew?.fee == fee && anew?.proof == nil && anew?.decidedAt == nil)
            }
        }
    }

    @Test("The last request for completion counts, and is answered once it is", arguments: EngineKind.allCases)
    func completions(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let items = [Completion.Item(field: "attachment:A-CF30", reason: "Extrasul e mai vechi de 30 de zile.")]
            try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                #expect(try books.completion(of: "d1") == nil)
                for round in [1, 2] {
                    try books.add(
                        completionOf: "d1", round: round, by: "mihai", at: Cast.noon, until: Cast.day("2026-12-0\(round)"), items: items,
                        message: "Runda \(round)")
                }
                let last = try books.completion(of: "d1")
                #expect(last?.round == 2 && last?.until == Cast.day("2026-12-02") && last?.items == items && last?.answeredAt == nil)
                try books.answerCompletion(of: "d1", round: 2, at: Cast.noon + 1)
                #expect(try books.completion(of: "d1")?.answeredAt == Cast.noon + 1)
            }
            await #expect(throws: (any Error).self) {
                try await store.write {
                    try $0.add(completionOf: "d1", round: 2, by: "mihai", at: Cast.noon, until: Cast.today, items: [], message: "")
                }
            }
        }
    }

    @Test("An act comes back as saved, by id, code and seal, and is not overwritten from an old version", arguments: EngineKind.allCases)
    func acts(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let saved = try await store.write { books in
                try Cast.submit("d1", number: 1, due: nil, books)
                var act = Act(
                    id: "a1", dossier: "d1", institution: Cast.council, kind: .act, template: "raspuns", title: "Răspuns",
                    sections: [Act.Section(name: "text", title: "Text", text: "Bună ziua")], register: "CU")
                try books.add(act, at: Cast.noon)
                act.version = 2
                act.number = 3
                act.day = Cast.today
                act.data = "{}"
                act.code = "ABCD"
                act.issuedAt = Cast.noon
                act.sealedBy = "mihai"
                act.sha256 = String(repeating: "b", count: 64)
                act.sections[0].text = "Bună ziua, doamnă"
                try books.save(act, from: 1, at: Cast.noon)
                let receipt = Act(
                    id: "r1", dossier: "d1", institution: Cast.council, kind: .receipt, template: "receipt", title: "Dovadă", sections: [],
                    register: nil)
                try books.add(receipt, at: Cast.noon)
                #expect(try books.acts(of: "d1") == [receipt, act])
                #expect(try books.act("a1") == act)
                #expect(try books.act(code: "ABCD") == act)
                #expect(try books.act(sha256: String(repeating: "b", count: 64)) == act)
                #expect(try books.act(code: "none") == nil)
                return act
            }
            await #expect(throws: Refusal.stale) { try await store.write { try $0.save(saved, from: 1, at: Cast.noon) } }
        }
    }
}
