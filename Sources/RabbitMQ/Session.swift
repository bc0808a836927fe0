import CRabbitMQ

/// One standing connection: its channels and everything that is read and sent. Ends with the first failure.
///
/// Lives on the connection's thread only.
final class Session {
    private struct Slot {
        let machine: any ChannelMachine
        var assembly = ContentAssembly()
    }

    /// The bytes sent between two questions whether the socket takes more. The socket's buffer is far larger and says
    /// yes only while a third of it is free, so a send of this much never waits inside C.
    private static let roomPerQuestion = 65_536

    /// The bytes sent in one turn before reading again.
    private static let roomPerTurn = 524_288

    let wire: Wire
    var arena = Arena()
    /// Whether the broker has an alarm and takes no messages.
    private(set) var isBlocked = false
    /// Whether the broker has confirmed the close of the connection.
    private(set) var isClosed = false
    /// Whether something waits for the socket to take more.
    private(set) var wantsRoom = false
    /// Whether something waits for the next turn only.
    private(set) var wantsTurn = false
    private var room = 0
    private var roomThisTurn = 0
    private var slots: [Slot?] = []
    private var numbers: ChannelNumbers
    private let log: (Connection.Event) -> Void

    init(wire: consuming Wire, log: @escaping (Connection.Event) -> Void) {
        numbers = ChannelNumbers(largest: wire.largestChannel)
        self.wire = wire
        self.log = log
    }

    // MARK: Channels

    /// Asks for a new channel; nil when all numbers are in use.
    func open(_ machine: any ChannelMachine) throws(RabbitMQError) -> UInt16? {
        guard let number = numbers.take() else { return nil }
        while slots.count <= Int(number) { slots.append(nil) }
        slots[Int(number)] = Slot(machine: machine)
        try wire.send(AMQP_CHANNEL_OPEN_METHOD, on: number, amqp_channel_open_t(out_of_band: amqp_empty_bytes))
        return number
    }

    /// Closes a channel without cancelling its consumer first: so the broker returns what is held and only then
    /// promotes the next consumer (broker facts page: no inversion in 60 hand-overs).
    func close(_ number: UInt16, then onClosed: @escaping () -> Void = {}) throws(RabbitMQError) {
        slots[Int(number)] = Slot(machine: ClosingChannel(onClosed: onClosed))
        let close = amqp_channel_close_t(
            reply_code: UInt16(AMQP_REPLY_SUCCESS), reply_text: amqp_empty_bytes, class_id: 0, method_id: 0)
        try wire.send(AMQP_CHANNEL_CLOSE_METHOD, on: number, close)
    }

    /// Says goodbye; `isClosed` tells when the broker has confirmed it.
    func sayGoodbye() throws(RabbitMQError) {
        let close = amqp_connection_close_t(
            reply_code: UInt16(AMQP_REPLY_SUCCESS), reply_text: amqp_empty_bytes, class_id: 0, method_id: 0)
        try wire.send(AMQP_CONNECTION_CLOSE_METHOD, on: 0, close)
    }

    // MARK: Sending

    /// Whether a frame of this size can be sent without waiting inside C; if not, `wantsRoom` is set.
    func takeRoom(_ bytes: Int) -> Bool {
        guard roomThisTurn > 0 else {
            wantsTurn = true
            return false
        }
        if room < bytes {
            guard wire.isWritable else {
                wantsRoom = true
                return false
            }
            room = Self.roomPerQuestion
        }
        room -= bytes
        roomThisTurn -= bytes
        return true
    }

    /// Begins a turn of sending: what was known of the socket's room is forgotten.
    func beginTurn() {
        room = 0
        roomThisTurn = Self.roomPerTurn
        wantsRoom = false
        wantsTurn = false
    }

    // MARK: Reading

    /// Reads what is there, at most `limit` frames; whether there may be more.
    func read(limit: Int) throws(RabbitMQError) -> Bool {
        var frame = amqp_frame_t()
        for _ in 0..<limit {
            guard try wire.receive(&frame) else { return false }
            try dispatch(frame)
            wire.release(frame.channel)
        }
        return true
    }

    private func dispatch(_ frame: amqp_frame_t) throws(RabbitMQError) {
        if frame.channel == 0 { return try receivedAboutConnection(frame) }
        let number = Int(frame.channel)
        // A frame for a channel that is not open is the tail of one just closed, or the broker's mistake: dropped.
        guard number < slots.count, let machine = slots[number]?.machine else { return }
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD:
            if slots[number]?.assembly.begin(frame.payload.method) == true { return }
            try receivedMethod(frame.payload.method, on: frame.channel, machine)
        case AMQP_FRAME_HEADER:
            guard let decoded = frame.payload.properties.decoded else { return }
            let head = decoded.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee
            let bodySize = frame.payload.properties.body_size
            if let content = slots[number]?.assembly.addHead(head, bodySize: bodySize) {
                try machine.received(content, on: self)
            }
        case AMQP_FRAME_BODY:
            if let content = slots[number]?.assembly.addFragment(frame.payload.body_fragment) {
                try machine.received(content, on: self)
            }
        default: break
        }
    }

    private func receivedMethod(
        _ method: amqp_method_t, on number: UInt16, _ machine: any ChannelMachine
    ) throws(RabbitMQError) {
        switch method.id {
        case AMQP_CHANNEL_OPEN_OK_METHOD:
            try machine.opened(on: self)
        case AMQP_CHANNEL_CLOSE_OK_METHOD:
            guard let closing = machine as? ClosingChannel else { return }
            free(number)
            closing.isClosed()
        case AMQP_CHANNEL_CLOSE_METHOD:
            guard let decoded = method.decoded else { return }
            let close = decoded.assumingMemoryBound(to: amqp_channel_close_t.self).pointee
            let error = RabbitMQError(
                replyCode: Int(close.reply_code), text: String(close.reply_text), during: "a request")
            try wire.send(AMQP_CHANNEL_CLOSE_OK_METHOD, on: number, amqp_channel_close_ok_t())
            // When both sides close at once, the broker still confirms ours.
            if machine is ClosingChannel { return }
            free(number)
            log(.channelClosed(error))
            try machine.closed(error, on: self)
        default:
            try machine.received(method, on: self)
        }
    }

    private func free(_ number: UInt16) {
        slots[Int(number)] = nil
        numbers.giveBack(number)
    }

    private func receivedAboutConnection(_ frame: amqp_frame_t) throws(RabbitMQError) {
        guard Int32(frame.frame_type) == AMQP_FRAME_METHOD else { return }
        let method = frame.payload.method
        switch method.id {
        case AMQP_CONNECTION_CLOSE_METHOD:
            guard let decoded = method.decoded else { return }
            let close = decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
            let text = "The broker closed the connection: \(String(close.reply_text)) (\(close.reply_code))."
            try wire.send(AMQP_CONNECTION_CLOSE_OK_METHOD, on: 0, amqp_connection_close_ok_t())
            throw RabbitMQError(.connectionLost, text, replyCode: Int(close.reply_code))
        case AMQP_CONNECTION_CLOSE_OK_METHOD:
            isClosed = true
        case AMQP_CONNECTION_BLOCKED_METHOD:
            guard let decoded = method.decoded else { return }
            isBlocked = true
            let blocked = decoded.assumingMemoryBound(to: amqp_connection_blocked_t.self).pointee
            log(.blocked(reason: String(blocked.reason)))
        case AMQP_CONNECTION_UNBLOCKED_METHOD:
            isBlocked = false
            log(.unblocked)
        default: break
        }
    }
}
