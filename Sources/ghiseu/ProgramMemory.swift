import CMalloc
import Foundation
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

    /// Gives back to the system what is not needed now: free pages between what is left on the heap, and the pages of the program's and
    /// the libraries' own code, some forty megabytes of which were only read while content was parsed and tables were checked. Code that
    /// is called again is mapped again from the system's file cache, 64 kB at a time; nothing is read from the disk for it.
    static func giveBack() {
        malloc_trim(0)
        guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return }
        for line in maps.split(separator: "\n") {
            let columns = line.split(separator: " ", omittingEmptySubsequences: true)
            // Only code, which nobody writes to: of data, the relocated addresses would be lost.
            guard columns.count == 6, columns[1] == "r-xp", columns[5].hasPrefix("/") else { continue }
            let bounds = columns[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, let start = UnsafeMutableRawPointer(bitPattern: bounds[0]) else { continue }
            madvise(start, Int(bounds[1] - bounds[0]), MADV_DONTNEED)
        }
    }
}
