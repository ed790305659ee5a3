import Foundation
import Synchronization

/// Another machine, on this one: takes connections on a port of its own and answers each as the next line of its script says.
final class Receiver: Sendable {
    enum Reply: Sendable {
        case status(Int)
        /// 200 with this body.
        case body(String)
        /// To a path of its own.
        case redirect(String)
        /// Takes what comes and says nothing, until the other side goes.
        case silence
    }

    struct Request: Sendable {
        let line: String
        let headers: [String: String]
        let body: String
    }

    let port: Int
    private let socket: Int32
    private let script: Mutex<[Reply]>
    private let received = Mutex<[Request]>([])

    /// The last reply stands for all that come after it.
    init(_ script: [Reply]) throws {
        self.script = Mutex(script)
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        socket = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Thread { [self] in serve(connection) }.start()
            }
        }.start()
    }

    var requests: [Request] { received.withLock { $0 } }

    func close() { _ = shutdown(socket, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        defer { Glibc.close(connection) }
        let reply = script.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            if case .silence = reply {
            } else if let request = Self.request(in: text) {
                received.withLock { $0.append(request) }
                break
            }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let answer =
            switch reply {
            case .status(let status): "HTTP/1.1 \(status) So\r\n\(Self.end)Content-Length: 2\r\n\r\nok"
            case .body(let body): "HTTP/1.1 200 So\r\n\(Self.end)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            case .redirect(let path):
                "HTTP/1.1 307 There\r\n\(Self.end)Location: http://127.0.0.1:\(port)\(path)\r\nContent-Length: 0\r\n\r\n"
            case .silence: ""
            }
        _ = answer.withCString { write(connection, $0, strlen($0)) }
    }

    /// It hangs up after each answer, and says so: else a client sends its next request into the connection that is just being closed.
    private static let end = "Connection: close\r\n"

    /// A request that has arrived whole.
    private static func request(in text: String) -> Request? {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let lines = parts[0].components(separatedBy: "\r\n")
        let pairs = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces)) }
        }
        let headers = Dictionary(pairs) { first, _ in first }
        guard parts[1].utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
        return Request(line: lines[0], headers: headers, body: String(parts[1]))
    }
}

/// Waits for what other threads bring about.
func eventually(within seconds: Double = 30, _ condition: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try await condition()
}
