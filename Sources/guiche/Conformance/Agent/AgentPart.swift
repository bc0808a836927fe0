import Contracts
import Domain
import Identifiers

/// The customers, the desk and the book, for an agent front end under test.
actor AgentPart: ChatPart {
    typealias Line = FromAgent.MessageSent

    var stage: Stage
    var snapshots = Snapshots()
    var desktop = Desktop()
    private var talks: [ConversationID: Talk] = [:]
    private(set) var current: ConversationID?
    /// The card on the screen.
    var card: Event.ConversationOffered?
    var isRejectingLines = false
    /// The first save after the finish comes too late: somebody else saved before.
    private var isStale = true
    private var version = 0

    var writing: Requirement { .saysLines }
    var partner: Speaker { .customer }
    var stranger: Audience { .queue(stage.scenery.tenant, Scenery.queue) }
    var himself: Audience { .agent(stage.scenery.tenant, stage.scenery.agent) }

    static let customer = Customer(name: "Maria Oliveira", email: "maria@cliente.example")

    init(_ stage: Stage) { self.stage = stage }

    func talk(_ id: ConversationID) -> Talk? { talks[id] }
    func keep(_ talk: Talk) { talks[talk.id] = talk }
    func audience(of id: ConversationID) -> Audience? { himself }

    func perform() async throws {
        guard try await logsIn() else { return }
        try await declines()
        try await seesCardsGo()
        if try await accepts() {
            try await writes()
            try await isShownLines()
            try await isToldUnderAnotherKey()
            try await isToldTheUnknown()
            try await isToldMuch()
            try await writesANote()
            try await isRefusedByTheBroker()
            try await isRejected()
            try await reloads()
            try await finishesAndSaves()
        }
        try await beatsOn()
        try await logsOut()
    }

    func respond(to heard: Hearing) async throws {
        guard try await !refuseAtDoor(heard), heard.hasEffect, let command = heard.message as? any AgentCommand
        else { return }
        if let fault = desktop.hear(command, at: .now) {
            miss(fault.requirement, fault.got, heard.evidence)
        } else if command is FromAgent.Heartbeat {
            stage.scorecard.pass(.heartbeats)
        }
        try await obey(command, heard)
    }

    private func obey(_ command: any AgentCommand, _ heard: Hearing) async throws {
        switch command {
        case is FromAgent.ChannelLogin, is FromAgent.ChannelLogout, is FromAgent.Paused, is FromAgent.Resumed:
            stage.scorecard.pass(.loginFirst)
            try await tellState(isPaused: command is FromAgent.Paused)
        case is FromAgent.SyncRequested: try await tellSnapshot(heard.messageId)
        case let accept as FromAgent.CardAccepted: try await decide(accept, heard)
        case let decline as FromAgent.CardDeclined: try await withdraw(decline.offerId, .declined)
        case let said as FromAgent.MessageSent: try await echo(said, heard)
        case is FromAgent.SessionFinished: try await finish()
        case let save as FromAgent.ProtocolSaved: try await decide(save, heard)
        case is FromAgent.TransferRequested, is FromAgent.TransferCancelled:
            try await reject(heard, .unknownQueue, "The conformance runner has nobody else to transfer to.")
        default: break
        }
    }

    func answer(_ question: Hearing) async throws {
        if try await !answer(read: question) { try await answer(otherwise: question, isOpen: true) }
    }
}

extension AgentPart {
    /// Tells the agent something that belongs to no conversation's numbers.
    func tell(apart message: some Message, correlation: String?) async throws {
        let told = try Told(message, correlation: correlation, at: .now)
        for _ in 1...2 {
            let isBound = try await publish(told, to: himself)
            stage.scorecard.hold(.bound, isBound, notBound(himself))
        }
    }

    func tellState(isPaused: Bool = false) async throws {
        version += 1
        try await tell(apart: state(isPaused: isPaused), correlation: nil)
    }

    private func state(isPaused: Bool = false) -> Event.AgentStateChanged {
        .init(
            tenant: stage.scenery.tenant, agentId: stage.scenery.agent, at: .now, version: version,
            status: desktop.status(isPaused: isPaused), channels: [channel], active: desktop.active,
            offered: card == nil ? 0 : 1, capacity: 3)
    }

    private var channel: Event.AgentChannel {
        .init(
            channelId: stage.scenery.channel, name: stage.scenery.channel.text, type: "webchat",
            loggedIn: desktop.isLoggedIn)
    }

    private func tellSnapshot(_ cause: String) async throws {
        let state = state()
        try await tell(
            apart: Event.AgentSnapshot(
                tenant: state.tenant, agentId: state.agentId, at: state.at, version: state.version,
                status: state.status, channels: state.channels, active: state.active, offered: state.offered,
                capacity: state.capacity, cards: card.map { [$0] } ?? [], conversations: conversations),
            correlation: cause)
    }

    private var conversations: [Event.AgentConversation] {
        guard let state = desktop.state, let talk = current.flatMap(talk) else { return [] }
        return [
            .init(
                conversationId: talk.id, protocol: talk.protocol, channelId: talk.channel, sessionId: talk.session,
                state: state, seq: talk.seq, line: talk.line, customer: Self.customer)
        ]
    }

