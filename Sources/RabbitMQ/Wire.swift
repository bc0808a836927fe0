import CRabbitMQ
import Glibc

/// One connection of the C library, owned by one thread: the only place that calls the library after the login.
///
/// After the login only `amqp_simple_wait_frame_noblock`, `amqp_send_method` and `amqp_send_frame` are used: the
/// library's own helpers wait inside C, and its publish blocks on a silent peer (broker facts page).
struct Wire: ~Copyable {
    /// The socket, owned by the library.
    let descriptor: Int32
    /// The largest piece of a body in one frame, in bytes.
    let largestFragment: Int
    /// Who is at the other end.
    let broker: BrokerIdentity
    private let state: amqp_connection_state_t

    /// Takes over a connection that is logged in.
    init(loggedIn state: amqp_connection_state_t) {
        self.state = state
        descriptor = amqp_get_sockfd(state)
        // A frame has 8 bytes around its content; 32 KiB keep one send short beside the room known in the socket.
        largestFragment = min(Int(amqp_get_frame_max(state)) - 8, 32_768)
        broker = BrokerIdentity(of: state)
    }

    deinit { amqp_destroy_connection(state) }

    /// The greatest channel number the broker allows.
    var largestChannel: UInt16 { UInt16(clamping: max(1, amqp_get_channel_max(state))) }

    /// Whether a whole frame was there. Also serves heartbeats both ways; never waits.
    borrowing func receive(_ frame: inout amqp_frame_t) throws(RabbitMQError) -> Bool {
        var immediately = timeval(tv_sec: 0, tv_usec: 0)
        let status = amqp_simple_wait_frame_noblock(state, &frame, &immediately)
        if status == AMQP_STATUS_OK.rawValue { return true }
        if status == AMQP_STATUS_TIMEOUT.rawValue { return false }
        throw RabbitMQError.lost(status)
    }

    /// Gives a channel's memory back to the library; everything read on it must have been copied.
    borrowing func release(_ channel: UInt16) { amqp_maybe_release_buffers_on_channel(state, channel) }

    /// Sends one method; the memory its fields point to must live until this returns.
    borrowing func send<Method>(
        _ id: amqp_method_number_t, on channel: UInt16, _ method: Method
    ) throws(RabbitMQError) {
        var method = method
        try check(withUnsafeMutablePointer(to: &method) { amqp_send_method(state, channel, id, $0) })
    }

    /// Sends the head of a message's content.
    borrowing func sendHead(
        _ properties: amqp_basic_properties_t, bodySize: Int, on channel: UInt16
    ) throws(RabbitMQError) {
        var properties = properties
        let status = withUnsafeMutablePointer(to: &properties) { pointer in
            var frame = amqp_frame_t()
            frame.frame_type = UInt8(AMQP_FRAME_HEADER)
            frame.channel = channel
            frame.payload.properties.class_id = UInt16(AMQP_BASIC_CLASS)
            frame.payload.properties.body_size = UInt64(bodySize)
            frame.payload.properties.decoded = UnsafeMutableRawPointer(pointer)
            return amqp_send_frame(state, &frame)
        }
        try check(status)
    }

    /// Sends one piece of a message's body.
    borrowing func sendFragment(_ body: [UInt8], _ range: Range<Int>, on channel: UInt16) throws(RabbitMQError) {
        let status = body.withUnsafeBytes { buffer in
            var frame = amqp_frame_t()
            frame.frame_type = UInt8(AMQP_FRAME_BODY)
            frame.channel = channel
            // The library only reads through this pointer, though its type does not say so.
            let start = buffer.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + range.lowerBound) }
            frame.payload.body_fragment = amqp_bytes_t(len: range.count, bytes: start)
            return amqp_send_frame(state, &frame)
        }
        try check(status)
    }

    /// Whether the socket takes more without waiting.
    var isWritable: Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, 0) == 1 && request.revents & Int16(POLLOUT) != 0
    }

    /// While corked, small frames are put together into full packets.
    borrowing func cork(_ isCorked: Bool) {
        var value: Int32 = isCorked ? 1 : 0
        // Failing here costs packets, nothing else.
        _ = setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_CORK, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private func check(_ status: Int32) throws(RabbitMQError) {
        if status != AMQP_STATUS_OK.rawValue { throw RabbitMQError.lost(status) }
    }
}

extension RabbitMQError {
    /// The connection cannot be used any more, for the reason the library gives.
    static func lost(_ status: Int32) -> RabbitMQError {
        RabbitMQError(.connectionLost, "The connection to the broker was lost: \(libraryText(status)).")
    }
}

/// The library's own words for a status.
func libraryText(_ status: Int32) -> String {
    amqp_error_string2(status).map { String(cString: $0) } ?? "unknown status \(status)"
}
