/// The kinds of things that have an id. They exist only as phantom types of ``Identifier``.
public enum Kind {
    public enum Tenant {}
    public enum Channel {}
    public enum Session {}
    public enum Conversation {}
    public enum Queue {}
    public enum Subject {}
    public enum Calendar {}
    public enum Form {}
    public enum Bot {}
    public enum Agent {}
    public enum Supervisor {}
    public enum Offer {}
    public enum Turn {}
}

/// The company whose site it is (empresa). All other ids are unique inside a tenant.
public typealias TenantID = Identifier<Kind.Tenant>
/// A configured WebChat (canal de atendimento).
public typealias ChannelID = Identifier<Kind.Channel>
/// One visit of one customer, named by the website gateway.
public typealias SessionID = Identifier<Kind.Session>
/// One session from start to saved protocol (atendimento): a UUID v5 of tenant, channel and session.
public typealias ConversationID = Identifier<Kind.Conversation>
/// Customers waiting for agents (fila de atendimento).
public typealias QueueID = Identifier<Kind.Queue>
/// What the customer picks (assunto); it points to one service queue.
public typealias SubjectID = Identifier<Kind.Subject>
/// Weekly hours and holidays (horário de atendimento).
public typealias CalendarID = Identifier<Kind.Calendar>
/// Fields offered when the queue is closed (formulário web).
public typealias FormID = Identifier<Kind.Form>
/// A bot platform's bot, reached over its queue.
public typealias BotID = Identifier<Kind.Bot>
/// A person who answers (atendente).
public typealias AgentID = Identifier<Kind.Agent>
/// A person who watches and corrects.
public typealias SupervisorID = Identifier<Kind.Supervisor>
/// One offer of one conversation to one agent; accepting is compare-and-set on it (rule 4).
public typealias OfferID = Identifier<Kind.Offer>
/// One message put before a bot, to which its answer refers.
public typealias TurnID = Identifier<Kind.Turn>
