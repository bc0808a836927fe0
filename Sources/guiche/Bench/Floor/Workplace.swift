import Identifiers

/// One agent of the load, and what he has to do by our own count.
struct Workplace: Sendable {
    typealias Moment = ContinuousClock.Instant

    let id: AgentID
    /// Channels he was logged in to by somebody else when he came; nil until he has told.
    var channelsBefore: Set<ChannelID>?
    var capacity = 0
    /// Conversations that he has or is offered, those of others included.
    var load = 0
    var isServing = false
    /// When he became free while somebody waited, and no card came since.
    var freedAt = Ring<Moment>()

    var room: Int { max(0, capacity - load) }
}
