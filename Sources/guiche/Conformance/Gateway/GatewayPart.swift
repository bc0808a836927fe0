import Contracts
import Domain
import Identifiers

/// The agents, the queue and Guichê, for a website gateway under test.
actor GatewayPart: ChatPart {
    typealias Line = Webchat.MessageSent

    var stage: Stage
    var snapshots = Snapshots()
    private var visits: [ConversationID: JudgedVisit] = [:]
    private(set) var current: ConversationID?
    /// What a picked subject leads to.
    var isOpen = true
    var isRejectingLines = false
    var writing: Requirement { .sendsLines }

    init(_ stage: Stage) { self.stage = stage }

    func perform() async throws {
        guard try await opens() else { return }
        try await picks()
        try await writes()
        try await isShownLines()
        try await isToldUnderAnotherKey()
        try await isToldTheUnknown()
        try await isToldMuch()
        try await isRefusedByTheBroker()
        try await isRejected()
        try await reloads()
        try await isFinished()
        try await fillsIn()
        try await leaves()
    }

    func respond(to heard: Hearing) async throws {
        guard try await !refuseAtDoor(heard), heard.hasEffect, let command = heard.message as? any SessionCommand
        else { return }
        let id = command.conversation
        guard var visit = visits[id] else {
            guard let start = command as? Webchat.SessionStarted else {
                return miss(.startFirst, "the session \(command.sessionId) was not started before", heard.evidence)
            }
            return try await open(start)
        }
        stage.scorecard.pass(.startFirst)
        if let fault = visit.hear(command) { miss(fault.requirement, fault.got, heard.evidence) }
        visits[id] = visit
        try await obey(command, id, heard)
    }

    private func obey(_ command: any SessionCommand, _ id: ConversationID, _ heard: Hearing) async throws {
        if phase(of: id) == .over {
            return try await reject(heard, .conversationClosed, "The conversation is closed.")
        }
        switch command {
        case let said as Webchat.MessageSent: try await echo(said, id, heard)
        case is Webchat.SubjectSelected: try await decide(id)
        case is Webchat.FormSubmitted: try await judgeForm(id, heard)
        case is Webchat.CustomerAway, is Webchat.CustomerReturned: stage.scorecard.pass(.tellsPresence)
        case is Webchat.SessionEnded: try await end(id, by: .customer, .left)
        default: break
        }
    }

    func answer(_ question: Hearing) async throws {
        if try await !answer(read: question) { try await answer(otherwise: question, isOpen: isOpen) }
    }
}

extension GatewayPart {
    var partner: Speaker { .agent(stage.scenery.agent) }
    var stranger: Audience { .agent(stage.scenery.tenant, stage.scenery.agent) }

    func talk(_ id: ConversationID) -> Talk? { visits[id]?.talk }
    func keep(_ talk: Talk) { visits[talk.id]?.talk = talk }

    func audience(of id: ConversationID) -> Audience? {
        talk(id).map { .customer($0.tenant, $0.channel, $0.session) }
    }

    func phase(of id: ConversationID) -> JudgedVisit.Phase? { visits[id]?.phase }

    private func open(_ start: Webchat.SessionStarted) async throws {
        let id = start.conversation
        current = id
        visits[id] = JudgedVisit(stage.newTalk(session: start.sessionId))
        try await tell(id) { talk in
            let text = "Seu protocolo é \(talk.protocol)."
            return try talk.line(text, at: .now) { Event.ConversationOpened($0, line: $1) }
        }
        try await offerSubjects(id)
    }

    private func offerSubjects(_ id: ConversationID) async throws {
        try await tell(id) { talk in
            try talk.line(Texts().subjects, at: .now) {
                Event.SubjectsOffered($0, line: $1, subjects: Scenery.subjects)
            }
        }
    }

