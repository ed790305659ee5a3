import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Where a reader outside the house is, and of which forms it may see ink.
package struct VisionSettings: Sendable {
    /// An address that speaks as OpenAI's does: `<address>/chat/completions`.
    package let address: String
    package let model: String
    /// Nil: it asks for none.
    package let key: String?
    /// Slugs of the services whose fields are shown to it.
    package let services: Set<String>
    /// For one answer.
    package let timeout: Duration
    /// How long it is left alone after it has failed too often.
    package let rest: Duration

    package init(
        address: String, model: String, key: String?, services: Set<String>, timeout: Duration = .seconds(20),
        rest: Duration = .seconds(300)
    ) {
        self.address = address
        self.model = model
        self.key = key
        self.services = services
        self.timeout = timeout
        self.rest = rest
    }
}

/// A second opinion from a model that sees. It is shown the ink of single fields, and what it answers is a text: never an order, never
/// more than a reason to have a person look.
package actor VisionReader {
    private static let tries = 2
    /// So many failures one after another, and it is left alone for a while.
    private static let mostFailures = 3
    private static let answerBytes = 1 << 16
    private static let longestText = 500  // characters

    package nonisolated let settings: VisionSettings
    private let http: HTTPClient
    private var failures = 0
    private var restsUntil: ContinuousClock.Instant?

    package init(_ settings: VisionSettings) {
        self.settings = settings
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit { http.shutdown { _ in } }

    package func close() async throws { try await http.shutdown() }

    /// - Parameters:
    ///   - crop: a JPEG of the field's ink.
    ///   - kind: the field's, as a hint.
    /// - Returns: nil where there is no answer: it is left alone, fails, is too slow, says what was not asked, or cannot read the ink.
    func read(_ crop: Data, kind: String) async -> String? {
        if let rest = restsUntil {
            guard ContinuousClock.now >= rest else { return nil }
            restsUntil = nil
        }
        for _ in 1...Self.tries {
            do {
                let transcription = try await ask(crop, kind)
                failures = 0
                return transcription.legible ? transcription.text : nil
            } catch is CancellationError {
                return nil
            } catch {
                failures += 1
                if failures >= Self.mostFailures {
                    // The next one after the rest is a try: if that fails, it rests again.
                    (failures, restsUntil) = (Self.mostFailures - 1, ContinuousClock.now + settings.rest)
                    return nil
                }
            }
        }
        return nil
    }

    private enum Fault: Error { case status(UInt), answer }

    private func ask(_ crop: Data, _ kind: String) async throws -> Transcription {
        var request = HTTPClientRequest(url: "\(settings.address)/chat/completions")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        if let key = settings.key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
        let question = VisionQuestion(model: settings.model, kind: kind, crop: crop)
        request.body = .bytes(ByteBuffer(data: try JSONEncoder().encode(question)))
        let timeout = TimeAmount(settings.timeout)
        let deadline = NIODeadline.now() + timeout
        let answer = try await http.execute(request, deadline: deadline)
        guard answer.status == .ok else { throw Fault.status(answer.status.code) }
        // The deadline holds for the head; a body that trickles has the same time again, and no more.
        let body = try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await answer.body.collect(upTo: Self.answerBytes) }
            group.addTask { [settings] in
                try await Task.sleep(for: settings.timeout)
                throw Fault.answer
            }
            defer { group.cancelAll() }
            guard let body = try await group.next() else { throw Fault.answer }
            return body
        }
        let reply = try JSONDecoder().decode(VisionReply.self, from: Data(buffer: body))
        guard let content = reply.choices.first?.message.content else { throw Fault.answer }
        return try Transcription(strict: content, longest: Self.longestText)
    }
}

/// What it has to answer, and nothing besides.
struct Transcription: Decodable, Equatable {
    let text: String
    let legible: Bool

    private struct Unexpected: Error {}

    /// - Throws: where the text is not one JSON object with these two members, or the transcription is none of a field's.
    init(strict json: String, longest: Int) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
            Set(object.keys) == ["text", "legible"]
        else { throw Unexpected() }
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
        let controls = text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" }
        guard text.count <= longest, !controls else { throw Unexpected() }
    }
}

private struct VisionReply: Decodable {
    struct Choice: Decodable {
        struct Message: Decodable { let content: String? }
        let message: Message
    }
    let choices: [Choice]
}
