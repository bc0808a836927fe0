/// Every message of the contract, by who publishes it. A new message is one line here.
public enum Catalog {
    public static let webchat: [any SessionCommand.Type] = [
        Webchat.SessionStarted.self, Webchat.CustomerIdentified.self, Webchat.SubjectSelected.self,
        Webchat.MessageSent.self, Webchat.FormSubmitted.self, Webchat.CustomerAway.self,
        Webchat.CustomerReturned.self, Webchat.SessionEnded.self,
    ]

    public static let bots: [any BotCommand.Type] = [
        FromBot.Acknowledged.self, FromBot.Replied.self, FromBot.TransferRequested.self,
        FromBot.ConversationEnded.self,
    ]

    public static let agents: [any AgentCommand.Type] = [
        FromAgent.ChannelLogin.self, FromAgent.ChannelLogout.self, FromAgent.Heartbeat.self, FromAgent.Paused.self,
        FromAgent.Resumed.self, FromAgent.SyncRequested.self, FromAgent.CardAccepted.self,
        FromAgent.CardDeclined.self, FromAgent.MessageSent.self, FromAgent.TransferRequested.self,
        FromAgent.TransferCancelled.self, FromAgent.SessionFinished.self, FromAgent.ProtocolSaved.self,
    ]

    public static let supervisors: [any SupervisorCommand.Type] = [
        FromSupervisor.ConversationClosed.self, FromSupervisor.ConversationRequeued.self,
        FromSupervisor.ConversationReassigned.self, FromSupervisor.AgentLoggedOut.self,
        FromSupervisor.ProtocolSaved.self, FromSupervisor.ProtocolErased.self,
    ]

    /// What bots find in their queues, besides `command.rejected.v1`.
    public static let toBots: [any Message.Type] = [
        ToBot.Turn.self, ToBot.TransferRejected.self, ToBot.ConversationTaken.self, ToBot.ConversationClosed.self,
    ]

    /// What goes to the events exchange.
    public static let events: [any Message.Type] = [
        Event.ConversationOpened.self, Event.SubjectsOffered.self, Event.ConversationRefused.self,
        Event.FormReceived.self, Event.ConversationQueued.self, Event.ConversationOffered.self,
        Event.OfferWithdrawn.self, Event.ConversationAccepted.self, Event.ConversationMessage.self,
        Event.ConversationNotice.self, Event.ConversationTransferred.self, Event.CustomerAway.self,
        Event.CustomerReturned.self, Event.ConversationFinished.self, Event.ConversationClosed.self,
        Event.ConversationParked.self, Event.ConversationUnparked.self, Event.RoutingDecided.self,
        Event.QueueFiguresChanged.self, Event.QueueUnattended.self,
        Event.AgentStateChanged.self, Event.AgentSnapshot.self, Event.ProtocolOpened.self,
        Event.ProtocolRevised.self, Event.ProtocolErased.self, Event.CommandRejected.self,
    ]

    /// What can be asked, by the routing key of the question.
    public static let queries: [(key: QueryKey, query: any Message.Type, answer: any Message.Type)] = [
        (.protocols, Query.ProtocolSearch.self, Answer.ProtocolPage.self),
        (.protocols, Query.ProtocolRead.self, Answer.ProtocolDocument.self),
        (.conversations, Query.ConversationRead.self, Answer.ConversationSnapshot.self),
        (.channels, Query.ChannelStatus.self, Answer.ChannelState.self),
        (.queues, Query.QueueStatus.self, Answer.QueueState.self),
    ]

    public static let all: [any Message.Type] =
        webchat + bots + agents + supervisors + toBots + events + queries.map(\.query) + queries.map(\.answer)

    /// The type of every message.
    public static var types: [MessageType] { all.map { $0.type } }

    static let byType: [MessageType: any Message.Type] = Dictionary(all.map { ($0.type, $0) }) { first, _ in first }

    /// The message of a type, whoever publishes it; nil for one this version does not know.
    public static func message(of type: MessageType) -> (any Message.Type)? { byType[type] }
}
