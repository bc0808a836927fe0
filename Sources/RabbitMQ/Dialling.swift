import CRabbitMQ
import Glibc

/// Makes a connection of the C library: socket, TLS, login. Waits inside C, at most the connect timeout for each step.
struct Dialling {
    /// The largest frame asked for, in bytes: the library's own default.
    private static let largestFrame: Int32 = 131_072
    private static let largestChannel: Int32 = 2_047

    let configuration: Connection.Configuration
    /// Told the socket before the login, so that a stuck handshake can be cut from outside.
    let onSocket: (Int32) -> Void

    /// Connects and logs in.
    func dial() throws(RabbitMQError) -> Wire {
        guard let state = amqp_new_connection() else {
            throw RabbitMQError(.unreachable, "There is no memory for a connection.")
        }
        do {
            try open(state)
            let descriptor = amqp_get_sockfd(state)
            tune(descriptor)
            onSocket(descriptor)
            try logIn(state)
            return Wire(loggedIn: state)
        } catch {
            amqp_destroy_connection(state)
            throw error
        }
    }

    private func open(_ state: amqp_connection_state_t) throws(RabbitMQError) {
        let endpoint = configuration.endpoint
        let made = endpoint.isEncrypted ? amqp_ssl_socket_new(state) : amqp_tcp_socket_new(state)
        guard let socket = made else { throw RabbitMQError(.unreachable, "There is no memory for a socket.") }
        if endpoint.isEncrypted { try secure(socket) }
        var timeout = timeval(configuration.connectTimeout)
        let status = amqp_socket_open_noblock(socket, endpoint.host, Int32(endpoint.port), &timeout)
        guard status != AMQP_STATUS_OK.rawValue else { return }
        let address = "\(endpoint.host):\(endpoint.port)"
        if (AMQP_STATUS_SSL_SET_ENGINE_FAILED.rawValue...AMQP_STATUS_SSL_ERROR.rawValue).contains(status) {
            throw RabbitMQError(.tlsFailed, "The broker at \(address) is not trusted: \(encryptionFault(status)).")
        }
        throw RabbitMQError(.unreachable, "Nobody answers at \(address): \(libraryText(status)).")
    }

    /// The library knows no default file of certificates and would accept old versions (broker facts page).
    private func secure(_ socket: OpaquePointer) throws(RabbitMQError) {
        let tls = configuration.tls
        amqp_ssl_socket_set_verify_peer(socket, 1)
        amqp_ssl_socket_set_verify_hostname(socket, tls.verifiesHostName ? 1 : 0)
        var status = amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST)
        guard status == AMQP_STATUS_OK.rawValue else { throw Self.tls("TLS 1.2", status) }
        status = amqp_ssl_socket_set_cacert(socket, tls.authorityFile)
        guard status == AMQP_STATUS_OK.rawValue else { throw Self.tls(tls.authorityFile, status) }
        guard let certificate = tls.certificateFile, let key = tls.keyFile else { return }
        status = amqp_ssl_socket_set_key(socket, certificate, key)
        guard status == AMQP_STATUS_OK.rawValue else { throw Self.tls("\(certificate) or \(key)", status) }
    }

    /// What a person can do something about, in words; the rest as the library says it.
    private func encryptionFault(_ status: Int32) -> String {
        switch status {
        case AMQP_STATUS_SSL_PEER_VERIFY_FAILED.rawValue:
            "its certificate is out of date, or no authority in \(configuration.tls.authorityFile) has signed it"
        case AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue:
            "its certificate does not name the host \(configuration.endpoint.host); use the DNS name that it names"
        default: libraryText(status)
        }
    }

    private static func tls(_ what: String, _ status: Int32) -> RabbitMQError {
        RabbitMQError(.tlsFailed, "\(what) cannot be used for an encrypted connection: \(libraryText(status)).")
    }

    /// A silent peer ends the connection, and there is room for a burst without waiting inside C.
    private func tune(_ descriptor: Int32) {
        func set(_ level: Int32, _ option: Int32, _ value: Int32) {
            var value = value
            // A kernel without the option leaves the watchdog as the net; nothing else depends on it.
            _ = setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
        }
        set(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, configuration.heartbeatSeconds * 3000)
        set(SOL_SOCKET, SO_SNDBUF, 1_048_576)
    }

    private func logIn(_ state: amqp_connection_state_t) throws(RabbitMQError) {
        var timeout = timeval(configuration.connectTimeout)
        amqp_set_handshake_timeout(state, &timeout)
        let endpoint = configuration.endpoint
        var arena = Arena()
        // The library announces neither of these by itself; without them the consumer of a deleted queue is silently
        // dead and an alarm is not told (broker facts page).
        var properties = arena.table([
            "connection_name": .string(configuration.name),
            "product": "RabbitMQ for Swift",
            "capabilities": .table([
                "connection.blocked": true, "consumer_cancel_notify": true, "authentication_failure_close": true,
                "publisher_confirms": true, "basic.nack": true,
            ]),
        ])
        let reply = crabbitmq_login_plain(
            state, arena.string(endpoint.virtualHost), Self.largestChannel, Self.largestFrame,
            configuration.heartbeatSeconds, &properties, arena.string(endpoint.user), arena.string(endpoint.password))
        try check(reply)
    }

    private func check(_ reply: amqp_rpc_reply_t) throws(RabbitMQError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_SERVER_EXCEPTION where reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD:
            guard let decoded = reply.reply.decoded else { break }
            let close = decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
            let action = "the login of \(configuration.endpoint.user) at \(configuration.endpoint)"
            throw RabbitMQError(replyCode: Int(close.reply_code), text: String(close.reply_text), during: action)
        default: break
        }
        let words = libraryText(reply.library_error)
        throw RabbitMQError(.unreachable, "The broker at \(configuration.endpoint) did not finish the login: \(words).")
    }
}

extension timeval {
    init(_ duration: Duration) {
        let parts = duration.components
        self.init(tv_sec: Int(parts.seconds), tv_usec: Int(parts.attoseconds / 1_000_000_000_000))
    }
}
