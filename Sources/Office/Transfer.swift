import CCurl
import Foundation
import NIOPosix
import Synchronization

/// One conversation with another machine, by libcurl. Blocks its thread; broken off, it ends within a second or so.
final class Transfer: Sendable {
    /// Seconds for the whole conversation.
    private static let mailLimit = 30
    private static let postLimit = 10

    private let isBrokenOff = Atomic(false)
    private let wasTooNear = Atomic(false)

    func breakOff() { isBrokenOff.store(true, ordering: .relaxed) }

    /// Hands one message to a mail server.
    /// - Parameter server: `smtp://host:25` or `smtps://host:465`.
    func send(
        _ message: String, from sender: String, to recipient: String, by server: String, user: String, password: String, requireTLS: Bool
    ) throws {
        try converse(within: Self.mailLimit, protocols: "smtp,smtps") { curl in
            let recipients = curl_slist_append(nil, "<\(recipient)>")
            defer { curl_slist_free_all(recipients) }
            var source = MailSource(bytes: Array(message.utf8))
            ghiseu_set_text(curl, CURLOPT_URL, server)
            ghiseu_set_text(curl, CURLOPT_MAIL_FROM, "<\(sender)>")
            ghiseu_set_pointer(curl, CURLOPT_MAIL_RCPT, recipients)
            ghiseu_set_number(curl, CURLOPT_USE_SSL, Int(requireTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_TRY.rawValue))
            if !user.isEmpty {
                ghiseu_set_text(curl, CURLOPT_USERNAME, user)
                ghiseu_set_text(curl, CURLOPT_PASSWORD, password)
            }
            ghiseu_set_number(curl, CURLOPT_UPLOAD, 1)
            ghiseu_set_reader(curl, MailSource.read)
            let result = withUnsafeMutablePointer(to: &source) { pointer in
                ghiseu_set_pointer(curl, CURLOPT_READDATA, pointer)
                return curl_easy_perform(curl)
            }
            guard result == CURLE_OK else { throw OfficeFault.mail(reason(result)) }
        }
    }

    /// Posts JSON; follows no redirect, reads no answer but its status.
    /// - Parameter onlyPublic: connects to no address inside a network of our own, whatever a name resolves to, and speaks only TLS.
    /// - Returns: the status.
    func post(_ body: String, to address: String, _ headers: [String], onlyPublic: Bool) throws -> Int {
        try converse(within: Self.postLimit, protocols: onlyPublic ? "https" : "https,http") { curl in
            // An empty `Expect:` keeps libcurl from asking first whether it may send.
            var list: UnsafeMutablePointer<curl_slist>?
            for header in headers + ["Content-Type: application/json", "User-Agent: ghiseu", "Expect:"] {
                list = curl_slist_append(list, header)
            }
            defer { curl_slist_free_all(list) }
            ghiseu_set_text(curl, CURLOPT_URL, address)
            ghiseu_set_pointer(curl, CURLOPT_HTTPHEADER, list)
            ghiseu_set_number(curl, CURLOPT_POST, 1)
            ghiseu_set_number(curl, CURLOPT_POSTFIELDSIZE, body.utf8.count)
            ghiseu_set_text(curl, CURLOPT_COPYPOSTFIELDS, body)
            // A proxy would connect in our place, past the check of the address.
            ghiseu_set_text(curl, CURLOPT_NOPROXY, "*")
            if onlyPublic {
                ghiseu_set_opener(curl, Self.openPublic)
                ghiseu_set_pointer(curl, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
            }
            let result = curl_easy_perform(curl)
            if wasTooNear.load(ordering: .relaxed) { throw OfficeFault.webhook("the address leads into a private network") }
            guard result == CURLE_OK else { throw OfficeFault.webhook(reason(result)) }
            var status = 0
            ghiseu_get_status(curl, &status)
            return status
        }
    }

    private func converse<Result>(within seconds: Int, protocols: String, _ body: (UnsafeMutableRawPointer) throws -> Result) throws
        -> Result
    {
        guard let curl = curl_easy_init() else { throw OfficeFault.transfer("no curl handle") }
        defer { curl_easy_cleanup(curl) }
        ghiseu_set_text(curl, CURLOPT_PROTOCOLS_STR, protocols)
        ghiseu_set_number(curl, CURLOPT_NOSIGNAL, 1)
        ghiseu_set_number(curl, CURLOPT_TIMEOUT, seconds)
        ghiseu_set_number(curl, CURLOPT_NOPROGRESS, 0)
        ghiseu_set_progress(curl, Self.goOn)
        ghiseu_set_pointer(curl, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(self).toOpaque())
        // What comes back is counted as read and forgotten: without this libcurl prints it.
        ghiseu_set_writer(curl) { _, size, count, _ in size * count }
        return try body(curl)
    }

    private func reason(_ result: CURLcode) -> String { String(cString: curl_easy_strerror(result)) }

    /// Asked about once a second while libcurl waits; anything but 0 ends the conversation.
    private static let goOn: ghiseu_progress = { pointer, _, _, _, _ in
        guard let pointer else { return 1 }
        return Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue().isBrokenOff.load(ordering: .relaxed) ? 1 : 0
    }

    /// Opens the socket for an address that libcurl has resolved and is about to connect to, unless it is one of ours.
    private static let openPublic: ghiseu_opener = { pointer, _, address in
        guard let pointer, let address else { return CURL_SOCKET_BAD }
        let isPublic = withUnsafePointer(to: &address.pointee.addr) { sockaddr in
            NetworkAddress(sockaddr, length: Int(address.pointee.addrlen))?.isPublic == true
        }
        guard isPublic else {
            Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue().wasTooNear.store(true, ordering: .relaxed)
            return CURL_SOCKET_BAD
        }
        return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }
}

/// The bytes that libcurl reads.
private struct MailSource {
    let bytes: [UInt8]
    var position = 0

    static let read: ghiseu_reader = { buffer, size, count, pointer in
        guard let buffer, let source = pointer?.assumingMemoryBound(to: MailSource.self) else { return 0 }
        let length = min(size * count, source.pointee.bytes.count - source.pointee.position)
        let start = source.pointee.position
        source.pointee.bytes.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { UnsafeMutableRawPointer(buffer).copyMemory(from: base + start, byteCount: length) }
        }
        source.pointee.position += length
        return length
    }
}

extension Office {
    /// Talks to another machine on the threads kept for that, so that one that hangs leaves those for sealing free.
    func transfer<Result: Sendable>(_ body: @escaping @Sendable (Transfer) throws -> Result) async throws -> Result {
        let transfer = Transfer()
        return try await withTaskCancellationHandler {
            try await outside.runIfActive { try body(transfer) }
        } onCancel: {
            transfer.breakOff()
        }
    }
}
