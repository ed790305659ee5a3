import SwiftASN1

/// What OpenSSL overlooks. A byte changed where it does not look would go unnoticed in the only part of a signed PDF that is
/// not itself signed.
enum StrictDER {
    /// Whether the bytes are DER throughout, as PDF asks for, and signed data of the version that its contents call for: 1, or
    /// 3 when the signer is named by its key's identifier (RFC 5652, 5.1).
    static func isSignedData(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let node = try? DER.parse(bytes), isStrict(node), let content = children(of: node).last,
            let signedData = children(of: content).first, let version = integer(children(of: signedData).first),
            let signers = children(of: signedData).last, let signer = children(of: signers).first
        else { return false }
        return version == integer(children(of: signer).first) && [1, 3].contains(version)
    }

    /// Sequences and sets hold others and nothing else; lengths and tags are checked by the parser.
    private static func isStrict(_ node: ASN1Node) -> Bool {
        switch node.content {
        case .constructed(let children): children.allSatisfy(isStrict)
        case .primitive: node.identifier != .sequence && node.identifier != .set
        }
    }

    private static func children(of node: ASN1Node) -> [ASN1Node] {
        guard case .constructed(let children) = node.content else { return [] }
        return Array(children)
    }

    private static func integer(_ node: ASN1Node?) -> Int? {
        node.flatMap { try? Int(derEncoded: $0) }
    }
}
