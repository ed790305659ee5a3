import CMalloc
import Foundation
import ServiceLifecycle

/// The memory of a program that serves for months and whose start needed much that serving does not.
struct ProgramMemory: Service {
    /// After this, the start is mostly over, with the worker's first look at what there is to do; every pause is twice the last one.
    private static let start = Duration.milliseconds(600)
    /// What a full day took is not kept for the night.
    private static let longest = Duration.seconds(300)

    func run() async throws {
        var pause = Self.start
        while !Task.isShuttingDownGracefully {
            // The pause's end is the one error: the program is asked to stop.
            try? await cancelWhenGracefulShutdown { [pause] in try await Task.sleep(for: pause) }
            if Task.isCancelled { return }
            Self.giveBack()
            pause = min(pause * 2, Self.longest)
        }
    }

    /// Gives back to the system the free pages between what is left on the heap, and the program's code that was used and may never be
    /// again: reading the content is most of it. What is needed after all comes back from the files in some microseconds.
    static func giveBack() {
        malloc_trim(0)
        for code in unwritable() { madvise(code.baseAddress, code.count, MADV_DONTNEED) }
    }

    /// Where files lie in memory as code, which nothing writes into (proc(5): `7f12a000-7f13b000 r-xp … /usr/lib/…`).
    private static func unwritable() -> [UnsafeMutableRawBufferPointer] {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        return maps.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 6, parts[1] == "r-xp", parts[5].hasPrefix("/") else { return nil }
            let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { return nil }
            return UnsafeMutableRawBufferPointer(start: start, count: Int(ends[1] - ends[0]))
        }
    }
}
