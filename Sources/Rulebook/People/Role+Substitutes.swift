extension Role {
    /// The roles of those who may stand in for somebody with this one: the same, or one that works beside it. What is not delegated
    /// has none: accounts, and the audit.
    package var substitutes: Set<Role> {
        switch self {
        case .registry: [.registry, .clerk, .head]
        case .clerk: [.clerk, .head]
        case .cashier: [.cashier, .head]
        case .head: [.head, .clerk, .signatory]
        case .secretary: [.secretary, .head]
        case .signatory: [.signatory, .head]
        case .applicant, .administrator, .auditor, .asker, .program: []
        }
    }
}
