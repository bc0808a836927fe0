import Contracts
import Domain
import Identifiers
import RabbitMQ

/// What a delivery shows, read from the wire. Only what the load needs is looked at.
enum Glance {
    /// Nil for what concerns no session of this run, such as the answer to a query.
    static func read(_ delivery: Delivery, run: String) -> Sighting? {
        guard let type = delivery.properties.type else { return nil }
        switch MessageType(type) {
        case Event.ConversationMessage.type: return line(JSONMembers(delivery.body), run)
        case Event.AgentStateChanged.type: return agent(JSONMembers(delivery.body))
        case Event.AgentSnapshot.type: return snapshot(delivery.body)
        case Event.CommandRejected.type: return rejection(JSONMembers(delivery.body), run)
        case ToBot.Turn.type: return turn(JSONMembers(delivery.body))
        case Event.ProtocolOpened.type, Event.ProtocolRevised.type: return record(type, JSONMembers(delivery.body))
        default: return event(MessageType(type), JSONMembers(delivery.body))
        }
    }

    private static func line(_ members: JSONMembers, _ run: String) -> Sighting? {
        guard let seq = members.number("seq"), let id = members.text("messageId") else { return nil }
        guard let name = LineName(messageId: id, run: run) else { return nil }
        return .line(name, seq: seq, line: members.number("line"))
    }

    private static func event(_ type: MessageType, _ members: JSONMembers) -> Sighting? {
        guard let conversation = members.text("conversationId"), let seq = members.number("seq") else { return nil }
        return .event(
            happening(type, members), of: ConversationID(trusted: conversation), seq: seq,
            line: members.number("line"))
    }

    private static func happening(_ type: MessageType, _ members: JSONMembers) -> Sighting.Happening {
        switch type {
        case Event.ConversationOpened.type: return .opened(protocol: members.text("protocol") ?? "")
        case Event.SubjectsOffered.type: return .subjectsOffered
        case Event.ConversationQueued.type: return .queued
        case Event.ConversationAccepted.type: return .accepted
        case Event.ConversationClosed.type: return .closed(outcome: members.text("outcome") ?? "")
        case Event.ConversationOffered.type:
            guard let (agent, offer) = card(members) else { return .other }
            return .offered(agent, offer)
        case Event.OfferWithdrawn.type:
            guard let (agent, offer) = card(members) else { return .other }
            let reason = members.text("reason").flatMap(WithdrawalReason.init(rawValue:))
            return .withdrawn(agent, offer, wasAccepted: reason == .accepted, wasMissed: reason == .expired)
        default: return .other
        }
    }

    private static func card(_ members: JSONMembers) -> (AgentID, OfferID)? {
        guard let agent = members.text("agentId"), let offer = members.text("offerId") else { return nil }
        return (AgentID(trusted: agent), OfferID(trusted: offer))
    }

    private static func record(_ type: String, _ members: JSONMembers) -> Sighting? {
        guard let text = members.text("conversationId"), let revision = members.number("revision") else { return nil }
        let conversation = ConversationID(trusted: text)
        return type == Event.ProtocolOpened.type.rawValue
            ? .recordOpened(conversation, revision: revision) : .recordRevised(conversation)
    }

    private static func turn(_ members: JSONMembers) -> Sighting? {
        guard let conversation = members.text("conversationId"), let turn = members.text("turnId"),
            let kind = members.text("kind").flatMap(TurnKind.init(rawValue:))
        else { return nil }
        return .turn(ConversationID(trusted: conversation), TurnID(trusted: turn), kind)
    }

    /// Of a command of this run; the refusal of a query is for whoever asked.
    private static func rejection(_ members: JSONMembers, _ run: String) -> Sighting? {
        guard let id = members.text("commandId"), id.hasPrefix(run) else { return nil }
        return .rejected(
            type: members.text("commandType") ?? "", code: members.text("code") ?? "",
            message: members.text("message") ?? "")
    }

    private static func agent(_ members: JSONMembers) -> Sighting? {
        guard let agent = members.text("agentId"), let word = word(members, channels: nil) else { return nil }
        return .agent(AgentID(trusted: agent), word)
    }

    /// Comes once for each agent, so it is decoded: what it says of channels lies deeper.
    private static func snapshot(_ body: [UInt8]) -> Sighting? {
        guard let snapshot = try? Event.AgentSnapshot.decode(body) else { return nil }
        let channels = snapshot.channels.filter(\.loggedIn).map(\.channelId)
        guard let word = word(JSONMembers(body), channels: Set(channels)) else { return nil }
        return .agent(snapshot.agentId, word)
    }

    private static func word(_ members: JSONMembers, channels: Set<ChannelID>?) -> AgentWord? {
        guard let active = members.number("active"), let offered = members.number("offered"),
            let capacity = members.number("capacity"),
            let status = members.text("status").flatMap(AgentStatus.init(rawValue:))
        else { return nil }
        return AgentWord(
            active: active, offered: offered, capacity: capacity,
            isServing: status == .available || status == .inService, channels: channels)
    }
}
