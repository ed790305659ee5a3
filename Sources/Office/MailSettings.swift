package import Foundation

/// Where mail goes: a server, or a folder of `.eml` files while developing.
package enum MailSettings: Sendable {
    /// `url`: `smtp://host:25`, `smtps://host:465`; credentials may be empty. STARTTLS is used where the server offers it,
    /// and demanded with `requireTLS`.
    case server(url: String, user: String, password: String, from: String, requireTLS: Bool)
    case folder(URL, from: String)

    var from: String {
        switch self {
        case .server(_, _, _, let from, _), .folder(_, let from): from
        }
    }

    /// Sends one mail. Blocks; never on the event loop.
    func send(_ mail: Mail, at now: Date, by transfer: Transfer) throws {
        let message = mail.message(from: from, at: now)
        switch self {
        case .folder(let folder, _):
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let name = "\(Int(now.timeIntervalSince1970 * 1000))-\(UUID().uuidString.prefix(8)).eml"
            try Data(message.utf8).write(to: folder.appending(path: name), options: .atomic)
        case .server(let url, let user, let password, let from, let requireTLS):
            try transfer.send(
                message, from: from.address, to: mail.to, by: url, user: user, password: password, requireTLS: requireTLS)
        }
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
