import Documents
import Foundation
import Intake
import Rulebook
import TestKit

/// Prints real forms by the real typesetter, once for all tests, and keeps them in a forms folder as a counter would.
actor PrintShop {
    static let shared = PrintShop()
    static let address = "https://ghiseu.example.ro"
    /// Monday, 23 November 2026, 10:51:07 in Romania.
    static let now = Date(timeIntervalSince1970: 1_795_423_867)

    struct Print: Sendable {
        let map: PaperMap
        let pdf: Data
        /// What is written on it; nil: a blank.
        let answers: Answers
    }

    private static let typesetter = typesetter(templates: ContentFolder.repository.appending(path: "Content/acts"))

    static func typesetter(templates: URL) -> Typesetter {
        Typesetter(
            python: ProcessInfo.processInfo.environment["GHISEU_PYTHON"].map { URL(filePath: $0) }
                ?? ContentFolder.repository.appending(path: ".venv/bin/python"),
            worker: ContentFolder.repository.appending(path: "bin/typeset-worker.py"), templates: templates,
            fonts: ["noto", "dejavu"].map { URL(filePath: "/usr/share/fonts/truetype").appending(path: $0) }, documentLimit: .seconds(300))
    }

    /// The forms folder; what was printed is in it.
    nonisolated let forms = FileManager.default.temporaryDirectory.appending(component: "ghiseu-forms-\(UUID().uuidString)")
    private var prints: [String: Task<Print, any Error>] = [:]

    /// A service's form filled in with its examples; its blank is in the folder then.
    func filled(_ slug: String, _ language: Language = .ro) async throws -> Print {
        try await print("\(slug) \(language)") {
            let content = try ContentFolder.withTrials.get()
            guard let service = content.anyService(slug) else { throw CocoaError(.fileNoSuchFile) }
            let form = PaperForm(of: service, in: content, language: language, address: Self.address)
            let press = PaperPress(Self.typesetter, address: Self.address)
            let map = try await press.map(of: form, at: Self.now)
            let blank = try await press.print(form, map, at: Self.now)
            let folder = self.forms.appending(path: slug)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try JSONEncoder().encode(map).write(to: folder.appending(path: "\(map.revision).json"))
            try blank.write(to: folder.appending(path: "\(map.revision).pdf"))
            let context = content.checking(on: Day(Self.now, in: content.house.timeZone), in: language)
            let answers = service.form.check(service.form.examples, attached: [], in: context).normalised
            let ink = PaperInk(answers, on: form, fields: service.form.fields, in: context)
            return Print(map: map, pdf: try await press.print(form, map, ink: ink, at: Self.now), answers: answers)
        }
    }

    private func print(_ name: String, make: @escaping @Sendable () async throws -> Print) async throws -> Print {
        if let known = prints[name] { return try await known.value }
        let task = Task { try await make() }
        prints[name] = task
        return try await task.value
    }
}

/// One reader for all tests: a model takes its time to load.
actor ReadingRoom {
    static let shared = ReadingRoom()
    static let models = ContentFolder.repository.appending(path: ".deps/models")
    private var reader: PaperReader?

    func read(_ request: ReadingRequest) throws -> PaperReading {
        // Processors that others use, too, leave no page unread here.
        var limits = ScanLimits()
        limits.timeWithoutCode = .seconds(900)
        let reader =
            try self.reader
            ?? PaperReader(
                content: ContentFolder.withTrials.get(), forms: PrintShop.shared.forms, models: Self.models,
                lineHead: FieldKnowledge.lineHead(content: ContentFolder.repository.appending(path: "Content")),
                cells: FieldKnowledge.cells(content: ContentFolder.repository.appending(path: "Content")), limits: limits,
                now: { PrintShop.now })
        self.reader = reader
        return try reader.read(request)
    }

    /// Reads a file as a scanner would send it.
    func read(_ file: Data, pictures: String? = nil, corners: [ReadingRequest.Corners] = []) throws -> PaperReading {
        let url = FileManager.default.temporaryDirectory.appending(component: "ghiseu-\(UUID().uuidString)")
        try file.write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try read(ReadingRequest(file: url.path, pictures: pictures, corners: corners))
    }
}
