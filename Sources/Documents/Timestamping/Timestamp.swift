import COpenSSL
import Crypto
package import FoundationEssentials
import Glibc
import SwiftASN1

/// Timestamps of a third party (RFC 3161): the question that is sent to it, and what its answer proves.
package enum Timestamp {
    /// How large an answer may be; with its certificates it takes some 4 KiB.
    package static let answerLimit = 64 << 10  // bytes

    package enum Failure: Error, Equatable {
        /// The answer is no timestamp over the content, or leads to no trusted root; OpenSSL's reason, for the log.
        case invalid(String)
    }

    /// A TimeStampReq for the SHA-256 of a content, with the wish that the authority's certificate be in the answer.
    /// - Parameter nonce: what the answer must repeat, so that it cannot be an old one; at most 8 bytes.
    /// - Returns: DER.
    package static func question(about content: Data, nonce: [UInt8] = []) throws -> Data {
        var coder = DER.Serializer()
        try coder.appendConstructedNode(identifier: .sequence) { request in
            try request.serialize(1)
            try request.appendConstructedNode(identifier: .sequence) { imprint in
                try imprint.appendConstructedNode(identifier: .sequence) { algorithm in
                    let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
                    try algorithm.serialize(sha256)
                    try algorithm.serialize(ASN1Null())
                }
                try imprint.serialize(ASN1OctetString(contentBytes: ArraySlice(SHA256.hash(data: content))))
            }
            // 63 bits, for authorities that keep it in a signed number.
            if !nonce.isEmpty { try request.serialize(nonce.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 1) }
            try request.serialize(true)
        }
        return Data(coder.serializedBytes)
    }

    /// What an answer to a question proves: the time at which the content was there.
    ///
    /// The authority's certificate must be valid at that time; whether it still is, does not matter.
    /// - Parameters:
    ///   - question: as `question` made it; made again without a nonce, it fits an answer to one with a nonce.
    ///   - roots: the certificates that are trusted, DER.
    /// - Throws: `Failure.invalid`, `PDFVerification.Failure.unreadableRoot`
    package static func time(in answer: Data, to question: Data, trusting roots: [Data]) throws -> Date {
        defer { ERR_clear_error() }
        guard answer.count <= answerLimit, let response = read(answer, d2i_TS_RESP) else {
            throw Failure.invalid("no answer as RFC 3161 has it")
        }
        defer { TS_RESP_free(response) }
        guard let request = read(question, d2i_TS_REQ) else { throw Failure.invalid("no question as RFC 3161 has it") }
        defer { TS_REQ_free(request) }
        guard let info = TS_RESP_get_tst_info(response), let time = date(TS_TST_INFO_get_time(info)) else {
            throw Failure.invalid("refused by the authority")
        }
        guard let context = TS_REQ_to_TS_VERIFY_CTX(request, nil) else { throw Failure.invalid(reason) }
        defer { TS_VERIFY_CTX_free(context) }
        let trust = try TrustStore(roots)
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trust.store), time_t(time.timeIntervalSince1970))
        // A trusted list names authorities that are not roots themselves.
        X509_STORE_set_flags(trust.store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        // The context gives its store back when it is freed; this one belongs to `trust`.
        X509_STORE_up_ref(trust.store)
        TS_VERIFY_CTX_set_store(context, trust.store)
        TS_VERIFY_CTX_add_flags(context, Int32(TS_VFY_SIGNATURE))
        guard TS_RESP_verify_response(context, response) == 1 else { throw Failure.invalid(reason) }
        return time
    }

    /// Reads DER with nothing after it.
    private static func read(
        _ der: Data, _ parse: (UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int) -> OpaquePointer?
    ) -> OpaquePointer? {
        [UInt8](der).withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return parse(nil, &cursor, bytes.count)
        }
    }

    private static func date(_ time: UnsafePointer<ASN1_GENERALIZEDTIME>?) -> Date? {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Date(timeIntervalSince1970: Double(timegm(&parts)))
    }

    private static var reason: String {
        ERR_reason_error_string(ERR_peek_last_error()).map { String(cString: $0) } ?? "not valid"
    }
}
