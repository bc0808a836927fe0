import Domain
import Identifiers
import Testing

@testable import Contracts

@Suite struct `At the door` {
    private let now = Instant(milliseconds: 1_795_366_032_345)
    private static let ownUser = "guiche"

    /// What became of a publication, in a form that fits on a line.
    private func verdict(
        at door: Contracts.Stream = .webchat, type: String? = "webchat.message.sent.v1", id: String? = "m1",
        key: String = "s1",
        user: String? = nil, directory: String = DirectoryExample.text, _ body: String
    ) throws -> String {
        let directory = try DirectoryLoader.load(yaml: directory, path: "demo.yaml")
        let check = DoorCheck(door, of: Topology(), directory: directory, ownUser: Self.ownUser)
        let envelope = Envelope(type: type.map { MessageType($0) }, messageId: id, userId: user)
        switch check.judge(routingKey: key, envelope: envelope, body: Array(body.utf8), now: now) {
        case .accept(_, let head): return "accept \(head.sender?.kind.rawValue ?? "") \(head.key)"
        case .reject(let rejection):
            switch rejection.recipient {
            case .audience(let audience): return "\(rejection.event.code.rawValue) -> \(audience.name)"
            case .bot(let tenant, let bot): return "\(rejection.event.code.rawValue) -> bot \(tenant)/\(bot)"
            }
        case .deadLetter(let letter): return "dead \(letter.reason)"
        }
    }

    private func said(
        tenant: String = "acme", channel: String = "site", session: String = "s1", text: String = "oi"
    ) -> String {
        #"{"tenant":"\#(tenant)","channelId":"\#(channel)","sessionId":"\#(session)","#
            + #""at":"2026-11-22T16:47:12Z","text":"\#(text)"}"#
    }

    @Test func `a good message goes on under its conversation's key`() throws {
        let conversation = ConversationID(
            tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"), session: SessionID(trusted: "s1"))
        #expect(try verdict(said()) == "accept session \(conversation)")
    }

    @Test func `what breaks the contract is told to the session`() throws {
        let told = "invalid_contract -> customer.acme.site.s1"
        #expect(try verdict(key: "s2", said()) == told)
        #expect(try verdict(id: nil, said()) == told)
        #expect(try verdict(id: String(repeating: "x", count: 65), said()) == told)
        #expect(try verdict(type: nil, said()) == told)
        #expect(try verdict(said(text: "")) == told)
        #expect(try verdict(said(channel: "nada", text: "")) == "invalid_contract -> customer.acme.nada.s1")
    }

    @Test func `then come tenant, channel and the rest`() throws {
        #expect(try verdict(said(tenant: "outra")) == "dead unknown_tenant")
        #expect(try verdict(said(channel: "nada")) == "unknown_channel -> customer.acme.nada.s1")
        #expect(
            try verdict(type: "webchat.dance.v1", said(channel: "nada")) == "unknown_channel -> customer.acme.nada.s1")
        #expect(try verdict(type: "webchat.dance.v1", said()) == "unknown_type -> customer.acme.site.s1")
        #expect(try verdict(type: "agent.heartbeat.v1", said()) == "unknown_type -> customer.acme.site.s1")
        let large = said(text: String(repeating: "x", count: 70_000))
        #expect(try verdict(large) == "too_large -> customer.acme.site.s1")
    }

    @Test func `what cannot be attributed is a dead letter with the reason`() throws {
        #expect(try verdict("{") == "dead invalid_contract")
        #expect(try verdict(said(session: "a.b")) == "dead invalid_contract")
        #expect(try verdict(said(tenant: "*")) == "dead invalid_contract")
        #expect(try verdict(String(repeating: "x", count: 2_000_000)) == "dead invalid_contract")
    }

