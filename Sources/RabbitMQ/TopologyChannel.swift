import CRabbitMQ

/// Declarations and questions, one after the other on a channel of their own, so that a refusal harms nobody.
///
/// ```
/// closed ── call ──> opening ── open-ok ──> idle ── call ──> waiting ── answer ──> idle
///    ^                                                          │
///    └────────── closed by the broker (a refusal), or no answer in time
/// ```
final class TopologyChannel: ChannelMachine {
    private enum State {
        case closed
        case opening(UInt16)
        case idle(UInt16)
        case waiting(UInt16, Call)
    }

    private var state = State.closed
    private var waiting: [Call] = []

    /// The earliest time at which something here runs out.
    var deadline: ContinuousClock.Instant? {
        let first = waiting.map(\.deadline).min()
        guard case .waiting(_, let call) = state else { return first }
        return first.map { min($0, call.deadline) } ?? call.deadline
    }

    func add(_ call: Call) { waiting.append(call) }

    /// Sends the next call if the channel is free for it.
    func pump(_ session: Session) throws(RabbitMQError) {
        guard !waiting.isEmpty else { return }
        switch state {
        case .closed:
            guard let number = try session.open(self) else {
                let call = waiting.removeFirst()
                call.reply.resume(returning: .failure(.noChannel))
                return try pump(session)
            }
            state = .opening(number)
        case .idle(let number):
            let call = waiting.removeFirst()
            state = .waiting(number, call)
            try session.send(call.operation, on: number)
        case .opening, .waiting: break
        }
    }

    func opened(on session: Session) throws(RabbitMQError) {
        if case .opening(let number) = state { state = .idle(number) }
        try pump(session)
    }

    func received(_ method: amqp_method_t, on session: Session) throws(RabbitMQError) {
        guard case .waiting(let number, let call) = state else { return }
        state = .idle(number)
        call.reply.resume(returning: .success(DeclaredQueue(method)))
        try pump(session)
    }

    func received(_ content: IncomingContent, on session: Session) {}

    func closed(_ error: RabbitMQError, on session: Session) throws(RabbitMQError) {
        if case .waiting(_, let call) = state { call.reply.resume(returning: .failure(error.about(call.operation))) }
        state = .closed
        try pump(session)
    }

    /// Ends the calls whose time is over. A channel with an overdue answer is given up: the answer may still come.
    func expire(at now: ContinuousClock.Instant, on session: Session?) throws(RabbitMQError) {
        let overdue = waiting.filter { $0.deadline <= now }
        waiting.removeAll { $0.deadline <= now }
        for call in overdue { call.reply.resume(returning: .failure(.overdue(call.operation, session != nil))) }
        guard case .waiting(let number, let call) = state, call.deadline <= now else { return }
        state = .closed
        call.reply.resume(returning: .failure(.overdue(call.operation, true)))
        guard let session else { return }
        try session.close(number)
        try pump(session)
    }

    /// The connection is gone: what was under way is not known, what was not sent waits for the next connection.
    func detach(_ error: RabbitMQError) {
        if case .waiting(_, let call) = state { call.reply.resume(returning: .failure(error)) }
        state = .closed
    }

    /// Nothing will be sent any more.
    func end(_ error: RabbitMQError) {
        detach(error)
        for call in waiting { call.reply.resume(returning: .failure(error)) }
        waiting = []
    }
}

extension RabbitMQError {
    static let noChannel = RabbitMQError(.tooManyChannels, "All channel numbers of the connection are in use.")

    fileprivate func about(_ operation: Call.Operation) -> RabbitMQError {
        let text = sentence.replacing("a request", with: operation.summary, maxReplacements: 1)
        return RabbitMQError(code, text, replyCode: replyCode)
    }

    fileprivate static func overdue(_ operation: Call.Operation, _ isConnected: Bool) -> RabbitMQError {
        let why = isConnected ? "the broker did not answer in time" : "there was no connection in time"
        return RabbitMQError(.timeout, "There is no answer about \(operation.summary): \(why).")
    }
}

extension Call.Operation {
    /// The operation in a few words, for sentences.
    fileprivate var summary: String {
        switch self {
        case .declareQueue(let queue, let passive): "\(passive ? "the look at" : "to declare") queue '\(queue.name)'"
        case .declareExchange(let exchange, let passive):
            "\(passive ? "the look at" : "to declare") exchange '\(exchange.name)'"
        case .bind(let binding), .bindExchange(let binding):
            "to bind '\(binding.destination)' to exchange '\(binding.exchange)'"
        case .unbind(let binding): "to unbind '\(binding.destination)' from exchange '\(binding.exchange)'"
        case .deleteQueue(let name): "to delete queue '\(name)'"
        case .deleteExchange(let name): "to delete exchange '\(name)'"
        case .purge(let name): "to purge queue '\(name)'"
        }
    }
}
