import CRabbitMQ

/// Publishes waves in order on a channel in confirm mode, and tells each message's outcome.
///
/// ```
/// closed ── wave ──> opening ── open-ok ──> selecting ── select-ok ──> ready
///    ^                                                                   │
///    └──────────── closed by the broker, or the connection is lost ──────┘   (every wave on its way ends)
/// ```
final class PublishChannel: ChannelMachine {
    private enum State {
        case closed
        case opening(UInt16)
        case selecting(UInt16)
        case ready(UInt16)
    }

    private struct Position {
        let wave: Wave
        let index: Int
    }

    private var state = State.closed
    private var unsent: [Wave] = []
    private var underWay: [Wave] = []
    private var window = TagWindow<Position>()
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Whether nobody waits for an outcome.
    var isIdle: Bool { unsent.isEmpty && underWay.isEmpty }

    /// The earliest time at which a wave runs out.
    var deadline: ContinuousClock.Instant? { (unsent + underWay).map(\.deadline).min() }

    /// Whether there is something to put on the wire.
    var hasUnsent: Bool { !unsent.isEmpty }

    func add(_ request: WaveRequest) { unsent.append(Wave(request)) }

    /// Sends what may be sent now: at most `limit` unconfirmed, only into a socket that takes it, never while blocked.
    func pump(_ session: Session) throws(RabbitMQError) {
        guard !unsent.isEmpty, !session.isBlocked else { return }
        guard case .ready(let number) = state else {
            if case .closed = state { try open(session) }
            return
        }
        while let wave = unsent.first {
            if wave.isTooLate { wave.end(.tooLate) }
            while !wave.isSent, !wave.isFinished {
                guard window.count < limit, try session.send(wave, on: number) else { return }
                window.append(Position(wave: wave, index: wave.sent - 1))
            }
            unsent.removeFirst()
            if !wave.isFinished { underWay.append(wave) }
        }
    }

    private func open(_ session: Session) throws(RabbitMQError) {
        guard let number = try session.open(self) else { return endAll(.noChannel) }
        state = .opening(number)
    }

    func opened(on session: Session) throws(RabbitMQError) {
        guard case .opening(let number) = state else { return }
        state = .selecting(number)
        try session.wire.send(AMQP_CONFIRM_SELECT_METHOD, on: number, amqp_confirm_select_t(nowait: 0))
    }

    func received(_ method: amqp_method_t, on session: Session) throws(RabbitMQError) {
        switch (method.id, state) {
        case (AMQP_CONFIRM_SELECT_OK_METHOD, .selecting(let number)):
            state = .ready(number)
            window = TagWindow()
            try pump(session)
        case (AMQP_BASIC_ACK_METHOD, _):
            guard let decoded = method.decoded else { return }
            let ack = decoded.assumingMemoryBound(to: amqp_basic_ack_t.self).pointee
            settle(ack.delivery_tag, multiple: ack.multiple != 0, .confirmed)
        case (AMQP_BASIC_NACK_METHOD, _):
            guard let decoded = method.decoded else { return }
            let nack = decoded.assumingMemoryBound(to: amqp_basic_nack_t.self).pointee
            settle(nack.delivery_tag, multiple: nack.multiple != 0, .rejected)
        default: break
        }
    }

    private func settle(_ tag: UInt64, multiple: Bool, _ outcome: Outcome) {
        let positions = multiple ? window.settle(through: tag) : window.settle(tag).map { [$0] } ?? []
        for position in positions {
            position.wave.settle(position.index, outcome)
            if position.wave.isFinished { underWay.removeAll { $0 === position.wave } }
        }
    }

    /// A returned message precedes its confirm and carries no tag: it is the first open one that looks like it.
    func received(_ content: IncomingContent, on session: Session) {
        guard case .returned(let code, let text) = content.origin else { return }
        let tag = window.firstOpen { position in
            let message = position.wave.messages[position.index]
            return message.mandatory && !position.wave.isSettled(position.index)
                && message.routingKey == content.routingKey && message.exchange == content.exchange
                && message.properties.messageId == content.properties.messageId
                && message.body.count == content.body.count
        }
        guard let tag, let position = window.value(tag) else { return }
        position.wave.settle(position.index, .returned(code: code, text: text))
    }