    /// Both sides see what was said; before a subject is picked they are offered again (contract page).
    private func echo(_ said: Webchat.MessageSent, _ id: ConversationID, _ heard: Hearing) async throws {
        if isRejectingLines {
            return try await reject(heard, .wrongState, "The conformance runner rejects this, to see what happens.")
        }
        hear(line: said, heard)
        let text = said.text?.value ?? said.optionId?.value ?? said.attachments?.map(\.name).joined() ?? ""
        try await tell(id) { try $0.message(text, .customer, id: heard.messageId, at: .now) }
        if phase(of: id) == .choosing { try await offerSubjects(id) }
    }

    private func decide(_ id: ConversationID) async throws {
        guard phase(of: id) != .served else { return }
        if isOpen { try await serve(id) } else { try await refuse(id) }
    }

    private func serve(_ id: ConversationID) async throws {
        visits[id]?.phase = .served
        let agent = stage.scenery.agent
        try await tell(id) { talk in
            // The routing decision and the card, which the customer does not see.
            talk.skip()
            return try talk.event(at: .now) { Event.ConversationQueued($0, queueId: Scenery.queue, position: 1) }
        }
        try await tell(id) { talk in
            talk.skip()
            return try talk.line("\(Scenery.agentName) está atendendo você.", at: .now) {
                Event.ConversationAccepted(
                    $0, line: $1, agentId: agent, agentName: Scenery.agentName,
                    offerId: OfferID(trusted: UniqueID.fresh()))
            }
        }
    }

    private func refuse(_ id: ConversationID) async throws {
        visits[id]?.phase = .filling
        try await tell(id) { talk in
            try talk.line(Texts().outOfHours, at: .now) {
                Event.ConversationRefused(
                    $0, line: $1, reason: .outOfHours, nextOpenAt: .now + .seconds(7_200), form: Scenery.form)
            }
        }
    }

    /// The first form has a mistake, whatever it says; the corrected one is taken.
    private func judgeForm(_ id: ConversationID, _ heard: Hearing) async throws {
        guard let visit = visits[id], visit.phase == .filling else {
            return try await reject(heard, .wrongState, "No form was offered.")
        }
        if visit.forms == 1 {
            return try await reject(
                heard, .invalidForm, "The form has mistakes.",
                details: ["email": "O runner de conformidade recusa o primeiro envio."])
        }
        try await tell(id) { talk in
            try talk.line("Recebemos sua mensagem. Protocolo \(talk.protocol).", at: .now) {
                Event.FormReceived($0, line: $1, dueAt: .now + .seconds(7 * 86_400))
            }
        }
        visits[id]?.phase = .over
        try await tell(id) { talk in
            try talk.event(at: .now) { Event.ConversationClosed($0, outcome: .offlineForm) }
        }
    }

    func end(_ id: ConversationID, by: FinishedBy, _ reason: FinishReason) async throws {
        guard let phase = phase(of: id) else { return }
        visits[id]?.phase = .over
        if phase == .served {
            try await tell(id) { talk in
                try talk.line("O atendimento foi encerrado. Protocolo \(talk.protocol).", at: .now) {
                    Event.ConversationFinished($0, line: $1, by: by, reason: reason)
                }
            }
        }
        try await tell(id) { talk in
            try talk.event(at: .now) {
                Event.ConversationClosed($0, outcome: phase == .served ? .answered : .abandonedQueue)
            }
        }
    }

    private func reject(
        _ heard: Hearing, _ code: RejectionCode, _ sentence: String, details: [String: JSONValue]? = nil
    ) async throws {
        guard let command = heard.message as? any SessionCommand else { return }
        let event = Event.CommandRejected(
            tenant: command.tenant, at: .now, commandId: heard.messageId, commandType: command.type.rawValue,
            code: code, message: sentence, details: details, channelId: command.channelId,
            sessionId: command.sessionId, conversationId: command.conversation)
        try await publish(
            Told(event, correlation: heard.messageId, at: .now),
            to: .customer(command.tenant, command.channelId, command.sessionId))
    }
}

extension SessionCommand {
    fileprivate var conversation: ConversationID {
        ConversationID(tenant: tenant, channel: channelId, session: sessionId)
    }
}
