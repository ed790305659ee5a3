import Foundation
import Rulebook
import Testing

@testable import Store

@Suite("People and their appointments")
struct PeopleTests {
    @Test("A person is found by id and by address, as entered", arguments: EngineKind.allCases)
    func found(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.read { books throws in
                #expect(try books.person("ana") == Cast.ana)
                #expect(try books.person(email: "mihai@example.ro") == Cast.mihai)
                #expect(try books.person("nobody") == nil)
                #expect(try books.person(email: "") == nil)
            }
        }
    }

    @Test("An address belongs to one person only", arguments: EngineKind.allCases)
    func uniqueAddress(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let twin = Person(new: "twin", email: "ana@example.ro", name: "Alta Ana", phone: nil, language: .ro, isConfirmed: false)
            await #expect(throws: (any Error).self) { try await store.write { try $0.add(twin, password: nil, at: Cast.noon) } }
            try await store.read { books throws in #expect(try books.person("twin") == nil) }
        }
    }

    @Test("A password hash is told only for an enabled account that has one", arguments: EngineKind.allCases)
    func passwords(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                #expect(try books.passwordHash(email: "ana@example.ro")?.hash == "hash-of-ana")
                #expect(try books.passwordHash(email: "mihai@example.ro") == nil)
                try books.setPassword("new", of: "mihai")
                #expect(try books.passwordHash(email: "mihai@example.ro")?.person == "mihai")
                try books.setDisabled(true, "mihai", at: Cast.noon)
                #expect(try books.passwordHash(email: "mihai@example.ro") == nil)
                #expect(try books.person("mihai")?.isDisabled == true)
                try books.setDisabled(false, "mihai", at: Cast.noon)
                #expect(try books.passwordHash(email: "mihai@example.ro")?.hash == "new")
            }
        }
    }

    @Test("Confirmation and language are kept", arguments: EngineKind.allCases)
    func settings(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.write { books in
                try books.confirm("mihai", at: Cast.noon)
                try books.setLanguage(.en, of: "mihai")
                #expect(try books.person("mihai")?.isConfirmed == true)
                #expect(try books.person("mihai")?.language == .en)
            }
        }
    }

    @Test("Names come for all who are known, and for nobody when nobody is asked for", arguments: EngineKind.allCases)
    func names(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            try await store.read { books throws in
                #expect(try books.names(of: ["ana", "mihai", "nobody"]) == ["ana": "Ana Ștefănescu", "mihai": "Mihai Crăciun"])
                #expect(try books.names(of: []) == [:])
            }
        }
    }

    @Test("An appointment is given once and taken away exactly", arguments: EngineKind.allCases)
    func appointments(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let whole = Appointment(institution: Cast.council, role: .clerk)
            let desk = Appointment(institution: Cast.council, role: .clerk, desk: "urbanism")
            try await store.write { books in
                #expect(try !books.hasAdministrator())
                for appointment in [whole, desk, whole] { try books.appoint("ana", appointment, at: Cast.noon) }
                #expect(try books.appointments(of: "ana") == [whole, desk])
                try books.dismiss("ana", whole)
                #expect(try books.appointments(of: "ana") == [desk])
                try books.appoint("mihai", Appointment(institution: Cast.council, role: .administrator), at: Cast.noon)
                #expect(try books.hasAdministrator())
            }
        }
    }

    @Test("Every role that an administrator gives can be held", arguments: EngineKind.allCases)
    func roles(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let held = try await store.write { books in
                for role in Role.staff { try books.appoint("ana", Appointment(institution: Cast.townHall, role: role), at: Cast.noon) }
                return try books.appointments(of: "ana").filter { $0.institution == Cast.townHall }.map(\.role)
            }
            #expect(Set(held) == Set(Role.staff))
        }
    }

    @Test("Staff are listed by name with all their roles there and none of elsewhere", arguments: EngineKind.allCases)
    func staff(kind: EngineKind) async throws {
        try await Bench.store(kind) { store in
            let staff = try await store.write { books in
                try books.appoint("mihai", Appointment(institution: Cast.council, role: .head), at: Cast.noon)
                try books.appoint("ana", Appointment(institution: Cast.council, role: .clerk, desk: "urbanism"), at: Cast.noon)
                try books.appoint("ana", Appointment(institution: Cast.council, role: .cashier), at: Cast.noon)
                try books.appoint("ana", Appointment(institution: Cast.townHall, role: .clerk), at: Cast.noon)
                return try books.staff(of: Cast.council).map { ($0.person.id, $0.appointments.map(\.role)) }
            }
            #expect(staff.map(\.0) == ["ana", "mihai"])
            #expect(staff.map(\.1) == [[.cashier, .clerk], [.head]])
        }
    }
}
