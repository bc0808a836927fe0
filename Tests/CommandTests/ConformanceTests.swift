import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// What the conformance runner remembers of a program, and what it therefore may say.
@Suite struct ConformanceTests {
    private static let now = Instant(milliseconds: 1_795_366_032_345)
    private static let scenery = Scenery(
        tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"), bot: BotID(trusted: "menu"),
        agent: AgentID(trusted: "ana"))

    private func talk() -> Talk {
        Talk(Self.scenery, session: SessionID(trusted: "s1"), number: 1, at: Self.now)
    }

    // MARK: The report

    @Test func `a program conforms when nothing is wrong and everything required was seen`() {
        var card = Scorecard([.startsSessions, .tellsPresence])
        #expect(!card.isGood && card.status(of: .startsSessions) == .notSeen)
        card.pass(.startsSessions)
        #expect(card.isGood)
        card.fail(.startsSessions, "something else")
        card.fail(.startsSessions, "something else")
        #expect(!card.isGood && card.findings.count == 1 && card.status(of: .startsSessions) == .failed)
    }

    @Test func `the report says what was got, what the contract says and what to do`() {
        var card = Scorecard(Requirement.bot)
        card.fail(.routingKey, "its routing key is \"x\"", Evidence(type: "bot.replied.v1", messageId: "m1"))
        let text = ScorecardText(scorecard: card).lines.joined(separator: "\n")
        for part in ["bot.replied.v1, message-id m1", "routing key is \"x\"", Requirement.routingKey.remedy] {
            #expect(text.contains(part))
        }
        #expect(text.contains("does not conform yet"))
    }

    @Test(arguments: [Requirement.gateway, Requirement.bot, Requirement.agent])
    func `every requirement of a role has its own name and whole sentences`(requirements: [Requirement]) {
        #expect(Set(requirements.map(\.id)).count == requirements.count)
        #expect(requirements.allSatisfy { $0.rule.hasSuffix(".") && $0.remedy.hasSuffix(".") })
    }

    // MARK: The other side

    @Test func `events and lines are numbered, what the audience does not see leaves a gap in seq alone`() throws {
        var talk = talk()
        let first = try talk.message("um", .customer, at: Self.now)
        talk.skip()
        let second = try talk.message("dois", .customer, at: Self.now)
        #expect([first.seq, second.seq] == [1, 3] && talk.line == 2)
        #expect(ProtocolNumber.isValid(talk.protocol))
        let read = try Event.ConversationMessage.decode(second.body)
        #expect(read.line == 2 && read.conversationId == talk.id && read.protocol == talk.protocol)
    }

    @Test func `a stubborn book is behind once and then gives small pages`() throws {
        var talk = talk()
        for text in ["um", "dois", "três", "quatro", "cinco", "seis"] {
            _ = try talk.message(text, .customer, at: Self.now)
        }
        var snapshots = Snapshots()
        snapshots.beStubborn()
        func read(after seq: Int) throws -> (type: MessageType, next: Int?, shown: [Requirement]) {
            let query = Query.ConversationRead(
                tenant: talk.tenant, conversationId: talk.id, audience: .customer, afterSeq: Natural(seq))
            let answer = try snapshots.answer(query, talk, id: "q", at: Self.now)
            let next = try? Answer.ConversationSnapshot.decode(answer.told.body).nextAfterSeq
            return (answer.told.type, next, answer.shown)
        }
        #expect(try read(after: 1).type == Event.CommandRejected.type)
        let page = try read(after: 1)
        #expect(page.next == 4 && page.shown.contains(.asksAgain) && !page.shown.contains(.readsOn))
        let rest = try read(after: 4)
        #expect(rest.next == nil && rest.shown.contains(.readsOn))
    }

    @Test func `the largest message is within the limit and still reads`() throws {
        var talk = talk()
        let large = try talk.message("Palavra: goiaba", .customer, at: Self.now).enlarged()
        #expect((200 * 1_024...JSONBody.maximumBytesFromUs).contains(large.body.count))
        #expect(try Event.ConversationMessage.decode(large.body).text == "Palavra: goiaba")
    }

    @Test func `a line that was asked for once and comes under another id was repeated`() {
        var asked = AskedLines()
        asked.ask("Olá")
        #expect(asked.hear("Olá", id: "a") == nil)
        #expect(asked.hear("Olá", id: "a") == nil)
        #expect(asked.hear("Olá", id: "b") == "a")
        #expect(asked.hear("Tchau", id: "b") == nil)
    }
}

/// What the runner takes for a bot's, a gateway's or a front end's mistake in the order of things.
@Suite struct ConformanceOrderTests {
    private static let now = Instant(milliseconds: 1_795_366_032_345)
    private static let scenery = Scenery(
        tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"), bot: BotID(trusted: "menu"),
        agent: AgentID(trusted: "ana"))
    private let talk = Talk(scenery, session: SessionID(trusted: "s1"), number: 1, at: now)

    private func reply(_ turn: TurnID?) -> FromBot.Replied {
        FromBot.Replied(
            tenant: talk.tenant, botId: Self.scenery.bot, conversationId: talk.id, at: Self.now, turnId: turn,
            messages: [.init(text: MessageText(trusted: "Olá"))])
    }

