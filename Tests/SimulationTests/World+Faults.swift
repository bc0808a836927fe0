import Domain
import Identifiers

/// What breaks.
extension World {
    func fault() {
        guard let victim = chance.pick(replicas) else { return }
        switch chance.below(13) {
        case 10...12: poison()
        case 7:
            // In the middle of its work, which is when it matters.
            let busy = replicas.filter { $0.holdings.values.contains { !$0.buffer.isEmpty } }
            freeze(chance.pick(busy) ?? victim, for: .milliseconds(1_000 + chance.below(29_000)))
        case 0, 1: crash(victim, "")
        case 2: victim.isDoomed = true
        case 3, 4: disconnect(victim)
        case 5: handOver(victim)
        default: freeze(victim, for: .milliseconds(1_000 + chance.below(29_000)))
        }
    }

    /// Memory is gone, the store stays.
    func crash(_ victim: Replica, _ when: String) {
        tell(victim.name, "crashes \(when)")
        victim.isDoomed = false
        victim.frozen = nil
        if flaws.contains(.forgetsOutbox) {
            for (partition, holding) in victim.holdings where holding.tag == broker[partition].tag {
                store(of: partition)?.shelves[partition]?.outbox = []
            }
        }
        drop(victim)
        victim.holdings = [:]
    }

    /// It notices at once, and begins anew with what the store says.
    private func disconnect(_ victim: Replica) {
        tell(victim.name, "loses its connection")
        drop(victim)
        if !victim.isFrozen(at: now) { victim.holdings = [:] }
    }

    /// Of what is on its way to the broker some arrives, in order for each destination; its confirms do not come back.
    private func drop(_ victim: Replica) {
        for partition in Partition.owned {
            guard let holding = victim.holdings[partition], holding.tag == broker[partition].tag else { continue }
            while chance.happens(60), arrive(partition, victim) {}
            broker.unsubscribe(from: partition)
        }
    }

    /// Finishes what runs, and closes the channel of one partition without a cancel.
    private func handOver(_ victim: Replica) {
        guard let partition = chance.pick(victim.holdings.keys.sorted()), !victim.isFrozen(at: now),
            let holding = victim.holdings[partition], holding.tag == broker[partition].tag, holding.handled.isEmpty,
            holding.unsent.isEmpty, holding.flights.isEmpty
        else { return }
        tell(victim.name, "hands over \(partition)")
        broker.unsubscribe(from: partition)
        victim.holdings[partition] = nil
    }

    private func freeze(_ victim: Replica, for time: Duration) {
        guard victim.frozen == nil else { return }
        tell(victim.name, "freezes for \(time)")
        victim.frozen = .init(since: now, until: now + time)
    }

    /// Two to three heartbeats of 5 s without a sign, and the broker gives its partitions to somebody else.
    static let patience: Duration = .seconds(12)

    func noticeFreezes() {
        for replica in replicas {
            guard let freeze = replica.frozen else { continue }
            if !freeze.isNoticed, now - freeze.since >= Self.patience || chance.happens(3) {
                drop(replica)
                replica.frozen?.isNoticed = true
            }
            if now >= freeze.until { wake(replica) }
        }
    }

    /// It goes on where it stopped, mostly before it looks whether it still has what it had.
    private func wake(_ replica: Replica) {
        tell(replica.name, "wakes")
        replica.frozen = nil
        for partition in Partition.owned where chance.happens(70) && !isConnected(replica, partition) {
            _ = handle(partition, replica)
        }
    }

    private func isConnected(_ replica: Replica, _ partition: Partition) -> Bool {
        replica.holdings[partition]?.tag == broker[partition].tag
    }

    private func poison() {
        guard let id = chance.pick(conversations.keys.sorted().suffix(5)) else { return }
        let times = 1 + chance.below(6)
        tell("chance", "the next \(times) messages of \(id) fail")
        ward.poison(id.text, times: times)
    }

    /// Everybody is well again.
    func heal() {
        ward.healAll()
        for replica in replicas {
            replica.isDoomed = false
            if replica.frozen != nil { wake(replica) }
            for partition in Partition.owned where !isConnected(replica, partition) {
                replica.holdings[partition] = nil
            }
        }
    }
}
