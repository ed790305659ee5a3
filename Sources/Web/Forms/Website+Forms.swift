import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Rulebook
import Store

/// How large what people send may be, in bytes.
enum FormLimits {
    static let plain = 256 * 1_024
    /// Where a file is only looked at, its content may be pasted too, and percent signs make it thrice as long.
    static func texts(_ files: FileTaking) -> Int {
        if case .read(let megabytes) = files { plain + 3 * megabytes * 1_000_000 } else { plain }
    }
    /// All parts of a form with files, the files included.
    static let withFiles = 70_000_000
    /// A refused body is still read to its end up to here, so that the browser shows our page and not a broken connection.
    static let drained = 300_000_000
}

extension Website {
    /// Reads a posted form, once it is known to be ours.
    ///
    /// Files go to the file store as they arrive, their type told by their first bytes.
    /// - Throws: ``Turn`` for what cannot be read or is not ours; `Refusal.tooLarge`.
    func form(_ request: Request, _ context: WebContext, files: FileTaking = .refuse) async throws -> FormFields {
        guard isOwnOrigin(request, context) else { throw Turn.forged }
        let type = request.headers[.contentType] ?? ""
        if let multipart = Multipart(contentType: type) {
            return try await read(multipart, of: request, context, files)
        }
        guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else { throw Turn.wrongKind }
        let fields = FormFields(try Urlencoded.pairs(try await plainBody(of: request, limit: FormLimits.texts(files))))
        guard FormSeal.holds(fields.text(FormToken.fieldName), for: context.formSecret) else { throw Turn.forged }
        return fields
    }

    /// A small body in one piece.
    func plainBody(of request: Request, limit: Int) async throws -> [UInt8] {
        var body: [UInt8] = []
        var total = 0
        for try await chunk in request.body {
            total += chunk.readableBytes
            if total > FormLimits.drained { break }
            if total <= limit { body += chunk.readableBytesView }
        }
        guard total <= limit else { throw Turn.tooLarge }
        return body
    }

    /// A form from another site is refused before it is read (Fetch Standard: `Origin`, `Sec-Fetch-Site`).
    private func isOwnOrigin(_ request: Request, _ context: WebContext) -> Bool {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
        guard let origin = request.headers[.origin] else { return true }
        guard let host = URL(string: origin)?.host() else { return false }
        let port = URL(string: origin)?.port.map { ":\($0)" } ?? ""
        return "\(host)\(port)" == request.head.authority
    }

    private func read(_ multipart: Multipart, of request: Request, _ context: WebContext, _ files: FileTaking) async throws -> FormFields {
        var reading = FormReading(multipart, secret: context.formSecret, taking: files, into: office.store.files)
        var failure: (any Error)?
        var total = 0
        for try await chunk in request.body {
            total += chunk.readableBytes
            if total > FormLimits.drained { break }
            if failure != nil { continue }
            do {
                if total > FormLimits.withFiles { throw Refusal.tooLarge(megabytes: max(1, files.megabytes)) }
                try await reading.take(chunk.readableBytesView)
            } catch {
                failure = error
                await reading.discard()
            }
        }
        if let failure { throw failure }
        do {
            return try reading.finish()
        } catch {
            await reading.discard()
            throw error
        }
    }
}

/// One form with files, on its way in.
private struct FormReading {
    private var multipart: Multipart
    private let secret: String
    private let taking: FileTaking
    private let store: FileStore
    private var fields = FormFields()
    private var isOurs = false
    private var plainBytes = 0

    private var name = ""
    private var text: [UInt8]?
    private var file: OpenFile?

    /// A file whose bytes are arriving: into the store, or into memory.
    private struct OpenFile {
        let name: String
        let incoming: IncomingFile?
        var bytes = Data()
        var size = 0
    }

    init(_ multipart: Multipart, secret: String, taking: FileTaking, into store: FileStore) {
        self.multipart = multipart
        self.secret = secret
        self.taking = taking
        self.store = store
    }

