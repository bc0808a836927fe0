import Identifiers

extension Desk {
    /// A whole desk as a value, from which it goes on exactly as it would have.
    public struct Snapshot: Codable, Hashable, Sendable {
        public let tenant: TenantID
        /// In the order of their ids, like the places: the same desk is the same snapshot.
        public let agents: [Agent]
        public let places: [Place]
        public let offersMade: Int
        public let tallies: [QueueTally]

        public struct QueueTally: Codable, Hashable, Sendable {
            public let queue: QueueID
            public let tally: Tally
        }
    }

    public var snapshot: Snapshot {
        Snapshot(
            tenant: tenant, agents: agents.values.sorted { $0.id < $1.id },
            places: places.values.sorted { $0.conversation < $1.conversation }, offersMade: offersMade,
            tallies: tallies.sorted { $0.key < $1.key }.map { .init(queue: $0.key, tally: $0.value) })
    }

    public init(_ snapshot: Snapshot) {
        self.init(
            tenant: snapshot.tenant, agents: snapshot.agents, places: snapshot.places, offersMade: snapshot.offersMade,
            tallies: Dictionary(uniqueKeysWithValues: snapshot.tallies.map { ($0.queue, $0.tally) }))
    }
}
