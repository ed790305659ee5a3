/// Who has to work at the counter so that every dossier of its services finds somebody at every stage.
package struct Staffing: Sendable {
    /// A role that the services of one desk need, and how many different people (four eyes) in it.
    package struct Post: Hashable, Sendable {
        package let institution: String
        package let desk: String
        package let role: Role
        package let count: Int

        /// Whether an appointment fills it: of the desk, or of the whole house where the desk is open to it.
        fileprivate func isFilled(by appointment: Appointment, _ isRestricted: Bool) -> Bool {
            appointment.institution == institution && appointment.role == role
                && (appointment.desk == desk || appointment.desk == nil && !isRestricted)
        }
    }

    package let posts: [Post]
    private let restricted: Set<Post>

    package init(_ content: Content) {
        var counts: [String: [String: [Role: Int]]] = [:]
        for service in content.services {
            for (role, count) in service.roles {
                counts[service.institution, default: [:]][service.desk, default: [:]][role, default: 0].raise(to: count)
            }
        }
        posts = counts.sorted { $0.key < $1.key }.flatMap { institution, desks in
            desks.sorted { $0.key < $1.key }.flatMap { desk, roles in
                Role.staff.compactMap { role in roles[role].map { Post(institution: institution, desk: desk, role: role, count: $0) } }
            }
        }
        restricted = Set(posts.filter { content.institution($0.institution)?.restrictedDesks.contains($0.desk) ?? false })
    }

    /// The posts for which there are not people enough.
    /// - Parameter people: the appointments of each person.
    package func unfilled(by people: [[Appointment]]) -> [Post] { posts.filter { missing($0, people) > 0 } }

    private func missing(_ post: Post, _ people: [[Appointment]]) -> Int {
        post.count - people.count { $0.contains { post.isFilled(by: $0, restricted.contains(post)) } }
    }

    /// The colleagues who would fill what these people do not: for each house a registry that also keeps the cash, a head and a
    /// signatory, for each desk its clerks; a restricted desk has a team of its own.
    package func colleagues(besides people: [[Appointment]]) -> [[Appointment]] {
        var added: [[Appointment]] = []
        for post in posts {
            for _ in 0..<max(missing(post, people + added), 0) {
                let isOfDesk = post.role == .clerk || restricted.contains(post)
                let desk = isOfDesk ? post.desk : nil
                let fresh = Appointment(institution: post.institution, role: post.role, desk: desk)
                let registry = Appointment(institution: post.institution, role: .registry, desk: desk)
                if post.role == .cashier, let keeper = added.firstIndex(where: { $0.contains(registry) }) {
                    added[keeper].append(fresh)
                } else {
                    added.append([fresh])
                }
            }
        }
        return added
    }
}

extension PublicService {
    /// The roles that its dossiers need, and how many different people in each.
    fileprivate var roles: [Role: Int] {
        var roles: [Role: Int] = fee == nil ? [:] : [.cashier: 1]
        for move in workflow.moves {
            if move.charges != nil { roles[.cashier, default: 0].raise(to: 1) }
            for role in move.by where Role.staff.contains(role) {
                let others = move.apartFrom.compactMap(workflow.step).count { $0.by.contains(role) }
                roles[role, default: 0].raise(to: 1 + others)
            }
        }
        return roles
    }
}

extension Int {
    fileprivate mutating func raise(to least: Int) { self = Swift.max(self, least) }
}
