import Foundation
import FoundationXML

/// What ListObjectsV2 answers (Amazon S3 API Reference): objects in the order of their keys.
enum S3Listing {
    struct Object: Hashable {
        let key: String
        let size: Int
        let changedAt: Date
    }

    /// - Throws: `StoreFault.filesUnavailable` where it is no such list.
    static func objects(in xml: Data) throws -> [Object] {
        let reader = Reader()
        let parser = XMLParser(data: xml)
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        guard parser.parse(), !reader.isBroken, reader.isList else { throw StoreFault.filesUnavailable("S3: an unreadable list") }
        return reader.objects
    }

    private final class Reader: NSObject, XMLParserDelegate {
        private(set) var objects: [Object] = []
        private(set) var isList = false
        private(set) var isBroken = false
        /// Elements of the object that is being read, by name.
        private var object: [String: String]?
        private var text = ""

        func parser(
            _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?, attributes _: [String: String]
        ) {
            if name == "ListBucketResult" { isList = true }
            if name == "Contents" { object = [:] }
            text = ""
        }

        func parser(_: XMLParser, foundCharacters characters: String) { text += characters }

        func parser(_: XMLParser, didEndElement name: String, namespaceURI _: String?, qualifiedName _: String?) {
            guard name == "Contents" else {
                object?[name] = text
                return
            }
            if let key = object?["Key"], let size = object?["Size"].flatMap({ Int($0) }), let time = object?["LastModified"],
                let changedAt = Self.date(time)
            {
                objects.append(Object(key: key, size: size, changedAt: changedAt))
            } else {
                isBroken = true
            }
            object = nil
        }

        /// With fractions of a second, or without.
        private static func date(_ text: String) -> Date? {
            (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
                ?? (try? Date(text, strategy: .iso8601))
        }
    }
}
