import Identifiers

/// What every publication of a website gateway says.
public protocol SessionCommand: Message {
    var tenant: TenantID { get }
    var channelId: ChannelID { get }
    var sessionId: SessionID { get }
    /// The sender's clock; decides nothing.
    var at: Instant { get }
}

/// What every publication of a bot platform says.
public protocol BotCommand: Message {
    var tenant: TenantID { get }
    var botId: BotID { get }
    var conversationId: ConversationID { get }
    /// The sender's clock; decides nothing.
    var at: Instant { get }
}

/// What every publication of an agent front end says.
public protocol AgentCommand: Message {
    var tenant: TenantID { get }
    var agentId: AgentID { get }
    /// The sender's clock; decides nothing.
    var at: Instant { get }
}

/// What every publication of a supervisor front end says.
public protocol SupervisorCommand: Message {
    var tenant: TenantID { get }
    var supervisorId: SupervisorID { get }
    /// The sender's clock; decides nothing.
    var at: Instant { get }
    var reason: ReasonText { get }
}

/// What every query says.
public protocol Question: Message {
    var tenant: TenantID { get }
}

/// What an agent or a supervisor says about one conversation.
public protocol ConversationCommand: Message {
    var conversationId: ConversationID { get }
}

extension Webchat.SessionStarted: SessionCommand {}
extension Webchat.CustomerIdentified: SessionCommand {}
extension Webchat.SubjectSelected: SessionCommand {}
extension Webchat.MessageSent: SessionCommand {}
extension Webchat.FormSubmitted: SessionCommand {}
extension Webchat.CustomerAway: SessionCommand {}
extension Webchat.CustomerReturned: SessionCommand {}
extension Webchat.SessionEnded: SessionCommand {}

extension FromBot.Acknowledged: BotCommand, ConversationCommand {}
extension FromBot.Replied: BotCommand, ConversationCommand {}
extension FromBot.TransferRequested: BotCommand, ConversationCommand {}
extension FromBot.ConversationEnded: BotCommand, ConversationCommand {}

extension FromAgent.ChannelLogin: AgentCommand {}
extension FromAgent.ChannelLogout: AgentCommand {}
extension FromAgent.Heartbeat: AgentCommand {}
extension FromAgent.Paused: AgentCommand {}
extension FromAgent.Resumed: AgentCommand {}
extension FromAgent.SyncRequested: AgentCommand {}
extension FromAgent.CardAccepted: AgentCommand, ConversationCommand {}
extension FromAgent.CardDeclined: AgentCommand, ConversationCommand {}
extension FromAgent.MessageSent: AgentCommand, ConversationCommand {}
extension FromAgent.TransferRequested: AgentCommand, ConversationCommand {}
extension FromAgent.TransferCancelled: AgentCommand, ConversationCommand {}
extension FromAgent.SessionFinished: AgentCommand, ConversationCommand {}
extension FromAgent.ProtocolSaved: AgentCommand, ConversationCommand {}

extension FromSupervisor.ConversationClosed: SupervisorCommand, ConversationCommand {}
extension FromSupervisor.ConversationRequeued: SupervisorCommand, ConversationCommand {}
extension FromSupervisor.ConversationReassigned: SupervisorCommand, ConversationCommand {}
extension FromSupervisor.AgentLoggedOut: SupervisorCommand {}
extension FromSupervisor.ProtocolSaved: SupervisorCommand, ConversationCommand {}
extension FromSupervisor.ProtocolErased: SupervisorCommand, ConversationCommand {}

extension Query.ProtocolSearch: Question {}
extension Query.ProtocolRead: Question {}
extension Query.ConversationRead: Question {}
extension Query.ChannelStatus: Question {}
extension Query.QueueStatus: Question {}
