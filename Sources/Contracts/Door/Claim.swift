import Domain
import Foundation
import Identifiers

/// Who a message says it is from, as far as that can be read. Anything unreadable is nil: a claim is what is left to
/// answer to when the message itself is refused.
public struct Claim: Hashable, Sendable {
    public var tenant: TenantID?
    public var channelId: ChannelID?
    public var sessionId: SessionID?
    public var agentId: AgentID?
    public var supervisorId: SupervisorID?
    public var botId: BotID?
    public var conversationId: ConversationID?

    /// Bodies longer than this are not even searched for their sender, in bytes.
    static let maximumBytes = 1_024 * 1_024

    /// Of a command that was read long ago, by whoever sent it.
    public init(
        tenant: TenantID, sender: CommandSender, channelId: ChannelID? = nil, conversationId: ConversationID? = nil
    ) {
        self.tenant = tenant
        self.channelId = channelId
        self.conversationId = conversationId
        switch sender {
        case .session(let id): sessionId = id
        case .agent(let id): agentId = id
        case .supervisor(let id): supervisorId = id
        case .bot(let id): botId = id
        case .system: break
        }
    }

    public init(_ message: any SessionCommand) {
        tenant = message.tenant
        channelId = message.channelId
        sessionId = message.sessionId
        conversationId = ConversationID(
            tenant: message.tenant, channel: message.channelId, session: message.sessionId)
    }

    init(_ message: any BotCommand) {
        tenant = message.tenant
        botId = message.botId
        conversationId = message.conversationId
    }

    public init(_ message: any AgentCommand) {
        tenant = message.tenant
        agentId = message.agentId
        conversationId = (message as? any ConversationCommand)?.conversationId
    }

    public init(_ message: any SupervisorCommand) {
        tenant = message.tenant
        supervisorId = message.supervisorId
        conversationId = (message as? any ConversationCommand)?.conversationId
    }

    /// Reads what it can of a body that was refused, or whose type nobody knows.
    public init(reading body: [UInt8]) {
        guard body.count <= Self.maximumBytes, (try? JSONBody.check(body)) != nil,
            let read = try? JSONBody.decoder.decode(Claim.self, from: Data(body))
        else { return }
        self = read
    }

    /// The one who sent it through this door.
    func sender(at door: Stream, type: MessageType?) -> Sender? {
        switch door {
        case .webchat: sessionId.map { Sender(kind: .session, id: $0.text) }
        case .bots: botId.map { Sender(kind: .bot, id: $0.text) }
        default:
            isSupervisors(type)
                ? supervisorId.map { Sender(kind: .supervisor, id: $0.text) }
                : agentId.map { Sender(kind: .agent, id: $0.text) }
        }
    }

    /// The id the routing key has to equal.
    func routingKey(at door: Stream, type: MessageType?) -> String? {
        door == .bots ? conversationId?.text : sender(at: door, type: type)?.id
    }

    /// Who can be told, if the tenant is known: it has to be well-formed, it need not exist (contract page).
    func recipient(at door: Stream, type: MessageType?) -> Recipient? {
        guard let tenant else { return nil }
        switch door {
        case .webchat:
            guard let channelId, let sessionId else { return nil }
            return .audience(.customer(tenant, channelId, sessionId))
        case .bots: return botId.map { .bot(tenant, $0) }
        default:
            if isSupervisors(type) { return supervisorId.map { .audience(.supervisor(tenant, $0)) } }
            return agentId.map { .audience(.agent(tenant, $0)) }
        }
    }

    /// A type nobody knows is a supervisor's if only a supervisor is named.
    private func isSupervisors(_ type: MessageType?) -> Bool {
        if let type, type.rawValue.hasPrefix("supervisor.") { return true }
        if let type, type.rawValue.hasPrefix("agent.") { return false }
        return agentId == nil && supervisorId != nil
    }
}

extension Claim: Decodable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyKey.self)
        func id<Kind>(_ name: String) -> Identifier<Kind>? {
            (try? fields.decode(String.self, forKey: AnyKey(stringValue: name))).flatMap { Identifier($0) }
        }
        tenant = id("tenant")
        channelId = id("channelId")
        sessionId = id("sessionId")
        agentId = id("agentId")
        supervisorId = id("supervisorId")
        botId = id("botId")
        conversationId = id("conversationId")
    }
}
