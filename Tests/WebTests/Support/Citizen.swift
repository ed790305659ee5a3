import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Rulebook

/// What citizens do besides sending plain forms.
extension DeskBrowser {
    /// A browser that is not signed in, but has been here before.
    init(_ client: any TestClientProtocol, cookie: String) {
        self.client = client
        self.cookie = cookie
    }

    /// The cookie of a visit, as the counter gives it to strangers.
    static let visit = "vizita=00112233445566778899aabbccddeeff"

    /// Sends a form with one file, its token taken from `page`.
    func upload(
        _ bytes: [UInt8], named fileName: String, as name: String, to action: String, on page: DeskAnswer,
        and typed: [(String, String)] = []
    ) async throws -> DeskAnswer {
        guard let hidden = page.hiddenInputs(ofUpload: action) else { throw Missing(action: action) }
        var body = ByteBuffer()
        for (name, value) in hidden + typed {
            body.writeString("--grenze\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--grenze\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"\r\nContent-Type: application/pdf\r\n\r\n"
        )
        body.writeBytes(bytes)
        body.writeString("\r\n--grenze--\r\n")
        return try await send(body, as: "multipart/form-data; boundary=grenze", to: action)
    }

    /// Any body at all, with any headers besides.
    func send(_ body: ByteBuffer, as type: String, to path: String, _ more: HTTPFields = [:]) async throws -> DeskAnswer {
        var headers = more
        headers[.contentType] = type
        if !cookie.isEmpty { headers[.cookie] = cookie }
        return try await client.execute(uri: path, method: .post, headers: headers, body: body) { DeskAnswer($0) }
    }
}

extension DeskAnswer {
    /// The hidden inputs of the form with files that is sent there.
    func hiddenInputs(ofUpload action: String) -> [(String, String)]? {
        guard let start = text.range(of: "<form method=\"post\" action=\"\(action)\" enctype="),
            let end = text.range(of: "</form>", range: start.upperBound..<text.endIndex)
        else { return nil }
        return text[start.upperBound..<end.lowerBound].matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
            (String($0.1), String($0.2))
        }
    }

    /// The form token of a form on this page.
    func token(of action: String) -> String { hiddenInputs(of: action)?.first { $0.0 == "jeton" }?.1 ?? "" }

    /// The questions that stand on this step.
    func questions(of action: String) -> [String] {
        hiddenInputs(of: action)?.first { $0.0 == "campuri" }?.1.split(separator: " ").map(String.init) ?? []
    }
}

extension Form {
    /// What somebody would type for these fields, as the inputs of the page send it.
    /// - Parameter answers: nil: their examples.
    func typing(_ keys: [String], _ answers: Answers? = nil) -> [(String, String)] {
        keys.flatMap { key -> [(String, String)] in
            guard let field = field(key), let answer = answers == nil ? field.example : answers?[key] else { return [] }
            return field.typing(answer, as: key)
        }
    }
}

extension Rulebook.Field {
    /// One answer as the inputs of the page send it, under that name.
    fileprivate func typing(_ answer: Answer, as key: String) -> [(String, String)] {
        switch (answer, kind) {
        case (.text(let text), .date):
            let parts = text.split(separator: "-").map(String.init)
            return zip(["an", "luna", "zi"], parts).map { ("\(key).\($0)", $1) }
        case (.text(let text), .period):
            return zip(["de", "pana"], text.split(separator: "/")).flatMap { end, day in
                zip(["an", "luna", "zi"], day.split(separator: "-")).map { ("\(key).\(end).\($0)", String($1)) }
            }
        case (.text(let text), .slot):
            guard let slot = Slot(text) else { return [] }
            return zip(["an", "luna", "zi"], "\(slot.day)".split(separator: "-")).map { ("\(key).\($0)", String($1)) } + [
                ("\(key).unitate", slot.unit), ("\(key).ora", "\(slot.time)"), ("\(key).numar", "\(slot.count)"),
            ]
        case (.text(let text), .truth): return [(key, text == "true" ? "da" : "nu")]
        case (.text(let text), _): return [(key, text)]
        case (.list(let list), .choices): return list.map { (key, $0) }
        case (.list(let list), _): return [(key, list.joined(separator: "\r\n"))]
        case (.rows(let rows), _):
            return rows.enumerated().flatMap { index, row in
                columns.flatMap { column in
                    row[column.key].map { column.typing(.text($0), as: "\(key).\(index).\(column.key)") } ?? []
                }
            }
        }
    }
}
