import Crypto
import FoundationEssentials

/// An incremental update (ISO 32000-1, 7.5.6): objects appended after the end of a PDF, of which not a byte changes.
///
/// Objects are changed in memory through `edit` and written as a whole; `body` is everything that goes after the file.
struct PDFRevision {
    /// An object that may be changed, and the numbered object in which it lives and with which it is written.
    struct Editable {
        let object: QPDFDocument.Object
        let home: QPDFDocument.Object

        /// What stands under a key, made from `text` if there is nothing.
        func child(_ key: String, orNew text: String, in document: QPDFDocument) -> Editable {
            if object[key].isNull { object.set(key, to: document.parse(text)) }
            let child = object[key]
            return Editable(object: child, home: child.id.number > 0 ? child : home)
        }

        /// The array under a key: what stands there already becomes its first element.
        func list(_ key: String, in document: QPDFDocument) -> Editable {
            let value = object[key]
            if !value.isNull, !value.isArray {
                let list = document.parse("[]")
                list.append(value)
                object.set(key, to: list)
            }
            return child(key, orNew: "[]", in: document)
        }
    }

    private let document: QPDFDocument
    private let original: Data
    private let previousTable: (offset: Int, isStream: Bool)
    private var changed: [QPDFDocument.ObjectID: QPDFDocument.Object] = [:]
    private var raw: [QPDFDocument.ObjectID: Data] = [:]

    /// - Throws: `SealingFailure.unsuitable` when the end of the file does not say where its cross-reference table is.
    init(of original: Data, in document: QPDFDocument) throws(SealingFailure) {
        self.document = document
        self.original = original
        guard let offset = Self.startOfTable(in: original) else { throw .unsuitable("no cross-reference table") }
        previousTable = (offset, !original[(original.startIndex + offset)...].starts(with: Data("xref".utf8)))
    }

    /// Marks an object as changed.
    ///
    /// - Throws: `SealingFailure.unsuitable` when it has no number: then it is part of another, which would have to be written.
    @discardableResult
    mutating func edit(_ object: QPDFDocument.Object) throws(SealingFailure) -> Editable {
        guard object.id.number > 0 else { throw .unsuitable("a part without a number: \(object.text.prefix(80))") }
        let editable = Editable(object: object, home: object)
        write(editable)
        return editable
    }

    mutating func write(_ editable: Editable) {
        changed[editable.home.id] = editable.home
    }

    /// Writes the object under its number as these bytes, whatever qpdf has in memory.
    mutating func write(_ text: Data, as object: QPDFDocument.Object) {
        raw[object.id] = text
    }

    /// What to append to the original, and where in the whole file the bytes of a raw object begin.
    func body() -> (bytes: Data, rawOffsets: [QPDFDocument.ObjectID: Int]) {
        var bytes = Data(original.last == UInt8(ascii: "\n") ? "".utf8 : "\n".utf8)
        var offsets: [QPDFDocument.ObjectID: Int] = [:]
        var rawOffsets: [QPDFDocument.ObjectID: Int] = [:]
        for id in Set(changed.keys).union(raw.keys).sorted() {
            offsets[id] = original.count + bytes.count
            bytes.append(Data("\(id.number) \(id.generation) obj\n".utf8))
            rawOffsets[id] = original.count + bytes.count
            bytes.append(raw[id] ?? Data((changed[id]?.resolvedText ?? "null").utf8))
            bytes.append(Data("\nendobj\n".utf8))
        }
        let start = original.count + bytes.count
        bytes.append(previousTable.isStream ? crossReferenceStream(offsets, at: start) : crossReferenceTable(offsets))
        bytes.append(Data("startxref\n\(start)\n%%EOF\n".utf8))
        return (bytes, rawOffsets)
    }

    // MARK: - Cross-references, of the same kind as the previous revision's (a reader may refuse a mixture)

    private func crossReferenceTable(_ offsets: [QPDFDocument.ObjectID: Int]) -> Data {
        let sections = runs(of: offsets.keys.sorted()).map { run in
            "\(run[0].number) \(run.count)\n"
                + run.map { "\(padded(String(offsets[$0] ?? 0), 10)) \(padded(String($0.generation), 5)) n\r\n" }.joined()
        }
        let size = (offsets.keys.map(\.number).max() ?? 0) + 1
        return Data("xref\n\(sections.joined())trailer\n<< \(trailer(size: size)) >>\n".utf8)
    }

    private func crossReferenceStream(_ offsets: [QPDFDocument.ObjectID: Int], at start: Int) -> Data {
        let number = max(document.trailer["/Size"].integer ?? 0, (offsets.keys.map(\.number).max() ?? 0) + 1)
        var offsets = offsets
        offsets[.init(number: number, generation: 0)] = start
        let ids = offsets.keys.sorted()
        let index = runs(of: ids).map { "\($0[0].number) \($0.count)" }.joined(separator: " ")
        // Each entry: type 1 (in use), an offset of 5 bytes, a generation of 2.
        let entries: [UInt8] = ids.flatMap { id in
            [1] + bigEndian(offsets[id] ?? 0, bytes: 5) + bigEndian(id.generation, bytes: 2)
        }
        let head = """
            \(number) 0 obj
            << /Type /XRef /W [1 5 2] /Index [\(index)] /Length \(entries.count) \(trailer(size: number + 1)) >>
            stream\n
            """
        return Data(head.utf8) + Data(entries) + Data("\nendstream\nendobj\n".utf8)
    }

    private func trailer(size: Int) -> String {
        let old = document.trailer
        var entries = ["/Size \(max(size, old["/Size"].integer ?? 0))", "/Prev \(previousTable.offset)"]
        entries += ["/Root", "/Info"].filter { !old[$0].isNull }.map { "\($0) \(old[$0].text)" }
        if old["/ID"].count == 2 {
            // The first identifies the document and stays, the second this revision of it.
            let revision = SHA256.hash(data: original).prefix(16).map { padded(String($0, radix: 16), 2) }.joined()
            entries.append("/ID [\(old["/ID"][0].text) <\(revision)>]")
        }
        return entries.joined(separator: " ")
    }

    private func runs(of ids: [QPDFDocument.ObjectID]) -> [[QPDFDocument.ObjectID]] {
        ids.reduce(into: []) { runs, id in
            if let last = runs.last?.last, last.number + 1 == id.number {
                runs[runs.count - 1].append(id)
            } else {
                runs.append([id])
            }
        }
    }

    private func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func bigEndian(_ number: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// The number after the last `startxref`, if it lies inside the file.
    private static func startOfTable(in pdf: Data) -> Int? {
        let tail = String(decoding: pdf.suffix(1_024), as: UTF8.self)
        guard let last = tail.matches(of: /startxref\s+(\d{1,10})\s+%%EOF/).last, let offset = Int(last.1) else { return nil }
        return offset < pdf.count ? offset : nil
    }
}
