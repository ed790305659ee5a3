import ContentFiles
import Foundation
import Logging
import Office
import Rulebook
import ServiceLifecycle
import UnixSignals

/// Reads the content again at each SIGHUP. What does not pass its check is refused whole, and the old content stays in force.
struct ContentReloader: Service {
    let office: Office
    let folder: ContentFolder
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                let content = try folder.read(judging: .withEveryChoice)
                try await office.take(content)
                ProgramMemory.giveBack()
                print("Ghișeu: \(content.services.count) services in force")
            } catch let found as ContentProblems {
                for problem in found.problems { print(problem) }
                print("Ghișeu: \(found.problems.count) problems; the content stays as it was")
            } catch {
                logger.error("The content could not be read again; it stays as it was", metadata: ["error": "\(type(of: error))"])
            }
            fflush(nil)
        }
    }
}