    mutating func take(_ bytes: ByteBufferView) async throws {
        for piece in try multipart.take(bytes) {
            switch piece {
            case .part(let name, let fileName): try await begin(name, fileName)
            case .content(let bytes): try await add(bytes)
            case .end: try await end()
            }
        }
    }

    mutating func discard() async {
        await file?.incoming?.discard()
        file = nil
    }

    func finish() throws -> FormFields {
        guard multipart.isComplete else { throw Turn.unreadable }
        guard isOurs else { throw Turn.forged }
        return fields
    }

    private mutating func begin(_ name: String, _ fileName: String?) async throws {
        self.name = name
        guard let fileName else {
            text = []
            return
        }
        // The token stands before all files, so nothing of a forged form reaches the disk.
        guard isOurs else { throw Turn.forged }
        switch taking {
        case .refuse: throw Turn.wrongKind
        case .keep, .keepScans: file = OpenFile(name: fileName, incoming: try await store.beginFile())
        case .read: file = OpenFile(name: fileName, incoming: nil)
        }
    }

    private mutating func add(_ bytes: [UInt8]) async throws {
        if text != nil {
            if case .read(let megabytes) = taking,
                (text?.count ?? 0) + bytes.count > megabytes * 1_000_000 || fields.oversized.contains(name)
            {
                fields.oversized.insert(name)
                text = []
                return
            }
            plainBytes += bytes.count
            guard plainBytes <= FormLimits.texts(taking) else { throw Turn.tooLarge }
            text? += bytes
        } else if let open = file.map({ (size: $0.size, held: $0.bytes.count, incoming: $0.incoming) }) {
            if open.size + bytes.count > taking.megabytes * 1_000_000 {
                guard case .read = taking else { throw Refusal.tooLarge(megabytes: taking.megabytes) }
                fields.oversized.insert(name)
            }
            file?.size += bytes.count
            guard let incoming = open.incoming else {
                if fields.oversized.contains(name) { file?.bytes = Data() } else { file?.bytes += bytes }
                return
            }
            // Only the beginning, which tells the type, is held besides.
            file?.bytes += bytes.prefix(max(0, AttachmentKind.MediaType.sniffed - open.held))
            try await incoming.append(Data(bytes))
        }
    }

    private mutating func end() async throws {
        if let bytes = text {
            guard let value = String(validating: bytes, as: UTF8.self) else { throw Turn.unreadable }
            if name == FormToken.fieldName { isOurs = FormSeal.holds(value, for: secret) }
            fields.add(value, as: name)
        } else if let file {
            try await end(file)
        }
        (text, file) = (nil, nil)
    }

    private mutating func end(_ file: OpenFile) async throws {
        // An input without a chosen file sends an empty one.
        guard file.size > 0 else {
            await file.incoming?.discard()
            if !file.name.isEmpty { fields.empty[name, default: []].append(file.name.asFileName) }
            return
        }
        guard let incoming = file.incoming else {
            if !fields.oversized.contains(name) { fields.contents[name] = file.bytes }
            return
        }
        if case .keepScans = taking { return try await end(scan: file, incoming) }
        let type = AttachmentKind.MediaType(sniffing: Array(file.bytes.prefix(AttachmentKind.MediaType.sniffed)))
        // What is none of our types is refused by every deed: its bytes need not be kept for that.
        guard let type else {
            await incoming.discard()
            fields.files[name, default: []].append(ReceivedFile(name: file.name.asFileName, type: nil, size: file.size, sha256: ""))
            return
        }
        let kept = try await incoming.keep()
        fields.files[name, default: []].append(
            ReceivedFile(name: file.name.asFileName, type: type, size: kept.size, sha256: kept.sha256))
    }

    /// What is none of the kinds that are read is refused later: its bytes need not be kept for that.
    private mutating func end(scan file: OpenFile, _ incoming: IncomingFile) async throws {
        let type = ScanType(sniffing: file.bytes.prefix(16))
        var sha256 = ""
        if type == nil { await incoming.discard() } else { sha256 = try await incoming.keep().sha256 }
        fields.scans[name, default: []].append(
            ReceivedScan(name: file.name.asFileName, type: type, size: file.size, sha256: sha256))
    }
}
