import CMalloc
import ServiceLifecycle

/// The memory of a program that serves for months and whose start needed much that serving does not.
struct ProgramMemory: Service {
    /// After this, the start is over, with the worker's first look at what there is to do.
    private static let start = Duration.milliseconds(600)

    func run() async throws {
        try await Task.sleep(for: Self.start)
        Self.giveBack()
        try await gracefulShutdown()
    }

    /// Gives the free pages between what is left on the heap back to the system.
    static func giveBack() { malloc_trim(0) }
}