    @Test func `a bot that was taken out may only finish the answer under way`() {
        var bot = BotTalk(talk, bot: Self.scenery.bot)
        let answered = bot.turn(.message, text: "um", at: Self.now)
        let open = bot.turn(.message, text: "dois", at: Self.now)
        #expect(bot.hear(reply(answered.turnId)) == nil)
        _ = bot.replace()
        #expect(bot.hear(reply(open.turnId)) == nil)
        for turn in [answered.turnId, open.turnId, nil] {
            #expect(bot.hear(reply(turn))?.requirement == .silentAfterTaken)
        }
    }

    @Test func `a bot answers turns that it was given`() {
        var bot = BotTalk(talk, bot: Self.scenery.bot)
        #expect(bot.hear(reply(TurnID(trusted: "nenhum")))?.requirement == .ownTurns)
        _ = bot.close(.botContained)
        #expect(bot.hear(reply(nil))?.requirement == .silentAfterClosed)
    }

    @Test func `a gateway picks what was offered and fills in the form's own fields`() {
        var visit = JudgedVisit(talk)
        func pick(_ id: String) -> Webchat.SubjectSelected {
            .init(
                tenant: talk.tenant, channelId: talk.channel, sessionId: talk.session, at: Self.now,
                subjectId: SubjectID(trusted: id))
        }
        func form(_ fields: [String: JSONValue]) -> Webchat.FormSubmitted {
            .init(
                tenant: talk.tenant, channelId: talk.channel, sessionId: talk.session, at: Self.now, fields: fields)
        }
        #expect(visit.hear(pick("boleto")) == nil)
        #expect(visit.hear(pick("outro"))?.requirement == .picksSubjects)
        #expect(visit.hear(form(["email": "a", "texto": "b"]))?.requirement == .offersForms)
        visit.phase = .filling
        #expect(visit.hear(form(["email": "a", "texto": "b"])) == nil)
        #expect(visit.hear(form(["email": "a"]))?.got == "the required field \"texto\" is missing")
        #expect(visit.hear(form(["email": "a", "texto": "b", "cpf": "c"]))?.requirement == .offersForms)
    }

    private func login(_ seconds: Int) -> FromAgent.ChannelLogin {
        .init(
            tenant: talk.tenant, agentId: Self.scenery.agent, at: Self.now, channelIds: [talk.channel],
            leaseSeconds: LeaseSeconds(seconds))
    }

    private var heartbeat: FromAgent.Heartbeat {
        .init(tenant: talk.tenant, agentId: Self.scenery.agent, at: Self.now)
    }

    @Test func `a lease runs out without a heartbeat, and is told once`() {
        var desktop = Desktop()
        #expect(desktop.hear(heartbeat, at: Self.now)?.requirement == .loginFirst)
        #expect(desktop.hear(login(10), at: Self.now) == nil)
        #expect(desktop.hear(heartbeat, at: Self.now + .seconds(9)) == nil)
        #expect(desktop.overdue(at: Self.now + .seconds(19)) == nil)
        #expect(desktop.overdue(at: Self.now + .seconds(20))?.requirement == .heartbeats)
        #expect(desktop.overdue(at: Self.now + .seconds(30)) == nil)
    }

    private func accept(_ offer: String) -> FromAgent.CardAccepted {
        .init(
            tenant: talk.tenant, agentId: Self.scenery.agent, at: Self.now, conversationId: talk.id,
            offerId: OfferID(trusted: offer))
    }

    @Test func `a card is answered once, and not after it was withdrawn`() {
        var desktop = Desktop()
        _ = desktop.hear(login(3_600), at: Self.now)
        for id in ["a", "b"] { desktop.offer(OfferID(trusted: id), of: talk.id) }
        #expect(desktop.hear(accept("a"), at: Self.now) == nil)
        #expect(desktop.hear(accept("a"), at: Self.now)?.requirement == .acceptsOnce)
        desktop.withdraw(OfferID(trusted: "b"), at: Self.now)
        #expect(desktop.hear(accept("b"), at: Self.now + .milliseconds(100)) == nil)
        #expect(desktop.hear(accept("b"), at: Self.now + .seconds(2))?.requirement == .forgetsVoidCards)
        #expect(desktop.hear(accept("c"), at: Self.now)?.requirement == .acceptsOnce)
    }

    @Test func `an agent writes and saves in his conversation, at the revision he was told`() {
        var desktop = Desktop()
        _ = desktop.hear(login(3_600), at: Self.now)
        let finish = FromAgent.SessionFinished(
            tenant: talk.tenant, agentId: Self.scenery.agent, at: Self.now, conversationId: talk.id)
        func save(_ revision: Int) -> FromAgent.ProtocolSaved {
            .init(
                tenant: talk.tenant, agentId: Self.scenery.agent, at: Self.now, conversationId: talk.id,
                revision: Revision(trusted: revision), final: true)
        }
        #expect(desktop.hear(finish, at: Self.now)?.requirement == .ownConversations)
        desktop.service = .talking(talk.id)
        #expect(desktop.hear(finish, at: Self.now) == nil)
        desktop.service = .wrapUp(talk.id)
        #expect(desktop.hear(finish, at: Self.now)?.requirement == .ownConversations)
        #expect(desktop.hear(save(1), at: Self.now) == nil)
        #expect(desktop.hear(save(2), at: Self.now)?.requirement == .saves)
    }
}
