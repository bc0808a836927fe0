import Contracts
import Domain
import Identifiers

/// Where one session is, by its ids.
struct Place: Equatable, Sendable {
    let number: Int
    let channel: ChannelID
    let session: SessionID
    let conversation: ConversationID
}

/// Something that a customer, an agent or a bot of the load does next. Plain data; ``Wording`` makes messages of it.
enum Act: Equatable, Sendable {
    case start(Place)
    case pick(Place)
    case say(Place, LineName, String)
    case answer(Place, AgentID, LineName, String)
    case reply(Place, BotID, TurnID, LineName, String)
    case handOver(Place, BotID)
    case accept(Place, AgentID, OfferID)
    case decline(ConversationID, AgentID, OfferID)
    case finish(Place, AgentID)
    case save(Place, AgentID, revision: Int)
    case ask(AgentID)
    case logIn(AgentID)
    case resume(AgentID)
    case beat(AgentID)
    case logOut(AgentID, [ChannelID])

    /// The line that is said, if it is one.
    var line: LineName? {
        switch self {
        case .say(_, let line, _), .answer(_, _, let line, _), .reply(_, _, _, let line, _): line
        default: nil
        }
    }

    /// Who publishes it.
    var voice: Voice {
        switch self {
        case .start, .pick, .say: .customer
        case .reply, .handOver: .bot
        case .answer, .accept, .decline, .finish, .save, .ask, .logIn, .resume, .beat, .logOut: .agent
        }
    }
}
