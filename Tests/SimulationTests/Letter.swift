import Domain
import Identifiers

/// One message on an internal stream.
struct Letter {
    let to: Partition
    /// Nil for what comes from outside, where the sender's ids tell repeats.
    let origin: Origin?
    let content: Content

    /// Which partition sent it, and the number of its outbox row there.
    struct Origin: Hashable {
        let source: Partition
        let number: Int
    }

    enum Content {
        case start(Visit, Cause)
        case conversation(ConversationID, Conversation.Event)
        case desk(Desk.Event)
        case door(sender: String, DoorCommand)
        case presence(AgentID, Presence.Event)
        case event(ConversationID, ConversationEvent)
        case note(ConversationID, Conversation.BookNote)
        case bot(ConversationID, Conversation.BotNote)
        case timer(Alarm)

        /// What the order of messages is kept for: one conversation, the desk, one agent.
        var key: String {
            switch self {
            case .start(let visit, _): visit.id.text
            case .conversation(let id, _), .event(let id, _), .note(let id, _), .bot(let id, _): id.text
            case .desk: Alarm.deskKey
            case .door(let sender, _): sender
            case .presence(let agent, _): agent.text
            case .timer(let alarm): alarm.name.key
            }
        }
    }

    /// What comes through the agents' door.
    enum DoorCommand {
        case presence(AgentID, Presence.Event, Cause)
        case sync(AgentID, Cause)
        case forward(AgentID, ConversationID, Conversation.Event)
        /// A supervisor's command about a conversation.
        case supervised(ConversationID, Conversation.Event)
        /// A supervisor logs an agent out.
        case dismiss(AgentID, Cause)
    }
}

/// A customer's session.
struct Visit: Hashable {
    let id: ConversationID
    let session: SessionID
    let channel: ChannelID
}

/// A durable timer.
struct Alarm {
    let name: Name
    let due: Instant
    let token: String
    /// Which of several that are due at once was set first: the order of a dictionary differs from run to run.
    let order: Int

    /// Setting a timer replaces the one of the same name.
    enum Name: Hashable {
        case conversation(ConversationID, Conversation.Timer)
        case desk(Desk.Timer)
        case agent(AgentID, Presence.Timer)
        /// A parked key is tried again.
        case redrive(key: String)

        var key: String {
            switch self {
            case .conversation(let id, _): id.text
            case .desk: Alarm.deskKey
            case .agent(let id, _): id.text
            case .redrive(let key): key
            }
        }
    }

    static let deskKey = "the desk"
}
