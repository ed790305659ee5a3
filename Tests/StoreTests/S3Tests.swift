import Foundation
import Synchronization
import TestKit
import Testing

@testable import Store

@Suite("What only S3 can do to us")
struct S3Tests {
    /// Of the examples in "Signature Calculations for the Authorization Header" (Amazon S3 API Reference).
    private static let amazon = S3Credentials(key: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    private static let host = "examplebucket.s3.amazonaws.com"

    @Test(
        "Requests are signed as in Amazon's published examples",
        arguments: [
            (
                S3Request(method: "GET", host: host, path: "/test.txt", headers: ["range": "bytes=0-9"]),
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            (
                S3Request(
                    method: "PUT", host: host, path: "/test$file.text",
                    headers: ["date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"],
                    payload: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"),
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
            ),
            (
                S3Request(method: "GET", host: host, path: "/", query: ["lifecycle": ""]),
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
            ),
            (
                S3Request(method: "GET", host: host, path: "/", query: ["max-keys": "2", "prefix": "J"]),
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ])
    func signature(request: S3Request, signature: String) {
        let signed = request.signed(by: Self.amazon, region: "us-east-1", at: Date(timeIntervalSince1970: 1_369_353_600))
        #expect(signed["x-amz-date"] == "20130524T000000Z")
        #expect(signed["authorization"]?.hasSuffix("Signature=\(signature)") == true)
        #expect(
            signed["authorization"]?.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,")
                == true)
    }

    @Test("An address names bucket, prefix, endpoint and region; Amazon's bucket is a host, another's a path")
    func addresses() throws {
        let own = try #require(S3Address("s3://dosare/cluj/2026?endpoint=http://127.0.0.1:9000&region=eu-central-1"))
        #expect(own.authority == "127.0.0.1:9000" && own.bucketPath == "dosare/" && own.prefix == "cluj/2026/")
        #expect(own.scheme == "http" && own.region == "eu-central-1")
        let amazon = try #require(S3Address("s3://dosare?region=eu-central-1"))
        #expect(amazon.authority == "dosare.s3.eu-central-1.amazonaws.com" && amazon.bucketPath.isEmpty && amazon.prefix.isEmpty)
        #expect(amazon.scheme == "https")
    }

    @Test(
        "What is no such address is refused, above all one with secrets in it",
        arguments: [
            "", "s3://", "s3:///x", "http://dosare", "s3://key:secret@dosare", "s3://dosare?endpoint=http://key:secret@host",
            "s3://dosare?secret=x", "s3://Dosare", "s3://dosare/../x", "s3://dosare/a b", "s3://dosare?endpoint=ftp://host",
            "s3://dosare?endpoint=http://host/path", "s3://dosare?region=a&region=b", "s3://dosare?region=a/b", "s3://dosare:80",
        ])
    func wrongAddresses(text: String) { #expect(S3Address(text) == nil) }

    @Test("A list is read with its entities and times; anything else is a fault")
    func lists() throws {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix>a&amp;</Prefix>
            <Contents><Key>a&amp;b</Key><LastModified>2026-11-24T10:00:00.500Z</LastModified><Size>7</Size><Owner><ID>x</ID></Owner></Contents>
            <Contents><Key>c</Key><LastModified>2026-11-24T10:00:00Z</LastModified><Size>0</Size></Contents></ListBucketResult>
            """
        let ten = Date(timeIntervalSince1970: 1_795_514_400)
        #expect(
            try S3Listing.objects(in: Data(xml.utf8)) == [
                .init(key: "a&b", size: 7, changedAt: ten + 0.5), .init(key: "c", size: 0, changedAt: ten),
            ])
        for broken in ["", "<html></html>", String(xml.dropLast(9)), xml.replacing("<Size>7", with: "<Size>x")] {
            #expect(throws: StoreFault.self) { try S3Listing.objects(in: Data(broken.utf8)) }
        }
    }

    @Test("A wrong secret, and a service that does not answer, refuse an upload at once and leave nothing behind")
    func unavailable() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        let server = try S3Server.shared.get()
        let silent = try #require(S3Address("s3://ghiseu?endpoint=http://127.0.0.1:1"))
        for (address, credentials) in [
            (try server.address(prefix: "x"), S3Credentials(key: "nobody", secret: "nothing")), (silent, server.credentials),
        ] {
            let files = try FileStore(s3: address, credentials: credentials, incoming: folder)
            for attempt in [{ _ = try await files.keep(.noise(10)) }, { _ = try await files.read(Data.noise(10).digest) }] {
                do {
                    try await attempt()
                    Issue.record("a file was kept where none can be")
                } catch StoreFault.filesUnavailable(let problem) {
                    #expect(problem.hasPrefix("S3") && !problem.contains("nothing"))
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            try await files.close()
        }
        try FileManager.default.removeItem(at: folder)
    }

    @Test("Objects that others left among the files are passed over")
    func strangers() async throws {
        try await FileBench.on(.s3) { bench in
            let sha256 = try await bench.files.keep(.noise(10))
            try await S3Bench.lent(bench.folder.lastPathComponent) { client in
                for name in ["", "0 și ce mai e", "z"] {
                    try await S3Bench.put(Data(), at: client.key("files/\(name)"), client, bench.folder)
                }
            }
            #expect(try await bench.files.files(limit: 1).map(\.sha256) == [sha256])
            #expect(try await bench.files.files(after: sha256, limit: 1).isEmpty)
        }
    }

    @Test("A file kept at the very moment in which it is swept is there afterwards")
    func race() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        try await S3Bench.lent(folder.lastPathComponent) { client in
            let data = Data.noise(1_000)
            let (old, new) = (try S3Bench.spooled(data, in: folder), try S3Bench.spooled(data, in: folder))
            let keeper = S3Files(client: client)
            try await keeper.take(old)
            let upload = Mutex<Task<Void, any Error>?>(nil)
            let sweeper = S3Files(client: client) {
                // The sweep has looked and is about to delete. Gone already, the file is back as soon as the upload has put it.
                let key = client.key("files/\(data.digest)")
                _ = try await client.ask("DELETE", key, accepting: [204])
                upload.withLock { $0 = Task { try await keeper.take(new) } }
                while (try? await keeper.size(data.digest)) == nil {}
            }
            #expect(try await sweeper.remove(data.digest, unlessKeptAfter: Date() + 3_600))
            try await upload.withLock { $0 }?.value
            #expect(try await keeper.size(data.digest) == 1_000)
        }
        try FileManager.default.removeItem(at: folder)
    }
}
