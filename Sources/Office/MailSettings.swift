import CCurl
package import Foundation

/// Where mail goes: a server, or a folder of `.eml` files while developing.
package enum MailSettings: Sendable {
    /// `url`: `smtp://host:25`, `smtps://host:465`; credentials may be empty. STARTTLS is used where the server offers it,
    /// and demanded with `requireTLS`.
    case server(url: String, user: String, password: String, from: String, requireTLS: Bool)
    case folder(URL, from: String)

    private static let timeout = 30

    var from: String {
        switch self {
        case .server(_, _, _, let from, _), .folder(_, let from): from
        }
    }

    /// Sends one mail. Blocks; never on the event loop.
    func send(_ mail: Mail, at now: Date) throws {
        let message = mail.message(from: from, at: now)
        switch self {
        case .folder(let folder, _):
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let name = "\(Int(now.timeIntervalSince1970 * 1000))-\(UUID().uuidString.prefix(8)).eml"
            try Data(message.utf8).write(to: folder.appending(path: name), options: .atomic)
        case .server(let url, let user, let password, let from, let requireTLS):
            try deliver(message, to: mail.to, url, user, password, from, requireTLS)
        }
    }

    /// One SMTP conversation by libcurl.
    private func deliver(
        _ message: String, to: String, _ url: String, _ user: String, _ password: String, _ from: String, _ requireTLS: Bool
    ) throws {
        guard let curl = curl_easy_init() else { throw OfficeFault.mail("no curl handle") }
        defer { curl_easy_cleanup(curl) }
        let recipients = curl_slist_append(nil, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        var source = MailSource(bytes: Array(message.utf8))
        ghiseu_set_text(curl, CURLOPT_URL, url)
        ghiseu_set_text(curl, CURLOPT_MAIL_FROM, "<\(from.address)>")
        ghiseu_set_pointer(curl, CURLOPT_MAIL_RCPT, recipients)
        ghiseu_set_number(curl, CURLOPT_USE_SSL, Int(requireTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_TRY.rawValue))
        if !user.isEmpty {
            ghiseu_set_text(curl, CURLOPT_USERNAME, user)
            ghiseu_set_text(curl, CURLOPT_PASSWORD, password)
        }
        ghiseu_set_number(curl, CURLOPT_UPLOAD, 1)
        ghiseu_set_number(curl, CURLOPT_NOSIGNAL, 1)
        ghiseu_set_number(curl, CURLOPT_TIMEOUT, Self.timeout)
        ghiseu_set_reader(curl, MailSource.read)
        let result = withUnsafeMutablePointer(to: &source) { pointer in
            ghiseu_set_pointer(curl, CURLOPT_READDATA, pointer)
            return curl_easy_perform(curl)
        }
        guard result == CURLE_OK else { throw OfficeFault.mail(String(cString: curl_easy_strerror(result))) }
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

extension Mail {
    /// The message as RFC 5322 wants it: UTF-8 in base64, the subject as encoded words.
    func message(from: String, at now: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        let body = Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return """
            From: \(from)\r
            To: <\(to)>\r
            Subject: \(subject.encodedWords)\r
            Date: \(formatter.string(from: now))\r
            Message-ID: <\(UUID().uuidString.lowercased())@\(from.address.split(separator: "@").last ?? "localhost")>\r
            Auto-Submitted: auto-generated\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            \r
            \(body)\r

            """
    }
}

extension String {
    /// The address in `Name <address>`, or the text itself.
    fileprivate var address: String {
        guard let open = lastIndex(of: "<"), let close = lastIndex(of: ">"), open < close else { return self }
        return String(self[index(after: open)..<close])
    }

    /// RFC 2047: UTF-8 in base64, in words of at most 75 characters, never cutting a character.
    fileprivate var encodedWords: String {
        var words: [String] = []
        var part = ""
        for character in self where !character.isNewline {
            if (part + String(character)).utf8.count > 42 {
                words.append(part)
                part = ""
            }
            part.append(character)
        }
        words.append(part)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
