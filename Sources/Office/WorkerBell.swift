/// Wakes the worker's lanes. Rings are counted, so that one heard while a lane was busy is not missed.
actor WorkerBell {
    private(set) var rings = 0
    private var sleepers: [Int: CheckedContinuation<Void, Never>] = [:]
    private var lastSleeper = 0

    nonisolated func ring() { Task { await strike() } }

    private func strike() {
        rings += 1
        for sleeper in sleepers.values { sleeper.resume() }
        sleepers = [:]
    }

    /// Returns when it has rung since, or after a while.
    /// - Returns: the rings so far.
    @discardableResult
    func wait(since heard: Int, for time: Duration) async -> Int {
        guard rings == heard else { return rings }
        lastSleeper += 1
        let name = lastSleeper
        let alarm = Task {
            try await Task.sleep(for: time)
            wake(name)
        }
        await withCheckedContinuation { sleepers[name] = $0 }
        alarm.cancel()
        return rings
    }

    private func wake(_ name: Int) { sleepers.removeValue(forKey: name)?.resume() }
}
