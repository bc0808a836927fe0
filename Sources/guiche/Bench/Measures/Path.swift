/// A way whose time is measured, and from where to where.
enum Path: String, CaseIterable, Sendable {
    /// From a line's intended time to the agent's copy.
    case customerToAgent
    /// From a line's intended time to the customer's copy.
    case agentToCustomer
    /// From a line's intended time to the bot's turn.
    case customerToBot
    /// From the bot's reply to the customer's copy.
    case botToCustomer
    /// From the start of a session, when it was due, to its protocol's number.
    case startToOpened
    /// From the save that frees an agent, while somebody waits, to the card of the next.
    case freeAgentToCard
    case acceptToAccepted
    case saveToRevised

    /// For people.
    var title: String {
        switch self {
        case .customerToAgent: "customer → agent"
        case .agentToCustomer: "agent → customer"
        case .customerToBot: "customer → bot"
        case .botToCustomer: "bot → customer"
        case .startToOpened: "start → opened"
        case .freeAgentToCard: "agent free → card"
        case .acceptToAccepted: "accept → accepted"
        case .saveToRevised: "save → revised"
        }
    }

    /// Whether it is the way of something that was said.
    var isTalk: Bool {
        switch self {
        case .customerToAgent, .agentToCustomer, .customerToBot, .botToCustomer: true
        case .startToOpened, .freeAgentToCard, .acceptToAccepted, .saveToRevised: false
        }
    }
}
