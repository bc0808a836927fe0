import Contracts

/// The meaning of what was seen on the broker, and what to do.
struct TopologyVerdict {
    static let subject = "topology"
    /// So many messages in the partitions are more than the programs leave lying.
    static let backlog = 10_000
    /// More names of one kind are counted, not told.
    static let mostNames = 5

    private let topology: Topology
    private let seen: TopologySeen

    init(_ topology: Topology, _ seen: TopologySeen) {
        self.topology = topology
        self.seen = seen
    }

    func findings() -> [Finding] {
        let all = Array(seen.exchanges.values) + Array(seen.queues.values)
        if all.allSatisfy({ $0 == .missing }) {
            return [
                .warning(
                    Self.subject, "Nothing with the prefix \(topology.prefix) is on the broker.",
                    advice: "Start \"guiche up\", which makes it, or correct GUICHE_PREFIX.")
            ]
        }
        return shape() + [traffic(), deadLetters()].compactMap { $0 } + bots()
    }

    // MARK: What is there

    private func shape() -> [Finding] {
        if let otherNumber { return [otherNumber] }
        let mistakes = missing() + different()
        guard mistakes.isEmpty else { return mistakes }
        return [
            .ok(
                Self.subject,
                "\(seen.exchanges.count) exchanges and \(seen.queues.count) queues are as they must be, "
                    + "\(topology.partitions) partitions a stream.")
        ]
    }

    /// The number of partitions this installation was made with, where it is another one.
    private var otherNumber: Finding? {
        let ours = topology.partitions
        var made = ours + seen.partitionsBeyond
        if made == ours {
            let isThere = { (number: Int) in
                Stream.allCases.contains { seen.queues[topology.queue(of: $0, partition: number)] != .missing }
            }
            made = (0..<ours).last(where: isThere).map { $0 + 1 } ?? ours
        }
        guard made != ours else { return nil }
        return .error(
            Self.subject, "The streams have \(made) partitions, and GUICHE_PARTITIONS is \(ours).",
            advice: "Set GUICHE_PARTITIONS to \(made): the number is fixed at installation.")
    }

    private func missing() -> [Finding] {
        let names = names(in: seen.exchanges, .missing) + names(in: seen.queues, .missing)
        guard !names.isEmpty else { return [] }
        return [
            .error(
                Self.subject, "Missing on the broker: \(list(names)).",
                advice: "Start \"guiche up\" again: it makes what is missing; what lay in a deleted queue is lost.")
        ]
    }

    private func different() -> [Finding] {
        (seen.exchanges.merging(seen.queues) { first, _ in first }).sorted { $0.key < $1.key }
            .compactMap { name, state in
                guard case .different(let words) = state else { return nil }
                return .error(
                    Self.subject, "\(name) is not as it must be: \(words)",
                    advice:
                        "Stop the programs, delete it when it is empty, and start \"guiche up\", which makes it anew.")
            }.prefix(Self.mostNames).map { $0 }
    }

    private func names(in group: [String: TopologySeen.State], _ state: TopologySeen.State) -> [String] {
        group.filter { $0.value == state }.keys.sorted()
    }

    private func list(_ names: [String]) -> String {
        let rest = names.count - Self.mostNames
        return names.prefix(Self.mostNames).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    // MARK: What moves

    private func traffic() -> Finding? {
        var unread: [String] = []
        var messages = 0
        for (name, state) in seen.queues where name != topology.deadLetters {
            guard case .there(let waiting, let consumers) = state else { continue }
            if consumers == 0 { unread.append(name) }
            messages += waiting
        }
        let subject = "queues"
        let waiting = "\(messages) messages wait in them"
        guard unread.isEmpty else {
            let isAll = unread.count == seen.queues.count - 1
            return .warning(
                subject, "\(isAll ? "No queue is" : "Not") read: \(list(unread.sorted())); \(waiting).",
                advice: isAll
                    ? "Start \"guiche up\"." : "Look with \"guiche status\" who is missing; \"guiche up\" starts it.")
        }
        guard messages < Self.backlog else {
            return .warning(
                subject, "All queues are read, and \(waiting).",
                advice: "Look which program lags with \"guiche status\" and its log; more replicas help.")
        }
        return .ok(subject, "All queues are read; \(waiting).")
    }

    private func deadLetters() -> Finding? {
        guard case .there(let messages, _) = seen.queues[topology.deadLetters] else { return nil }
        let subject = "dead letters"
        guard messages > 0 else { return .ok(subject, "None.") }
        return .warning(
            subject, "\(messages) messages that could be told to nobody wait in \(topology.deadLetters).",
            advice:
                "Read why with \"guiche dead-letters list\", put the cause right, then \"redrive\" or \"discard\" them."
        )
    }

    private func bots() -> [Finding] {
        seen.bots.sorted { $0.key < $1.key }.map { name, state in
            switch state {
            case .missing:
                .error("bots", "The queue \(name) is missing.", advice: "Start \"guiche up\" again: it makes it.")
            case .different(let words):
                .error(
                    "bots", "\(name) is not as it must be: \(words)",
                    advice: "Stop the bot platform, delete the queue, and start \"guiche up\", which makes it anew.")
            case .there(let messages, 0):
                .warning(
                    "bots", "Nobody reads \(name); \(messages) turns wait.",
                    advice: "Start the bot platform; until then its customers wait for the time limit.")
            case .there(let messages, let consumers):
                .ok("bots", "\(name) is read by \(consumers); \(messages) turns wait.")
            }
        }
    }
}
