import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// As `map`, done by all processors, four at most: each takes the next element when it is done with one.
    func mapOnAllProcessors<Result: Sendable>(_ body: @Sendable (Element) -> Result) -> [Result] {
        let next = Atomic(0)
        let done = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: Swift.min(ProcessInfo.processInfo.activeProcessorCount, 4, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let result = body(self[index])
                done.withLock { $0[index] = result }
            }
        }
        return done.withLock { $0.compactMap { $0 } }
    }
}
