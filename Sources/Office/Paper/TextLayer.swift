package import Foundation
import Subprocess

/// Makes pages searchable: a PDF of their pictures with the words that `tesseract` reads on them, invisible above the ink. The program
/// runs as a child with bounds of its own; where it is not installed, paper simply has no such copy.
package struct TextLayer: Sendable {
    /// The longest that one page may take.
    package static let pageLimit = Duration.seconds(60)
    private static let memoryBytes = 1 << 30
    private static let fileBytes = 200 << 20
    private static let errorBytes = 1 << 16

    private let program: URL
    private let bounds: URL
    private let language: String

    /// - Parameters:
    ///   - folders: where programs lie; nil: as the environment's PATH says.
    ///   - data: where Debian puts the models of languages.
    /// - Returns: nil where `tesseract` with its Romanian, or `prlimit`, is not installed.
    package init?(
        in folders: [URL]? = nil, data: URL = URL(filePath: "/usr/share/tesseract-ocr/5/tessdata"), language: String = "ron"
    ) {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let places = folders ?? path.split(separator: ":").map { URL(filePath: String($0)) }
        func find(_ name: String) -> URL? {
            places.map { $0.appending(path: name) }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
        }
        guard let program = find("tesseract"), let bounds = find("prlimit"),
            FileManager.default.fileExists(atPath: data.appending(path: "\(language).traineddata").path)
        else { return nil }
        (self.program, self.bounds, self.language) = (program, bounds, language)
    }

    /// - Parameters:
    ///   - pages: pictures, upright, in order.
    ///   - folder: where the program may write.
    /// - Throws: `OfficeFault.textLayer`
    package func pdf(of pages: [URL], in folder: URL, pageLimit: Duration = TextLayer.pageLimit) async throws -> Data {
        let (list, result) = (folder.appending(path: "pages.txt"), folder.appending(path: "text"))
        try Data(pages.map(\.path).joined(separator: "\n").utf8).write(to: list)
        let seconds = Int(pageLimit.components.seconds) * pages.count
        let arguments =
            ["--as=\(Self.memoryBytes)", "--cpu=\(max(1, seconds))", "--fsize=\(Self.fileBytes)", "--core=0", program.path]
            + [list.path, result.path, "-l", language, "--psm", "3", "pdf"]
        // One page at a time, on one core: there is other work.
        let environment: [Environment.Key: String] = [
            "PATH": "\(bounds.deletingLastPathComponent().path):/usr/bin:/bin", "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8",
        ]
        let status = try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
            group.addTask { [bounds] in
                // Ended with its task.
                try await run(
                    .name(bounds.lastPathComponent), arguments: Arguments(arguments),
                    environment: .custom(environment), output: .discarded, error: .string(limit: Self.errorBytes)
                ).terminationStatus
            }
            group.addTask {
                try await Task.sleep(for: pageLimit * pages.count)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        let file = folder.appending(path: "text.pdf")
        guard let status, status.isSuccess, let pdf = try? Data(contentsOf: file), pdf.starts(with: Data("%PDF-".utf8)) else {
            throw OfficeFault.textLayer(status.map { "\($0)" } ?? "it took too long")
        }
        return pdf
    }
}