    func closed(_ error: RabbitMQError, on session: Session) {
        state = .closed
        endAll(error)
    }

    /// Ends the waves whose time is over. A wave half on the wire in mid-message closes the channel with it.
    func expire(at now: ContinuousClock.Instant, on session: Session?) throws(RabbitMQError) {
        let error = RabbitMQError(.timeout, "The broker did not confirm in time.")
        for wave in underWay where wave.deadline <= now { wave.end(error) }
        underWay.removeAll(where: \.isFinished)
        try end(error, on: session) { $0.deadline <= now }
    }

    /// The caller of one wave has given up.
    func abandon(_ id: UInt64, on session: Session?) throws(RabbitMQError) {
        let error = RabbitMQError(.cancelled, "The publishing task was cancelled.")
        for wave in underWay where wave.id == id { wave.end(error) }
        underWay.removeAll(where: \.isFinished)
        try end(error, on: session) { $0.id == id }
    }

    private func end(
        _ error: RabbitMQError, on session: Session?, where fits: (Wave) -> Bool
    ) throws(RabbitMQError) {
        let isBroken = unsent.first.map { $0.fragmentOffset != nil && fits($0) } ?? false
        for wave in unsent where fits(wave) { wave.end(error) }
        unsent.removeAll(where: \.isFinished)
        guard isBroken, let session, case .ready(let number) = state else { return }
        state = .closed
        try session.close(number)
        endAll(error)
    }

    /// The connection is gone. If its channel stood, every wave on its way ends; waves that wait for a channel
    /// go on waiting.
    func detach(_ error: RabbitMQError) {
        if case .ready = state { endAll(error) }
        state = .closed
    }

    /// Ends everything for good and closes the channel.
    func end(_ error: RabbitMQError, on session: Session?) throws(RabbitMQError) {
        endAll(error)
        defer { state = .closed }
        guard let session else { return }
        switch state {
        case .opening(let number), .selecting(let number), .ready(let number): try session.close(number)
        case .closed: break
        }
    }

    func endAll(_ error: RabbitMQError) {
        for wave in underWay + unsent { wave.end(error) }
        underWay = []
        unsent = []
        window = TagWindow()
    }
}

extension RabbitMQError {
    fileprivate static let tooLate = RabbitMQError(
        .connectionLost, "An earlier wave of the same pipeline was not confirmed, so this one was not sent.")
}

extension Session {
    /// Sends the next message of a wave as far as the socket takes it; whether all of it is sent.
    ///
    /// A message of several pieces may stop between two of them and go on later on the same channel.
    fileprivate func send(_ wave: Wave, on channel: UInt16) throws(RabbitMQError) -> Bool {
        let message = wave.messages[wave.sent]
        var offset: Int
        if let begun = wave.fragmentOffset {
            offset = begun
        } else {
            guard takeRoom(512 + message.properties.headers.wireSize) else { return false }
            try sendHead(message, on: channel)
            offset = 0
            wave.fragmentOffset = 0
        }
        while offset < message.body.count {
            let end = min(message.body.count, offset + wire.largestFragment)
            guard takeRoom(end - offset + 8) else { return false }
            try wire.sendFragment(message.body, offset..<end, on: channel)
            offset = end
            wave.fragmentOffset = offset
        }
        wave.fragmentOffset = nil
        wave.sent += 1
        return true
    }

    private func sendHead(_ message: Publication, on channel: UInt16) throws(RabbitMQError) {
        arena.reset()
        let method = amqp_basic_publish_t(
            ticket: 0, exchange: arena.bytes(message.exchange), routing_key: arena.bytes(message.routingKey),
            mandatory: message.mandatory ? 1 : 0, immediate: 0)
        try wire.send(AMQP_BASIC_PUBLISH_METHOD, on: channel, method)
        try wire.sendHead(arena.properties(message.properties), bodySize: message.body.count, on: channel)
    }
}
