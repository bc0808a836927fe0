import CRabbitMQ

extension Session {
    /// Puts one operation on the wire.
    func send(_ operation: Call.Operation, on channel: UInt16) throws(RabbitMQError) {
        arena.reset()
        switch operation {
        case .declareQueue(let queue, let passive): try declare(queue, passive: passive, on: channel)
        case .declareExchange(let exchange, let passive): try declare(exchange, passive: passive, on: channel)
        case .bind(let binding): try bind(binding, on: channel)
        case .unbind(let binding): try unbind(binding, on: channel)
        case .bindExchange(let binding): try bindExchange(binding, on: channel)
        case .deleteQueue(let name):
            let method = amqp_queue_delete_t(
                ticket: 0, queue: arena.bytes(name), if_unused: 0, if_empty: 0, nowait: 0)
            try wire.send(AMQP_QUEUE_DELETE_METHOD, on: channel, method)
        case .deleteExchange(let name):
            let method = amqp_exchange_delete_t(ticket: 0, exchange: arena.bytes(name), if_unused: 0, nowait: 0)
            try wire.send(AMQP_EXCHANGE_DELETE_METHOD, on: channel, method)
        case .purge(let name):
            let method = amqp_queue_purge_t(ticket: 0, queue: arena.bytes(name), nowait: 0)
            try wire.send(AMQP_QUEUE_PURGE_METHOD, on: channel, method)
        }
    }

    private func declare(_ queue: QueueDeclaration, passive: Bool, on channel: UInt16) throws(RabbitMQError) {
        let method = amqp_queue_declare_t(
            ticket: 0, queue: arena.bytes(queue.name), passive: passive ? 1 : 0, durable: queue.durable ? 1 : 0,
            exclusive: queue.exclusive ? 1 : 0, auto_delete: queue.autoDelete ? 1 : 0, nowait: 0,
            arguments: arena.table(queue.arguments))
        try wire.send(AMQP_QUEUE_DECLARE_METHOD, on: channel, method)
    }

    private func declare(_ exchange: ExchangeDeclaration, passive: Bool, on channel: UInt16) throws(RabbitMQError) {
        let method = amqp_exchange_declare_t(
            ticket: 0, exchange: arena.bytes(exchange.name), type: arena.bytes(exchange.type),
            passive: passive ? 1 : 0, durable: exchange.durable ? 1 : 0, auto_delete: exchange.autoDelete ? 1 : 0,
            internal: exchange.isInternal ? 1 : 0, nowait: 0, arguments: arena.table(exchange.arguments))
        try wire.send(AMQP_EXCHANGE_DECLARE_METHOD, on: channel, method)
    }

    private func bind(_ binding: Binding, on channel: UInt16) throws(RabbitMQError) {
        let method = amqp_queue_bind_t(
            ticket: 0, queue: arena.bytes(binding.destination), exchange: arena.bytes(binding.exchange),
            routing_key: arena.bytes(binding.routingKey), nowait: 0, arguments: arena.table(binding.arguments))
        try wire.send(AMQP_QUEUE_BIND_METHOD, on: channel, method)
    }

    private func unbind(_ binding: Binding, on channel: UInt16) throws(RabbitMQError) {
        let method = amqp_queue_unbind_t(
            ticket: 0, queue: arena.bytes(binding.destination), exchange: arena.bytes(binding.exchange),
            routing_key: arena.bytes(binding.routingKey), arguments: arena.table(binding.arguments))
        try wire.send(AMQP_QUEUE_UNBIND_METHOD, on: channel, method)
    }

    private func bindExchange(_ binding: Binding, on channel: UInt16) throws(RabbitMQError) {
        let method = amqp_exchange_bind_t(
            ticket: 0, destination: arena.bytes(binding.destination), source: arena.bytes(binding.exchange),
            routing_key: arena.bytes(binding.routingKey), nowait: 0, arguments: arena.table(binding.arguments))
        try wire.send(AMQP_EXCHANGE_BIND_METHOD, on: channel, method)
    }
}

extension DeclaredQueue {
    /// What the broker answered; answers that are not about a queue's contents read as an unnamed empty queue.
    init(_ method: amqp_method_t) {
        guard let decoded = method.decoded else {
            self.init(name: "", messageCount: 0, consumerCount: 0)
            return
        }
        switch method.id {
        case AMQP_QUEUE_DECLARE_OK_METHOD:
            let answer = decoded.assumingMemoryBound(to: amqp_queue_declare_ok_t.self).pointee
            self.init(
                name: String(answer.queue), messageCount: Int(answer.message_count),
                consumerCount: Int(answer.consumer_count))
        case AMQP_QUEUE_DELETE_OK_METHOD:
            let answer = decoded.assumingMemoryBound(to: amqp_queue_delete_ok_t.self).pointee
            self.init(name: "", messageCount: Int(answer.message_count), consumerCount: 0)
        case AMQP_QUEUE_PURGE_OK_METHOD:
            let answer = decoded.assumingMemoryBound(to: amqp_queue_purge_ok_t.self).pointee
            self.init(name: "", messageCount: Int(answer.message_count), consumerCount: 0)
        default:
            self.init(name: "", messageCount: 0, consumerCount: 0)
        }
    }
}