    /// A customer waits and is offered to the agent.
    func offer(for time: Duration) async throws {
        var talk = stage.newTalk()
        // What the customer saw before, which this agent did not.
        for _ in 1...3 { talk.skip() }
        keep(talk)
        let now = Instant.now
        let scenery = stage.scenery
        let offer = OfferID(trusted: UniqueID.fresh())
        desktop.offer(offer, of: talk.id)
        try await tell(talk.id) { talk in
            try talk.event(at: now) { place in
                let card = Event.ConversationOffered(
                    place, agentId: scenery.agent, offerId: offer, expiresAt: now + time,
                    channel: .init(channelId: scenery.channel, type: "webchat", name: scenery.channel.text),
                    queueId: Scenery.queue, subjectId: Scenery.subjects.first?.subjectId, customer: Self.customer,
                    waitingSince: now)
                self.card = card
                return card
            }
        }
    }

    func withdraw(_ offer: OfferID, _ reason: WithdrawalReason) async throws {
        guard let card, card.offerId == offer else { return }
        self.card = nil
        if reason != .accepted, reason != .declined { desktop.withdraw(offer, at: .now) }
        try await tell(card.conversationId) { talk in
            try talk.event(at: .now) {
                Event.OfferWithdrawn($0, agentId: card.agentId, offerId: offer, reason: reason)
            }
        }
    }

    private func decide(_ accept: FromAgent.CardAccepted, _ heard: Hearing) async throws {
        guard let card, card.offerId == accept.offerId else {
            let isTaken = desktop.card(accept.offerId) == .accepted
            return try await reject(
                heard, isTaken ? .offerTaken : .offerExpired, "The offer is no longer open.")
        }
        current = card.conversationId
        desktop.service = .talking(card.conversationId)
        try await tell(current) { talk in
            try talk.line("\(Scenery.agentName) está atendendo você.", at: .now) {
                Event.ConversationAccepted(
                    $0, line: $1, agentId: card.agentId, agentName: Scenery.agentName, offerId: card.offerId)
            }
        }
        try await withdraw(card.offerId, .accepted)
        try await tell(
            apart: Event.ProtocolOpened(
                tenant: card.tenant, conversationId: card.conversationId, at: .now, protocol: card.protocol,
                agentId: card.agentId, revision: desktop.revision, customer: ["name": "Maria Oliveira"], service: [:],
                transcript: [], truncated: false), correlation: card.conversationId.text)
        try await tellState()
    }

    private func echo(_ said: FromAgent.MessageSent, _ heard: Hearing) async throws {
        guard desktop.service == .talking(said.conversationId) else {
            return try await reject(heard, .notYourConversation, "The agent does not serve this conversation.")
        }
        if isRejectingLines {
            return try await reject(heard, .wrongState, "The conformance runner rejects this, to see what happens.")
        }
        hear(line: said, heard)
        let speaker = Speaker.agent(stage.scenery.agent)
        let text = said.text?.value ?? said.attachments?.map(\.name).joined(separator: ", ") ?? ""
        try await tell(said.conversationId) { talk in
            guard said.visibility == .internal else {
                return try talk.message(text, speaker, id: heard.messageId, at: .now)
            }
            return try talk.event(at: .now) {
                Event.ConversationMessage(
                    $0, note: text, from: speaker, messageId: heard.messageId, attachments: said.attachments)
            }
        }
    }

    private func finish() async throws {
        guard case .talking(let id) = desktop.service else { return }
        desktop.service = .wrapUp(id)
        try await tell(id) { talk in
            try talk.line("O atendimento foi encerrado. Protocolo \(talk.protocol).", at: .now) {
                Event.ConversationFinished($0, line: $1, by: .agent, reason: .finished)
            }
        }
        try await tellState()
    }

    /// The first save after the finish finds that a supervisor saved meanwhile.
    private func decide(_ save: FromAgent.ProtocolSaved, _ heard: Hearing) async throws {
        guard let talk = talk(save.conversationId) else { return }
        let isFinal = save.final && desktop.state == .wrapUp
        if isFinal, isStale {
            isStale = false
            desktop.revision += 1
            try await reject(
                heard, .staleRevision, "The record was saved meanwhile.",
                details: ["revision": .integer(Int64(desktop.revision))])
            return try await tellRevision(talk, isFinal: false, service: ["motivo": "2ª via"])
        }
        guard save.revision.value == desktop.revision else {
            return try await reject(
                heard, .staleRevision, "The record was saved meanwhile.",
                details: ["revision": .integer(Int64(desktop.revision))])
        }
        desktop.revision += 1
        try await tellRevision(talk, isFinal: isFinal, service: save.service ?? [:])
        guard isFinal else { return }
        desktop.service = .none
        try await tell(talk.id) { talk in
            try talk.event(at: .now) { Event.ConversationClosed($0, outcome: .answered) }
        }
        try await tellState()
    }

    private func tellRevision(_ talk: Talk, isFinal: Bool, service: [String: JSONValue]) async throws {
        try await tell(
            apart: Event.ProtocolRevised(
                tenant: talk.tenant, conversationId: talk.id, at: .now, protocol: talk.protocol,
                revision: desktop.revision, final: isFinal, customer: ["name": "Maria Oliveira"], service: service),
            correlation: talk.id.text)
    }

    private func reject(
        _ heard: Hearing, _ code: RejectionCode, _ sentence: String, details: [String: JSONValue]? = nil
    ) async throws {
        guard let command = heard.message as? any AgentCommand else { return }
        let event = Event.CommandRejected(
            tenant: command.tenant, at: .now, commandId: heard.messageId, commandType: command.type.rawValue,
            code: code, message: sentence, details: details, agentId: command.agentId,
            conversationId: (command as? any ConversationCommand)?.conversationId)
        try await publish(Told(event, correlation: heard.messageId, at: .now), to: himself)
    }
}
