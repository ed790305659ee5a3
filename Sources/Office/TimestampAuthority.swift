import CCurl
import Documents
import Foundation

/// An authority that says when something was there (RFC 3161 over HTTP, its section 3.4).
package struct TimestampAuthority: Sendable {
    private static let timeout = 30  // seconds

    package let address: String

    /// - Parameter address: `http://…` or `https://…`; nil for any other. Plain HTTP is usual: the answer is signed.
    package init?(_ address: String) {
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else { return nil }
        self.address = address
    }

    /// Asks for a timestamp over a content. Blocks; never on the event loop.
    /// - Parameter roots: to whom the authority's certificate must lead, DER.
    /// - Returns: the authority's answer, verified.
    /// - Throws: `OfficeFault.timestamp`
    func stamp(_ content: Data, nonce: [UInt8], trusting roots: [Data]) throws -> Data {
        let question = try Timestamp.question(about: content, nonce: nonce)
        let answer = try post(question)
        do {
            _ = try Timestamp.time(in: answer, to: question, trusting: roots)
        } catch Timestamp.Failure.invalid(let reason) {
            throw OfficeFault.timestamp("its answer: \(reason)")
        }
        return answer
    }

    /// One HTTP request by libcurl. Redirects are not followed.
    private func post(_ question: Data) throws -> Data {
        guard let curl = curl_easy_init() else { throw OfficeFault.timestamp("no curl handle") }
        defer { curl_easy_cleanup(curl) }
        let headers = curl_slist_append(nil, "Content-Type: application/timestamp-query")
        defer { curl_slist_free_all(headers) }
        ghiseu_set_text(curl, CURLOPT_URL, address)
        ghiseu_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
        ghiseu_set_pointer(curl, CURLOPT_HTTPHEADER, headers)
        ghiseu_set_number(curl, CURLOPT_FAILONERROR, 1)
        ghiseu_set_number(curl, CURLOPT_NOSIGNAL, 1)
        ghiseu_set_number(curl, CURLOPT_TIMEOUT, Self.timeout)
        ghiseu_set_number(curl, CURLOPT_POSTFIELDSIZE, question.count)
        ghiseu_set_writer(curl, Answer.write)
        var answer = Answer()
        var bytes = [UInt8](question)
        let result = bytes.withUnsafeMutableBytes { bytes in
            withUnsafeMutablePointer(to: &answer) { target in
                ghiseu_set_pointer(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
                ghiseu_set_pointer(curl, CURLOPT_WRITEDATA, target)
                return curl_easy_perform(curl)
            }
        }
        guard result == CURLE_OK else { throw OfficeFault.timestamp(String(cString: curl_easy_strerror(result))) }
        return answer.bytes
    }
}

/// What comes back, up to the largest answer there may be; libcurl breaks off where fewer bytes are taken than it gave.
private struct Answer {
    var bytes = Data()

    static let write: ghiseu_writer = { buffer, size, count, pointer in
        guard let buffer, let answer = pointer?.assumingMemoryBound(to: Answer.self) else { return 0 }
        let length = size * count
        guard answer.pointee.bytes.count + length <= Timestamp.answerLimit else { return 0 }
        answer.pointee.bytes.append(Data(bytes: buffer, count: length))
        return length
    }
}
