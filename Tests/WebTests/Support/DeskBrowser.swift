import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Office
import Rulebook
import TestKit
import Web

/// A browser without script in the hands of one of the cast: follows forms as they stand on the page.
struct DeskBrowser: Sendable {
    let client: any TestClientProtocol
    let cookie: String

    /// Signs somebody in; nil is a stranger.
    init(_ client: any TestClientProtocol, _ world: World, as member: Cast?) async throws {
        self.client = client
        guard let member else {
            cookie = ""
            return
        }
        cookie = "sesiune=\(try await world.office.signIn(email: member.email, password: World.password))"
    }

    func get(_ path: String, _ more: HTTPFields = [:]) async throws -> DeskAnswer {
        try await client.execute(uri: path, method: .get, headers: HTTPFields(Array(headers) + Array(more))) { DeskAnswer($0) }
    }

    /// Sends the form that `page` has for `action`, with its hidden inputs and `typed`.
    /// - Throws: ``Missing`` when the page offers no such form: what is not on the page cannot be pressed.
    func send(_ action: String, on page: DeskAnswer, _ typed: [(String, String)] = []) async throws -> DeskAnswer {
        guard let hidden = page.hiddenInputs(of: action) else { throw Missing(action: action) }
        let names = Set(typed.map(\.0))
        return try await post(action, hidden.filter { !names.contains($0.0) } + typed)
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> DeskAnswer {
        let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)) { DeskAnswer($0) }
    }

    struct Missing: Error {
        let action: String
    }

    private var headers: HTTPFields { cookie.isEmpty ? [:] : [.cookie: cookie] }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// What came back: status, where to, and the page's text.
struct DeskAnswer: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let text: String
    let headers: HTTPFields

    init(_ response: TestResponse) {
        status = response.status
        location = response.headers[.location]
        text = String(buffer: response.body)
        headers = response.headers
    }

    func says(_ words: String) -> Bool { text.contains(words) }

    /// The hidden inputs of the first form that is sent there.
    func hiddenInputs(of action: String) -> [(String, String)]? {
        guard let start = text.range(of: "<form method=\"post\" action=\"\(action)\""),
            let end = text.range(of: "</form>", range: start.upperBound..<text.endIndex)
        else { return nil }
        return text[start.upperBound..<end.lowerBound].matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
            (String($0.1), String($0.2))
        }
    }
}

/// The whole counter over a world, without a network.
func atTheDesk(
    files: FileStoreKind = .folder, content: Content? = nil, services: [String: String] = [:], sampling: Bool = false,
    reader: ScanReader? = nil, _ test: @escaping @Sendable (World, any TestClientProtocol) async throws -> Void
) async throws {
    try await Desks.all.withDesk {
        let world = try await World(files: files, services: services, sampling: sampling, content: content, reader: reader)
        let website = try Website(
            office: world.office, configuration: WebConfiguration(contentFolder: ContentFolder.repository.appending(path: "Content")))
        try await Application(router: website.router()).test(.router) { try await test(world, $0) }
        try await world.close()
    }
}

/// How many counters are open at once: the cases of a test with many arguments all begin together, and each opens one.
private actor Desks {
    static let all = Desks()

    private var free = 4
    private var line: [CheckedContinuation<Void, Never>] = []

    func withDesk(_ body: @Sendable () async throws -> Void) async throws {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { line.append($0) } }
        defer { if line.isEmpty { free += 1 } else { line.removeFirst().resume() } }
        try await body()
    }
}
