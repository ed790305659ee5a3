import COpenVINO
import Foundation
import Rulebook

/// The child's side of `ReaderProcess`: requests on standard input, answers on standard output, one JSON line each. It leaves when
/// its input ends; the parent bounds its time.
package struct ReaderWorker {
    /// What a child may map: recognition takes about 0.9 GB of addresses, and less than half of that of memory.
    package static let memoryLimitBytes = 1_536 << 20

    private let reader: PaperReader

    package init(_ reader: PaperReader) { self.reader = reader }

    /// What is larger than this is given back to the system as soon as it is free: pictures of pages come and go.
    private static let largeBytes: Int32 = 1 << 20

    /// To be called before anything is read: beyond the limit, asking for memory fails.
    package static func limitMemory(to bytes: Int = memoryLimitBytes) {
        var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
        memory_return_from(Self.largeBytes)
        // A crash leaves no picture of somebody's papers on the disk.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    package func run() throws {
        while let line = readLine() {
            try send(try answer(line))
            memory_return()
        }
    }

    private func answer(_ line: String) throws -> ReadingAnswer {
        guard let request = try? JSONDecoder().decode(ReadingRequest.self, from: Data(line.utf8)) else {
            return ReadingAnswer(failure: .unsupported)
        }
        do {
            return ReadingAnswer(
                reading: try reader.read(request) { progress in
                    if request.wantsProgress == true { try send(ReadingAnswer(progress: progress)) }
                })
        } catch let failure as ReadingFailure {
            return ReadingAnswer(failure: failure)
        } catch let fault as RecognitionFault {
            FileHandle.standardError.write(Data("\(fault)\n".utf8))
            return ReadingAnswer(failure: .gaveUp)
        }
    }

    private func send(_ answer: ReadingAnswer) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: try encoder.encode(answer) + Data("\n".utf8))
    }
}
