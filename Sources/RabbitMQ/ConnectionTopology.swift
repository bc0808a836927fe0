extension Connection {
    /// Declares a queue; with `passive` only asks whether it exists. Answers with its name and counts.
    ///
    /// Throws `preconditionFailed` if it exists with other settings, `notFound`, `resourceLocked` or `accessRefused`.
    /// Passive questions do not compare the settings. Waits for the connection, at most `replyTimeout`.
    @discardableResult
    public func declare(_ queue: QueueDeclaration, passive: Bool = false) async throws(RabbitMQError) -> DeclaredQueue {
        try requireShort(queue.name, "queue's name")
        try requireSendable(queue.arguments, "arguments")
        return try await call(.declareQueue(queue, passive: passive))
    }

    /// Declares an exchange; with `passive` only asks whether it exists.
    public func declare(_ exchange: ExchangeDeclaration, passive: Bool = false) async throws(RabbitMQError) {
        try requireShort(exchange.name, "exchange's name")
        try requireSendable(exchange.arguments, "arguments")
        _ = try await call(.declareExchange(exchange, passive: passive))
    }

    /// Routes messages from an exchange to a queue. Doing it twice is the same as once.
    public func bind(
        queue: String, to exchange: String, routingKey: String, arguments: [String: HeaderValue] = [:]
    ) async throws(RabbitMQError) {
        _ = try await call(.bind(try binding(queue, exchange, routingKey, arguments)))
    }

    /// Takes a route away; without it nothing happens.
    public func unbind(
        queue: String, from exchange: String, routingKey: String, arguments: [String: HeaderValue] = [:]
    ) async throws(RabbitMQError) {
        _ = try await call(.unbind(try binding(queue, exchange, routingKey, arguments)))
    }

    /// Routes messages from an exchange to another exchange.
    public func bind(
        exchange: String, to source: String, routingKey: String, arguments: [String: HeaderValue] = [:]
    ) async throws(RabbitMQError) {
        _ = try await call(.bindExchange(try binding(exchange, source, routingKey, arguments)))
    }

    /// Deletes a queue and answers how many messages went with it; one that is not there is no error.
    @discardableResult
    public func delete(queue: String) async throws(RabbitMQError) -> Int {
        try requireShort(queue, "queue's name")
        return try await call(.deleteQueue(queue)).messageCount
    }

    /// Deletes an exchange; one that is not there is no error.
    public func delete(exchange: String) async throws(RabbitMQError) {
        try requireShort(exchange, "exchange's name")
        _ = try await call(.deleteExchange(exchange))
    }

    /// Takes all ready messages out of a queue and answers how many there were.
    @discardableResult
    public func purge(queue: String) async throws(RabbitMQError) -> Int {
        try requireShort(queue, "queue's name")
        return try await call(.purge(queue)).messageCount
    }

    /// How many messages wait for delivery in a queue; those delivered and not acknowledged are not counted.
    public func messageCount(of queue: String) async throws(RabbitMQError) -> Int {
        try await declare(QueueDeclaration(queue), passive: true).messageCount
    }

    private func binding(
        _ destination: String, _ exchange: String, _ routingKey: String, _ arguments: [String: HeaderValue]
    ) throws(RabbitMQError) -> Binding {
        try requireShort(destination, "name")
        try requireShort(exchange, "exchange's name")
        try requireShort(routingKey, "routing key")
        try requireSendable(arguments, "arguments")
        return Binding(destination: destination, exchange: exchange, routingKey: routingKey, arguments: arguments)
    }

    private func call(_ operation: Call.Operation) async throws(RabbitMQError) -> DeclaredQueue {
        let deadline = ContinuousClock.now + configuration.replyTimeout
        let result = await withCheckedContinuation { reply in
            queue.submit(.call(Call(operation: operation, deadline: deadline, reply: reply)))
        }
        return try result.get()
    }
}
