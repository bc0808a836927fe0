import Contracts

/// What one stream knows of its agent's login: whether there is a lease to renew, and which refusals are of its own
/// heartbeats.
struct AgentLease {
    /// Whether he is logged in to any channel, as far as the stream has heard.
    private(set) var isHeld = false
    private var heartbeat: String?

    mutating func saw(_ frame: Frame) {
        switch frame.type {
        case Event.AgentStateChanged.type:
            isHeld = Self.isLoggedIn(try? Event.AgentStateChanged.decode(frame.body).channels)
        case Event.AgentSnapshot.type: isHeld = Self.isLoggedIn(try? Event.AgentSnapshot.decode(frame.body).channels)
        default: break
        }
    }

    mutating func renewed(by id: String) { heartbeat = id }

    /// Whether it refuses the last heartbeat: his lease had ended, and nobody in the browser asked.
    mutating func isAbout(_ frame: Frame) -> Bool {
        guard heartbeat != nil, frame.type == Event.CommandRejected.type,
            let rejected = try? Event.CommandRejected.decode(frame.body),
            rejected.commandType == FromAgent.Heartbeat.type.rawValue
        else { return false }
        isHeld = false
        return true
    }

    private static func isLoggedIn(_ channels: [Event.AgentChannel]?) -> Bool {
        channels?.contains(where: \.loggedIn) ?? false
    }
}
