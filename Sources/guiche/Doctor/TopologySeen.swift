/// What was seen of an installation on its broker.
struct TopologySeen: Equatable, Sendable {
    enum State: Equatable, Sendable {
        case missing
        /// It exists with other settings; the broker's words.
        case different(String)
        /// As it must be. An exchange has no counts.
        case there(messages: Int, consumers: Int)
    }

    /// By name.
    var exchanges: [String: State] = [:]
    /// By name.
    var queues: [String: State] = [:]
    /// By name.
    var bots: [String: State] = [:]
    /// Partitions of each stream above the number set.
    var partitionsBeyond = 0
}
