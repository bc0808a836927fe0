import Identifiers

/// One agent at his door: the channels he is logged in to, and whether he is still there (rule 10).
///
/// ```
///   absent ──login──> present ──the lease runs out──> lost ──heartbeat or login──> present
///      ^                 │                             │
///      ├──the desk says logged out (last channel)──────┤
///      └──60 s later───────────────────────────────────┘
/// ```
///
/// The desk is told in the order of what happened; it has the last word on a logout (page 2, "Logout with a card
/// open").
public struct Presence: Hashable, Sendable {
    public let agent: AgentID
    /// The channels he is logged in to, and since which login: a logout ends the logins the desk knew, none after them.
    public internal(set) var channels: [ChannelID: Instant]
    /// How long he counts as there without a heartbeat; of the agent, not of a device.
    public internal(set) var lease: Duration
    /// When the lease ran out; nil while it holds.
    public internal(set) var lostAt: Instant?

    public init(
        agent: AgentID, channels: [ChannelID: Instant] = [:], lease: Duration = .zero, lostAt: Instant? = nil
    ) {
        self.agent = agent
        self.channels = channels
        self.lease = lease
        self.lostAt = lostAt
    }

    /// Logged in to nothing: there is nothing to keep.
    public var isAbsent: Bool { channels.isEmpty }
    /// Logged in, and the lease holds: he may act.
    public var isLive: Bool { !channels.isEmpty && lostAt == nil }

    /// What can happen to it.
    public enum Event: Hashable, Sendable {
        case loggedIn([ChannelID], lease: Duration)
        /// Nil means all channels.
        case logoutRequested([ChannelID]?, Cause)
        case heartbeat
        case paused
        case resumed
        /// The desk completed a logout, or a supervisor's (rule 22), of the logins up to this one.
        case loggedOut([ChannelID], loggedInAt: Instant?)
        /// The last sign of life as far as it is known; no earlier than the moment from which one could be seen.
        case leaseTimer(due: Instant, renewedAt: Instant)
        /// `renewedAt` as above: after an outage of ours a heartbeat that waits to be read is read first.
        case returnTimer(renewedAt: Instant)
    }

    /// What it wants done, in the order of doing.
    public enum Action: Hashable, Sendable {
        case desk(Desk.AgentNote)
        case setTimer(Timer, at: Instant)
        case refuse(RejectionCode, String)
    }

    /// The timers of an agent; a late one finds nothing to do, so none is ever cancelled.
    public enum Timer: String, Hashable, Sendable, CaseIterable {
        /// The lease runs out unless it was renewed.
        case lease
        /// The time to resume is over.
        case `return`
    }

    /// A lease timer that is handled later than this after it was due shows an outage, and then nobody's silence proves
    /// anything: the lease begins anew (page 2, "never within one lease time after an outage").
    public static let outage: Duration = .seconds(2)
}
