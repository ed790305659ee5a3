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

    /// Gives back to the system the free pages between what is left on the heap, and what was used of the program's files and may never be
    /// again: reading the content is most of it. What is needed after all comes back from the files in some microseconds.
    static func giveBack() {
        malloc_trim(0)
        for part in untouched() { madvise(part.baseAddress, part.count, MADV_DONTNEED) }
    }

    /// Where files lie in memory as they are on disk: code and constants, which nothing writes into, nor has (proc(5):
    /// `7f12a000-7f13b000 r-xp … /usr/lib/…`, followed by lines about it; `Anonymous: 0 kB` where no page is the process's own, as those
    /// are that the linker wrote addresses into before they were locked).
    private static func untouched() -> [UnsafeMutableRawBufferPointer] {
        let maps = (try? String(contentsOfFile: "/proc/self/smaps", encoding: .utf8)) ?? ""
        var (found, current): ([UnsafeMutableRawBufferPointer], UnsafeMutableRawBufferPointer?) = ([], nil)
        for line in maps.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.first.map({ !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) ?? true {
                current = file(in: Substring(line))
            } else if line.starts(with: "Anonymous:".utf8), let part = current {
                if line.split(separator: UInt8(ascii: " ")).dropFirst().first?.elementsEqual("0".utf8) == true { found.append(part) }
                current = nil
            }
        }
        return found
    }

    /// A file that is mapped, and not for writing; nil for anything else.
    private static func file(in line: Substring) -> UnsafeMutableRawBufferPointer? {
        let parts = line.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 6, parts[1].hasPrefix("r-"), parts[5].hasPrefix("/") else { return nil }
        let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { return nil }
        return UnsafeMutableRawBufferPointer(start: start, count: Int(ends[1] - ends[0]))
    }
}
