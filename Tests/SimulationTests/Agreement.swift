import Domain
import Identifiers

/// Conversations, desk, book and door keep different halves of the same facts and tell each other by messages. Whenever
/// the house is quiet, that is when no message is on its way, the halves have to fit. Whatever does not fit now never
/// will: nobody is going to say anything more.
struct Agreement {
    let world: World
    let desk: Desk
    let conversations: [Conversation]
    let parked: Set<String>
    private(set) var complaints: [String] = []

    static func check(_ world: World) -> [String] {
        var agreement = Agreement(world: world)
        for conversation in agreement.conversations where !agreement.parked.contains(conversation.id.text) {
            agreement.check(conversation)
            agreement.checkClocks(of: conversation)
        }
        agreement.checkPlaces()
        agreement.checkAgents()
        agreement.checkDoor()
        return agreement.complaints
    }

    private init(world: World) {
        self.world = world
        desk = world.desk
        parked = world.parkedKeys
        conversations = world.conversations.values.sorted { $0.id < $1.id }
    }

    mutating func complain(_ sentence: String) { complaints.append(sentence) }

    // MARK: A conversation and what the others keep of it

    private mutating func check(_ conversation: Conversation) {
        let id = conversation.id
        switch conversation.state {
        case .waiting(let waiting):
            expectPlace(of: conversation, in: waiting.queue, offer: nil)
            if waiting.position == nil { complain("\(id) waits and was never told a position") }
            if let place = desk.places[id], place.toldPosition != waiting.position {
                complain("\(id) believes position \(waiting.position ?? 0), the desk told \(place.toldPosition)")
            }
        case .offered(let waiting, let offer): expectPlace(of: conversation, in: waiting.queue, offer: offer)
        case .inService(let service):
            checkTransfer(service, of: conversation)
            checkAgent(service, .inService, of: conversation)
            if service.pendingSaves != 0 { complain("\(id) waits for \(service.pendingSaves) saves") }
        case .wrapUp(let service):
            expectNoPlace(of: id)
            checkAgent(service, .wrapUp, of: conversation)
            if service.pendingSaves != 0 { complain("\(id) waits for \(service.pendingSaves) saves in wrap-up") }
        case .withBot(let talk):
            expectNoPlace(of: id)
            if case .handingOver = talk.phase { complain("\(id) is being handed over and nobody answers") }
        case .choosing, .formOffered, .closed: expectNoPlace(of: id)
        }
        checkBook(of: conversation)
    }

    private mutating func checkTransfer(_ service: Conversation.Service, of conversation: Conversation) {
        guard let transfer = service.transfer else { return expectNoPlace(of: conversation.id) }
        switch transfer.phase {
        case .asked: complain("\(conversation.id) asked for a transfer and nobody answers")
        case .waiting: expectPlace(of: conversation, in: transfer.queue, offer: nil)
        case .offered(let offer): expectPlace(of: conversation, in: transfer.queue, offer: offer)
        }
    }

    private mutating func expectPlace(
        of conversation: Conversation, in queue: QueueID, offer: Conversation.Offer?
    ) {
        let id = conversation.id
        guard let place = desk.places[id] else {
            return complain("\(id) waits in \(queue) and has no place there: limbo")
        }
        if place.queue != queue { complain("\(id) waits in \(queue), its place is in \(place.queue)") }
        if place.ticket != conversation.facts.ticket { complain("\(id) and its place have different tickets") }
        if place.reservation?.offer != offer?.id {
            complain("\(id) is offered as \(offer?.id.text ?? "-"), reserved \(place.reservation?.offer.text ?? "-")")
        }
        if place.reservation?.agent != offer?.agent { complain("\(id) is offered to somebody else than reserved") }
    }

    private mutating func expectNoPlace(of id: ConversationID) {
        if let place = desk.places[id] { complain("\(id) has a place in \(place.queue) and does not wait") }
    }

    private mutating func checkAgent(
        _ service: Conversation.Service, _ state: ServiceState, of conversation: Conversation
    ) {
        let id = conversation.id
        let agent = desk.agents[service.agent]
        if agent?.active[id]?.state != state {
            complain("\(id) is \(state.rawValue) by \(service.agent), the desk does not know it")
        }
        guard state == .inService else { return }
        let channels = agent.flatMap { $0.lostAt == nil ? $0.channels : nil } ?? []
        if service.lostAt != nil && channels.contains(conversation.identity.channel) {
            complain("\(id) believes its agent \(service.agent) to be lost, and he is there")
        }
        // On another channel only he can still act, so it is not held against him.
        if service.lostAt == nil && channels.isEmpty {
            complain("\(id) believes its agent \(service.agent) to be there, and he is not")
        }
    }

    private mutating func checkBook(of conversation: Conversation) {
        let page = world.page(of: conversation.id) ?? Page()
        if page.events.count != conversation.progress.seq {
            complain("\(conversation.id) told \(conversation.progress.seq) events, the book has \(page.events.count)")
        }
        if page.lines != conversation.progress.line { complain("\(conversation.id) lost lines on the way to the book") }
        if page.record.revision != 1 + page.saves.count + page.identifications {
            complain("\(conversation.id) revision \(page.record.revision) after \(page.saves.count) saves")
        }
    }

    // MARK: Who can be heard of again only by a clock

    private mutating func checkClocks(of conversation: Conversation) {
        let timers = world.shelf(of: .of(conversation.id)).timers
        for timer in Self.clocks(of: conversation) where timers[.conversation(conversation.id, timer)] == nil {
            complain("\(conversation.id) has no clock \(timer.rawValue) in \(Words.short("\(conversation.state)"))")
        }
    }

    /// The clocks without which the state might never end.
    private static func clocks(of conversation: Conversation) -> [Conversation.Timer] {
        let isAway = conversation.facts.awaySince != nil
        switch conversation.state {
        case .choosing, .formOffered: return [.idle]
        case .withBot(let talk):
            switch talk.phase {
            case .idle, .handingOver: return [.idle]
            case .asked: return [.idle, .botAnswer]
            case .refused: return [.idle, .botAfterRefusal]
            }
        case .waiting(let waiting): return (isAway ? [.away] : []) + (waiting.toAgent == nil ? [] : [.transfer])
        case .offered(let waiting, _):
            return [.offer] + (isAway ? [.away] : []) + (waiting.toAgent == nil ? [] : [.transfer])
        case .inService(let service):
            return [.idle] + (isAway ? [.away] : []) + (service.lostAt == nil ? [] : [.agentLostReturn])
                + (service.transfer == nil ? [] : [.transfer])
        case .wrapUp(let service): return service.wrapUpIsOver ? [] : [.wrapUp]
        case .closed: return []
        }
    }
}
