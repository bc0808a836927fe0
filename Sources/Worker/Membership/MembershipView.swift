import Storage

/// Who is alive, and therefore who consumes what. A value that decides: announcements and the time go in, what is to
/// be done comes out, and the delivery loop does it.
///
/// Words: the *owner* of a partition is whose share it is (``Shares``), the *stand-by* the next best; only these two
/// subscribe. A replica *holds* a partition once a delivery has told it that the broker made it the active consumer.
///
/// ```
/// absent ── owner or stand-by ──> subscribed ── first delivery ──> holding
///    ^                                │                               │
///    └── neither any more, owner is ──┴── not the owner, owner is ────┘
///        subscribed                       subscribed (handed over)
/// ```
struct MembershipView: Sendable {
    /// Silent this long: its stand-bys wake its partitions.
    static let silence: Duration = .milliseconds(750)
    /// Silent this long: it loses its shares.
    static let gone: Duration = .seconds(5)

    enum Directive: Equatable, Sendable {
        /// Consume from the partition.
        case subscribe(Partition)
        /// Finish what runs, acknowledge it, close the channel without cancelling.
        case handOver(Partition)
        /// Publish a wake into the partition: its active consumer learns that it is active.
        case wake(Partition)
    }

    private struct Member: Sendable {
        var last: Announcement
        var heardAt: Duration
        var isSilent = false
    }

    let me: String
    let partitions: [Partition]
    private var others: [String: Member] = [:]
    private(set) var subscribed: Set<Partition> = []
    private(set) var holding: Set<Partition> = []
    private var subscribing: Set<Partition> = []
    private var handingOver: Set<Partition> = []
    /// Among all who count, and among those who are not silent. A silent one keeps his shares, but nobody relies on him
    /// to stand by: whoever would do it without him does.
    private var shares: Shares
    private var sharesOfAwake: Shares

    init(me: String, partitions: [Partition]) {
        self.me = me
        self.partitions = partitions
        shares = Shares(of: partitions, among: [me])
        sharesOfAwake = shares
    }

    /// The replicas that count now, this one among them.
    var living: [String] { [me] + others.keys }

    /// Somebody of the same program spoke. Times are of a clock that never jumps.
    mutating func heard(_ announcement: Announcement, at now: Duration) -> [Directive] {
        guard announcement.replica != me else { return [] }
        guard announcement.isLeaving else {
            others[announcement.replica] = Member(last: announcement, heardAt: now)
            return rebalance()
        }
        guard let member = others.removeValue(forKey: announcement.replica) else { return [] }
        return rebalance() + wakes(after: member)
    }

    /// Time passed.
    mutating func tick(at now: Duration) -> [Directive] {
        var directives: [Directive] = []
        for (replica, member) in others where !member.isSilent && now - member.heardAt > Self.silence {
            others[replica]?.isSilent = true
            directives += wakes(after: member)
        }
        others = others.filter { now - $0.value.heardAt <= Self.gone }
        return rebalance() + directives
    }

    /// The broker accepted our consumer. Whoever subscribes wakes the partition.
    mutating func subscribed(to partition: Partition) -> [Directive] {
        subscribing.remove(partition)
        subscribed.insert(partition)
        return [.wake(partition)]
    }

    /// The broker refused our consumer, or did not answer; the next tick asks again.
    mutating func failed(toSubscribe partition: Partition) {
        subscribing.remove(partition)
    }

    /// True while nothing is left to subscribe.
    var isSettled: Bool {
        subscribing.isEmpty && partitions.allSatisfy { subscribed.contains($0) || !isCandidate(for: $0) }
    }

    /// A delivery came: we are the active consumer.
    mutating func holds(_ partition: Partition) -> [Directive] {
        holding.insert(partition)
        return rebalance(only: [partition])
    }

    /// Our consumer of the partition is gone, by hand-over or because the broker ended it.
    mutating func ended(_ partition: Partition) -> [Directive] {
        subscribed.remove(partition)
        holding.remove(partition)
        let wasHandOver = handingOver.remove(partition) != nil
        return (wasHandOver ? [.wake(partition)] : []) + rebalance(only: [partition])
    }

    private mutating func rebalance(only some: [Partition]? = nil) -> [Directive] {
        shares = shares(among: living, known: shares)
        sharesOfAwake = shares(among: [me] + others.filter { !$0.value.isSilent }.keys, known: sharesOfAwake)
        return (some ?? partitions).compactMap { directive(for: $0) }
    }

    private func shares(among replicas: [String], known: Shares) -> Shares {
        let replicas = replicas.sorted()
        return replicas == known.replicas ? known : Shares(of: partitions, among: replicas)
    }

    private func isCandidate(for partition: Partition) -> Bool {
        shares.isCandidate(me, for: partition) || sharesOfAwake.isCandidate(me, for: partition)
    }

    private mutating func directive(for partition: Partition) -> Directive? {
        let isCandidate = isCandidate(for: partition)
        guard subscribed.contains(partition) else {
            guard isCandidate, subscribing.insert(partition).inserted else { return nil }
            return .subscribe(partition)
        }
        guard let owner = shares.owner(of: partition), owner != me, !handingOver.contains(partition) else { return nil }
        guard others[owner]?.last.isSubscribed(to: partition) ?? false else { return nil }
        guard holding.contains(partition) || !isCandidate else { return nil }
        handingOver.insert(partition)
        return .handOver(partition)
    }

    /// Wakes for what a member that went owned, as far as we stand by.
    private func wakes(after member: Member) -> [Directive] {
        let before = Shares(of: partitions, among: Array(Set(living + [member.last.replica])))
        return subscribed.sorted().filter { partition in
            member.last.owns(partition) || before.owner(of: partition) == member.last.replica
        }.map { .wake($0) }
    }
}
