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

    /// Those who set their names to the acts of one desk, in order: who drafts, approves, countersigns, signs. They are different
    /// people (four eyes), each with one of a link's roles.
    package struct Chain: Hashable, Sendable {
        package let institution: String
        package let desk: String
        package let links: [[Role]]
    }

    package let posts: [Post]
    package let chains: [Chain]
    private let restricted: [String: Set<String>]

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
        var seen: Set<Chain> = []
        chains = content.services.flatMap { service in
            service.chains.map { Chain(institution: service.institution, desk: service.desk, links: $0) }
        }.filter { seen.insert($0).inserted }
        restricted = Dictionary(content.institutions.map { ($0.slug, $0.restrictedDesks) }) { first, _ in first }
    }

    /// The posts for which there are not people enough.
    /// - Parameter people: the appointments of each person.
    package func unfilled(by people: [[Appointment]]) -> [Post] { posts.filter { missing($0, people) > 0 } }

    private func missing(_ post: Post, _ people: [[Appointment]]) -> Int {
        Self.missing(post, people, isRestricted(post.institution, post.desk))
    }

    private static func missing(_ post: Post, _ people: [[Appointment]], _ isRestricted: Bool) -> Int {
        post.count - people.count { $0.contains { post.isFilled(by: $0, isRestricted) } }
    }

    private func isRestricted(_ institution: String, _ desk: String) -> Bool { restricted[institution]?.contains(desk) ?? false }

    /// The chains that would stand still: no choice of different people fills them, whoever does what.
    package func broken(by people: [[Appointment]]) -> [Chain] {
        chains.filter { !Self.isFilled($0, by: people, isRestricted($0.institution, $0.desk)) }
    }

    /// Whether dossiers of a service could be taken to their end at a desk by these people: somebody for every role that its moves want
    /// there, and different people along each chain of names.
    package static func suffices(
        _ people: [[Appointment]], for service: PublicService, at desk: Institution.Desk, of institution: Institution
    ) -> Bool {
        let posts = service.roles.map { Post(institution: institution.slug, desk: desk.slug, role: $0.key, count: $0.value) }
        return posts.allSatisfy { missing($0, people, desk.isRestricted) <= 0 }
            && service.chains.allSatisfy {
                isFilled(Chain(institution: institution.slug, desk: desk.slug, links: $0), by: people, desk.isRestricted)
            }
    }

    /// Whether different people can be found for all of these places.
    /// - Parameter hands: who could take each.
    package static func canFill(_ hands: [Set<PersonID>]) -> Bool {
        let people = hands.reduce(into: Set<PersonID>()) { $0.formUnion($1) }.sorted()
        return isFilled(hands.map { hand in Set(people.indices.filter { hand.contains(people[$0]) }) }[...], without: [])
    }

    private static func isFilled(_ chain: Chain, by people: [[Appointment]], _ isRestricted: Bool) -> Bool {
        let hands = chain.links.map { roles in
            let posts = roles.map { Post(institution: chain.institution, desk: chain.desk, role: $0, count: 1) }
            return Set(
                people.indices.filter { person in people[person].contains { own in posts.contains { $0.isFilled(by: own, isRestricted) } } }
            )
        }
        return isFilled(hands[...], without: [])
    }

    /// Whether somebody else can be found for each.
    private static func isFilled(_ hands: ArraySlice<Set<Int>>, without taken: Set<Int>) -> Bool {
        guard let first = hands.first else { return true }
        // As many as there are links are enough to choose from.
        return first.subtracting(taken).sorted().prefix(hands.count).contains {
            isFilled(hands.dropFirst(), without: taken.union([$0]))
        }
    }

    /// The colleagues who would fill what these people do not: for each house a registry that also keeps the cash, a head and a
    /// signatory, for each desk its clerks; a restricted desk has a team of its own.
    package func colleagues(besides people: [[Appointment]]) -> [[Appointment]] {
        var added: [[Appointment]] = []
        for post in posts {
            for _ in 0..<max(missing(post, people + added), 0) {
                let isOfDesk = post.role == .clerk || isRestricted(post.institution, post.desk)
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
        // Whoever holds two posts of one chain gets somebody beside them.
        for chain in broken(by: people + added) {
            for role in chain.links.reversed().compactMap(\.first) {
                guard broken(by: people + added).contains(chain) else { break }
                let isOfDesk = role == .clerk || isRestricted(chain.institution, chain.desk)
                added.append([Appointment(institution: chain.institution, role: role, desk: isOfDesk ? chain.desk : nil)])
            }
        }
        return added
    }
}

extension PublicService {
    /// The roles of those who set their names to its papers one after the other: to the act, to the act that was paid for, and to a
    /// refusal.
    var chains: [[[Role]]] {
        func first(_ deeds: Set<Deed>) -> [Move] { Array(workflow.moves.filter { deeds.contains($0.deed) }.prefix(1)) }
        func of(_ deeds: Set<Deed>) -> [[Role]] { first(deeds).map(\.by) }
        let signing = first([.approve]) + workflow.moves.filter(\.isCountersigning) + first([.seal])
        let names = signing.map(\.by)
        // Who saw the money stands apart where the workflow says so.
        let paid = takesMoney ? [[.cashier]] + signing.filter { $0.guards.contains(.notCashier) }.map(\.by) : []
        return [of([.draftAct, .endorse]) + names, paid, of([.proposeRefusal]) + of([.refuse])].filter { $0.count > 1 }
    }

    private var takesMoney: Bool { fee != nil || workflow.moves.contains { $0.charges != nil } }
}

extension PublicService {
    /// The roles that its dossiers need, and how many different people in each.
    fileprivate var roles: [Role: Int] {
        var roles: [Role: Int] = takesMoney ? [.cashier: 1] : [:]
        for move in workflow.moves {
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
