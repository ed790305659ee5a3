/// A bounded number of sessions, lent one at a time; who finds none free waits in line.
actor PostgreSQLPool {
    private let address: String
    private let limit: Int
    private var free: [PostgreSQLSession] = []
    private var opened = 0
    private var waiting: [CheckedContinuation<PostgreSQLSession, any Error>] = []
    private var isClosed = false

    init(address: String, limit: Int) {
        self.address = address
        self.limit = limit
    }

    nonisolated func withSession<Result: Sendable>(_ body: (PostgreSQLSession) async throws -> Result) async throws -> Result {
        let session = try await take()
        do {
            let result = try await body(session)
            await giveBack(session)
            return result
        } catch {
            await giveBack(session)
            throw error
        }
    }

    /// Those who wait are refused; sessions still lent are ended when they come back.
    func close() async {
        isClosed = true
        for waiter in waiting { waiter.resume(throwing: StoreFault.closed) }
        waiting = []
        for session in free { await session.disconnect() }
        free = []
    }

    private func take() async throws -> PostgreSQLSession {
        if isClosed { throw StoreFault.closed }
        if let session = free.popLast() { return session }
        if opened < limit {
            opened += 1
            return PostgreSQLSession(address: address)
        }
        return try await withCheckedThrowingContinuation { waiting.append($0) }
    }

    private func giveBack(_ session: PostgreSQLSession) async {
        if isClosed {
            await session.disconnect()
        } else if waiting.isEmpty {
            free.append(session)
        } else {
            waiting.removeFirst().resume(returning: session)
        }
    }
}
