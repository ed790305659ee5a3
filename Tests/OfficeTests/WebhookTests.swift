import Crypto
import Foundation
import Rulebook
import Store
import TestKit
import Testing

@testable import Office

@Suite("Webhooks: other programs are told, and told so that they can believe it")
struct WebhookTests {
    @Test("A receiver that fails, hangs and redirects is told in the end, signed, the same message under the same key")
    func stubborn() async throws {
        let world = try await World(allowsPrivateWebhooks: true)
        let receiver = try Receiver([.status(500), .silence, .redirect("/elsewhere"), .status(204)])
        let hook = try await world.office.addWebhook(
            "http://127.0.0.1:\(receiver.port)/hook?from=ghiseu", events: ["submit"], of: World.institution, by: world[.ilarie])
        let (id, number) = try await world.submitted(.smaranda)
        var answers: [String?] = []
        for _ in 0..<4 {
            try await world.work()
            answers.append(try await world.office.webhooks(of: World.institution, seenBy: world[.ilarie])[0].answer)
            world.clock.turn(by: 4 * 3600)
        }
        #expect(answers == ["HTTP 500", "Timeout was reached", "HTTP 307", "HTTP 204"])
        try await world.work()
        // The one that hung was not heard to the end, and nobody went elsewhere.
        #expect(receiver.requests.map(\.line) == Array(repeating: "POST /hook?from=ghiseu HTTP/1.1", count: 3))
        #expect(Set(receiver.requests.map { $0.headers["idempotency-key"] }).count == 1)
        #expect(Set(receiver.requests.map(\.body)).count == 1)

        let request = receiver.requests[2]
        let message = try #require(try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: String])
        #expect(message["event"] == "submit" && message["dossier"] == id && message["number"] == "\(number)")
        #expect(message["id"] == request.headers["idempotency-key"])
        #expect(Set(message.keys) == ["id", "event", "institution", "dossier", "number", "at"])
        let signature = try #require(request.headers["ghiseu-signature"]?.firstMatch(of: /^t=(\d+),v1=([0-9a-f]{64})$/))
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(signature.1).\(request.body)".utf8), using: SymmetricKey(data: Data(hook.secret.utf8)))
        #expect(Array(code).map { String(format: "%02x", $0) }.joined() == signature.2)
        receiver.close()
        try await world.close()
    }

    @Test("Without leave, no webhook reaches this machine or its networks, by whatever name")
    func guarded() async throws {
        let world = try await World()
        let receiver = try Receiver([.status(200)])
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
            await #expect {
                _ = try await world.office.transfer {
                    try $0.post("{}", to: "https://\(host):\(receiver.port)/", [], onlyPublic: true)
                }
            } throws: { "\($0)".contains("private network") }
        }
        await #expect(throws: OfficeFault.self) {
            _ = try await world.office.transfer { try $0.post("{}", to: "http://\(receiver.port)", [], onlyPublic: true) }
        }
        #expect(receiver.requests.isEmpty)
        for address in [
            "http://example.ro/", "https://", "ftp://example.ro", "https://ana:parola@example.ro/", "https://exemplu.ro/ă", "nimic",
        ] {
            await #expect {
                _ = try await world.office.addWebhook(address, events: ["submit"], of: World.institution, by: world[.ilarie])
            } throws: {
                guard case Refusal.invalid(let problems) = $0 else { return false }
                return problems.map(\.field) == ["address"]
            }
        }
        await #expect(throws: Refusal.notFound) {
            _ = try await world.office.addWebhook("https://example.ro/", events: ["submit"], of: World.institution, by: world[.tiberiu])
        }
        receiver.close()
        try await world.close()
    }

    @Test(
        "Only what the registries hand out to the public is public",
        arguments: [
            ("8.8.8.8", true), ("193.231.1.1", true), ("172.15.0.1", true), ("172.32.0.1", true), ("100.128.0.1", true),
            ("2a02:2f00::1", true), ("::ffff:8.8.8.8", true), ("64:ff9b::8.8.8.8", true),
            ("0.0.0.0", false), ("10.1.2.3", false), ("100.64.0.1", false), ("127.8.8.8", false), ("169.254.169.254", false),
            ("172.16.0.1", false), ("172.31.255.255", false), ("192.168.1.1", false), ("198.19.0.1", false), ("224.0.0.1", false),
            ("255.255.255.255", false), ("::", false), ("::1", false), ("fe80::1", false), ("fd00::1", false), ("ff02::1", false),
            ("::ffff:10.0.0.1", false), ("64:ff9b::a00:1", false), ("2002:a00:1::", false), ("2001:db8::1", false), ("2001::1", false),
        ])
    func addresses(text: String, isPublic: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == isPublic)
    }
}
