package import Rulebook
import Store
import Synchronization

/// The content that holds now. A new one takes its place whole, while the counter is open; who has begun with the old one ends with it.
final class ContentInForce: Sendable {
    private let held: Mutex<(content: Content, edition: Int)>

    init(_ content: Content) { held = Mutex((content, 1)) }

    var content: Content { held.withLock { $0.content } }
    var edition: Int { held.withLock { $0.edition } }

    func replace(with content: Content) { held.withLock { $0 = (content, $0.edition + 1) } }
}

extension Office {
    /// What the law and the institutions say, as it holds now.
    package var content: Content { inForce.content }

    /// Grows with each content that takes force: for whoever keeps what was made from it.
    package var edition: Int { inForce.edition }

    /// Puts another content, already proven, in force: changed services become new revisions, open dossiers keep theirs.
    /// Seals and static files are those of the start.
    package func take(_ next: Content) async throws {
        try await keepRevisions(of: next)
        inForce.replace(with: next)
    }
}
