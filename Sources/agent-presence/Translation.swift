import Contracts
import Domain
import Identifiers

/// What an agent's command means at this door.
enum AgentIntent: Hashable {
    /// It changes his presence, or nothing but that he was seen.
    case presence(Presence.Event)
    /// He wants to see everything anew; this needs no login, because it also shows where he may log in.
    case sync
    /// It is about a conversation, which decides; a save is open to an agent who has gone home since.
    case conversation(ConversationID, needsLogin: Bool)
}

extension AgentIntent {
    /// - Parameter cause: the command itself, for what the desk answers.
    init?(_ command: any AgentCommand, cause: Cause, timings: Timings) {
        switch command {
        case let login as FromAgent.ChannelLogin:
            let lease = login.leaseSeconds.map { Duration.seconds($0.value) } ?? timings.lease
            self = .presence(.loggedIn(login.channelIds, lease: lease))
        case let logout as FromAgent.ChannelLogout:
            self = .presence(.logoutRequested(logout.channelIds, cause))
        case is FromAgent.Heartbeat: self = .presence(.heartbeat)
        case is FromAgent.Paused: self = .presence(.paused)
        case is FromAgent.Resumed: self = .presence(.resumed)
        case is FromAgent.SyncRequested: self = .sync
        case let save as FromAgent.ProtocolSaved: self = .conversation(save.conversationId, needsLogin: false)
        case let other as any ConversationCommand: self = .conversation(other.conversationId, needsLogin: true)
        default: return nil
        }
    }
}

/// Why a command is not taken, for the sender.
struct Objection: Hashable {
    let code: RejectionCode
    /// A sentence for a person.
    let message: String

    init(_ code: RejectionCode, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension Tenant {
    /// Why the directory does not allow this; a login is all or none. Nil if it does.
    func objection(to event: Presence.Event, by agent: AgentID) -> Objection? {
        switch event {
        case .loggedIn(let channels, _): objection(toLoginTo: channels, by: agent)
        case .logoutRequested(let channels, _): (channels ?? []).lazy.compactMap { unknown($0) }.first
        case .heartbeat, .paused, .resumed, .loggedOut, .leaseTimer, .returnTimer: nil
        }
    }

    private func objection(toLoginTo channels: [ChannelID], by agent: AgentID) -> Objection? {
        for id in channels {
            if let objection = unknown(id) { return objection }
            guard self.channels[id]?.enabled == true else {
                return Objection(.notPermitted, "The channel \(id) is switched off.")
            }
            guard agents[agent]?.channels.contains(id) == true else {
                return Objection(.notAMember, "The channel \(id) is not among yours.")
            }
        }
        return nil
    }

    private func unknown(_ channel: ChannelID) -> Objection? {
        channels[channel] == nil ? Objection(.unknownChannel, "channelIds: \(channel) is not known") : nil
    }
}
