import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// How long S3 may take, and how often it is asked.
enum S3Limits {
    static let connecting = TimeAmount.seconds(5)
    /// Without a byte coming or going.
    static let silence = TimeAmount.seconds(30)
    /// One request with its answer's head; the body may take longer.
    static let answering = TimeAmount.minutes(5)
    static let attempts = 4
    /// Before the second attempt; before each further one it is doubled.
    static let pause = Duration.milliseconds(200)
    /// An answer that is read into memory: a page of the list, or an error, in bytes.
    static let smallBody = 4 * 1_024 * 1_024
}

/// Speaks to one bucket: signs, asks again where that may help, and tells an answer from a fault.
final class S3Client: Sendable {
    private let address: S3Address
    private let credentials: S3Credentials
    private let http: HTTPClient
    private let now: @Sendable () -> Date

    init(address: S3Address, credentials: S3Credentials, now: @escaping @Sendable () -> Date = { Date() }) {
        self.address = address
        self.credentials = credentials
        self.now = now
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: S3Limits.connecting, read: S3Limits.silence, write: S3Limits.silence))
        configuration.httpVersion = .http1Only
        // Only we ask again, and say how often.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// A program that ends early has not closed its store.
    deinit { http.shutdown { _ in } }

    func close() async throws { try await http.shutdown() }

    /// The key of an object of ours.
    func key(_ name: String) -> String { address.prefix + name }

    /// Asks for an object, or with an empty key for the bucket.
    ///
    /// - Parameter accepting: statuses that are answers; all others are faults.
    /// - Throws: `StoreFault.filesUnavailable`
    func ask(
        _ method: String, _ key: String, query: [String: String] = [:], headers: [String: String] = [:], body: SpooledFile? = nil,
        accepting: Set<UInt>
    ) async throws -> HTTPClientResponse {
        var (attempt, pause) = (1, S3Limits.pause)
        while true {
            do {
                let answer = try await send(method, key, query, headers, body)
                if accepting.contains(answer.status.code) {
                    // Read to its end, a connection serves again; what is asked with GET is read by who asked.
                    if method != "GET" { _ = try await answer.body.collect(upTo: S3Limits.smallBody) }
                    return answer
                }
                let problem = await problem(of: answer)
                guard Self.mayPass(answer.status), attempt < S3Limits.attempts else { throw StoreFault.filesUnavailable(problem) }
            } catch let fault as StoreFault {
                throw fault
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                guard attempt < S3Limits.attempts else { throw StoreFault.filesUnavailable("S3: \(error)") }
            }
            try await Task.sleep(for: pause)
            (attempt, pause) = (attempt + 1, pause * 2)
        }
    }

    private func send(
        _ method: String, _ key: String, _ query: [String: String], _ headers: [String: String], _ body: SpooledFile?
    ) async throws -> HTTPClientResponse {
        var request = S3Request(
            method: method, host: address.authority, path: "/\(address.bucketPath)\(key)", query: query, headers: headers)
        if let body { request.payload = body.sha256 }
        var message = HTTPClientRequest(url: "\(address.scheme)://\(address.authority)\(request.target)")
        message.method = HTTPMethod(rawValue: method)
        for (name, value) in request.signed(by: credentials, region: address.region, at: now()) {
            message.headers.add(name: name, value: value)
        }
        if let body { message.body = .stream(body.bytes, length: .known(Int64(body.size))) }
        return try await http.execute(message, timeout: S3Limits.answering)
    }

    /// Overload and trouble inside the service may pass; a refusal stays one.
    private static func mayPass(_ status: HTTPResponseStatus) -> Bool { status.code >= 500 || status.code == 429 || status.code == 408 }

    /// The code that the service gives, as in `S3 403: AccessDenied`; its message may name keys and stays out of the log.
    private func problem(of answer: HTTPClientResponse) async -> String {
        let body = try? await answer.body.collect(upTo: S3Limits.smallBody)
        let code = body.map { String(buffer: $0) }?.firstMatch(of: /<Code>([A-Za-z.]{1,80})<\/Code>/)?.1
        return "S3 \(answer.status.code)" + (code.map { ": \($0)" } ?? "")
    }
}
