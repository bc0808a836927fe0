import Contracts
import Domain
import Identifiers
import RabbitMQ
import Testing

@testable import guiche

/// What is read of a delivery without decoding it is what the contract's own types wrote.
@Suite struct GlanceTests {
    private let conversation = ConversationID(trusted: "6f3c1b1e-0000-5000-8000-000000000001")

    private var about: Occurrence {
        Occurrence(
            tenant: TenantID(trusted: "acme"), conversationId: conversation, protocol: "20261122000000012",
            channelId: ChannelID(trusted: "site"), sessionId: SessionID(trusted: "s1"), seq: 7,
            at: Instant(milliseconds: 1_795_366_032_345))
    }

    private func line(_ text: String) -> SpokenLine {
        SpokenLine(line: 4, text: text, from: Speaker(kind: .agent, id: "ana", name: "Ana \"A.\" Souza"))
    }

    private func glance(_ message: some Message, run: String = "abc") throws -> Sighting? {
        Glance.read(
            Delivery(
                subscription: Subscription(id: 1, queue: "q"), tag: 1,
                properties: Properties(type: message.type.rawValue), body: try message.encoded()), run: run)
    }

    @Test func `a line is known by its message-id, whatever its text pretends`() throws {
        let text = #"} , "seq":99,"messageId":"abc-1-c1" \ { ["#
        let message = Event.ConversationMessage(about, line: line(text), messageId: "abc-3-a12", visibility: .public)
        let name = LineName(visit: 3, voice: .agent, number: 12)
        #expect(try glance(message) == .line(name, seq: 7, line: 4))
        #expect(try glance(message, run: "other") == nil)
    }

    @Test func `cards, their ends and acceptances are read`() throws {
        let offer = OfferID(trusted: "offer-1")
        let ana = AgentID(trusted: "ana")
        let card = Event.ConversationOffered(
            about, agentId: ana, offerId: offer, expiresAt: about.at,
            channel: .init(channelId: about.channelId, type: "webchat", name: "Site"),
            queueId: QueueID(trusted: "financeiro"), waitingSince: about.at)
        #expect(try glance(card) == .event(.offered(ana, offer), of: conversation, seq: 7, line: nil))
        let expired = Event.OfferWithdrawn(about, agentId: ana, offerId: offer, reason: .expired)
        #expect(
            try glance(expired)
                == .event(
                    .withdrawn(ana, offer, wasAccepted: false, wasMissed: true), of: conversation, seq: 7, line: nil))
        let accepted = Event.ConversationAccepted(
            about, line: line("x"), agentId: ana, agentName: "Ana", offerId: offer)
        #expect(try glance(accepted) == .event(.accepted, of: conversation, seq: 7, line: 4))
    }

    @Test func `the beginning and the end of a conversation are read`() throws {
        let opened = Event.ConversationOpened(about, line: line("x"))
        #expect(
            try glance(opened)
                == .event(.opened(protocol: "20261122000000012"), of: conversation, seq: 7, line: 4))
        let closed = Event.ConversationClosed(about, outcome: .abandonedQueue)
        #expect(
            try glance(closed) == .event(.closed(outcome: "abandoned_queue"), of: conversation, seq: 7, line: nil))
    }

    @Test func `an agent's state and snapshot are read`() throws {
        let site = Event.AgentChannel(
            channelId: ChannelID(trusted: "site"), name: "Site", type: "webchat", loggedIn: true)
        let bot = Event.AgentChannel(
            channelId: ChannelID(trusted: "bot"), name: "Bot", type: "webchat", loggedIn: false)
        let state = Event.AgentStateChanged(
            tenant: about.tenant, agentId: AgentID(trusted: "ana"), at: about.at, version: 3, status: .inService,
            channels: [site, bot], active: 2, offered: 1, capacity: 5)
        #expect(
            try glance(state)
                == .agent(
                    AgentID(trusted: "ana"),
                    AgentWord(active: 2, offered: 1, capacity: 5, isServing: true, channels: nil)))
        let snapshot = Event.AgentSnapshot(
            tenant: about.tenant, agentId: AgentID(trusted: "ana"), at: about.at, version: 3, status: .offline,
            channels: [site, bot], active: 0, offered: 0, capacity: 5, cards: [], conversations: [])
        #expect(
            try glance(snapshot)
                == .agent(
                    AgentID(trusted: "ana"),
                    AgentWord(
                        active: 0, offered: 0, capacity: 5, isServing: false, channels: [ChannelID(trusted: "site")])))
    }

    @Test func `records and bots' turns are read`() throws {
        let record = Event.ProtocolOpened(
            tenant: about.tenant, conversationId: conversation, at: about.at, protocol: "1", revision: 4,
            customer: ["name": "M"], service: [:], transcript: [], truncated: false)
        #expect(try glance(record) == .recordOpened(conversation, revision: 4))
        let turn = ToBot.Turn(
            tenant: about.tenant, botId: BotID(trusted: "menu"), conversationId: conversation, protocol: "1",
            at: about.at, turnId: TurnID(trusted: "t2"), kind: .message, channelId: about.channelId, text: "oi")
        #expect(try glance(turn) == .turn(conversation, TurnID(trusted: "t2"), .message))
    }

    @Test(arguments: [
        "", "{", "{\"", "{\"seq\"", "{\"seq\":", "{\"seq\":1", "[1,2]", "\\", "{\"a\":\"\\", "}}}}",
        "{\"a\":{\"seq\":1}}",
    ])
    func `what is no whole object gives nothing and reads nothing beyond`(text: String) {
        #expect(JSONMembers(Array(text.utf8)).number("seq") == nil)
    }

    @Test func `blanks between the members do not matter`() {
        let members = JSONMembers(Array("{ \"seq\" : 12 ,\n \"id\" : \"x\" }".utf8))
        #expect(members.number("seq") == 12)
        #expect(members.text("id") == "x")
    }
}