    @Test func `agents and supervisors are told under their own names`() throws {
        func body(_ who: String) -> String { #"{"tenant":"acme",\#(who),"at":"2026-11-22T16:47:12Z"}"# }
        let beat = "agent.heartbeat.v1"
        #expect(try verdict(at: .agents, type: beat, key: "ana", body(#""agentId":"ana""#)) == "accept agent ana")
        #expect(
            try verdict(at: .agents, type: beat, key: "bia", body(#""agentId":"bia""#))
                == "unknown_agent -> agent.acme.bia"
        )
        #expect(
            try verdict(at: .agents, type: beat, key: "ana", body(#""agentId":"bia""#))
                == "invalid_contract -> agent.acme.bia")
        let out = "supervisor.agent.loggedout.v1"
        let order = #","agentId":"ana","reason":"fim""#
        #expect(
            try verdict(at: .agents, type: out, key: "rui", body(#""supervisorId":"rui""# + order))
                == "accept supervisor rui")
        #expect(
            try verdict(at: .agents, type: out, key: "leo", body(#""supervisorId":"leo""# + order))
                == "not_permitted -> supervisor.acme.leo")
    }

    @Test func `a bot is told in its queue, one without a queue is not`() throws {
        func body(_ bot: String) -> String {
            #"{"tenant":"acme","botId":"\#(bot)","conversationId":"c1","turnId":"t1","at":"2026-11-22T16:47:12Z"}"#
        }
        let type = "bot.acknowledged.v1"
        #expect(try verdict(at: .bots, type: type, key: "c1", body("menu")) == "accept bot c1")
        #expect(
            try verdict(at: .bots, type: type, id: "a.2", key: "c1", body("menu"))
                == "invalid_contract -> bot acme/menu")
        #expect(try verdict(at: .bots, type: type, key: "c2", body("menu")) == "invalid_contract -> bot acme/menu")
        #expect(try verdict(at: .bots, type: type, key: "c1", body("nada")) == "dead unknown_bot")
        #expect(try verdict(at: .bots, type: type, key: "c2", body("rasa")) == "dead invalid_contract")
    }

    @Test func `a tenant with broker users takes nobody else's messages`() throws {
        let directory = DirectoryExample.text.replacing(
            "    name: Acme\n", with: "    name: Acme\n    brokerUsers: [site-acme]\n")
        #expect(try verdict(user: "site-acme", directory: directory, said()).hasPrefix("accept"))
        #expect(try verdict(user: "outro", directory: directory, said()) == "not_permitted -> customer.acme.site.s1")
        #expect(try verdict(directory: directory, said()) == "not_permitted -> customer.acme.site.s1")
    }

    @Test func `what speaks for a webhook bot needs no entry among the broker users`() throws {
        let directory = DirectoryExample.text.replacing(
            "    name: Acme\n", with: "    name: Acme\n    brokerUsers: [site-acme]\n")
        func verdict(of bot: String, user: String) throws -> String {
            try self.verdict(
                at: .bots, type: "bot.conversation.ended.v1", key: "c1", user: user, directory: directory,
                #"{"tenant":"acme","botId":"\#(bot)","conversationId":"c1","at":"2026-11-22T16:47:12Z"}"#)
        }
        #expect(try verdict(of: "rasa", user: Self.ownUser) == "accept bot c1")
        #expect(try verdict(of: "menu", user: Self.ownUser) == "not_permitted -> bot acme/menu")
        #expect(try verdict(of: "rasa", user: "outro") == "dead not_permitted")
        #expect(try verdict(of: "menu", user: "site-acme") == "accept bot c1")
    }

    @Test func `the same refused message gets the same rejection again, another message another`() throws {
        let directory = try DirectoryLoader.load(yaml: DirectoryExample.text, path: "demo.yaml")
        let check = DoorCheck(.webchat, of: Topology(), directory: directory)
        func id(_ body: String) -> String? {
            let envelope = Envelope(type: "webchat.message.sent.v1", messageId: "m1")
            guard
                case .reject(let rejection) = check.judge(
                    routingKey: "s1", envelope: envelope, body: Array(body.utf8), now: now)
            else { return nil }
            return rejection.messageId
        }
        #expect(id(said(text: "")) != nil)
        #expect(id(said(text: "")) == id(said(text: "")))
        #expect(id(said(text: "")) != id(said(session: "s2")))
    }

    @Test func `a dead letter carries nothing the broker would obey`() {
        let envelope = Envelope(
            type: "t", userId: "other", replyTo: "q", headers: [HeaderName.blindCopies: .array([.string("x")])])
        let letter = DeadLetter(
            reason: "r", detail: "d", envelope: envelope, body: [], exchange: "e", routingKey: "k", at: now)
        #expect(letter.envelope.userId == nil && letter.envelope.replyTo == nil)
        #expect(letter.envelope.headers[HeaderName.blindCopies] == nil)
        #expect(letter.envelope.headers[HeaderName.reason]?.text == "r")
    }

    @Test func `a dead letter says where it came in and who sent it`() {
        let envelope = Envelope(type: "t", userId: "site", headers: [HeaderName.traceparent: .string("00-1")])
        let letter = DeadLetter(
            reason: "r", detail: "d", envelope: envelope, body: [], exchange: "e", routingKey: "k", at: now)
        let headers = letter.envelope.headers.mapValues(\.text)
        #expect(headers["exchange"] == "e" && headers["routingKey"] == "k")
        #expect(headers["userId"] == "site" && headers["traceparent"] == "00-1")
        #expect(Set(headers.keys).subtracting(DeadLetter.ownHeaders) == ["traceparent"])
    }
}
