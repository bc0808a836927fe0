extension Engine {
    /// Does one thing that another task asked for. Everything that waits for an answer is noted before it is sent.
    func obey(_ command: Command, on session: Session?) throws(RabbitMQError) {
        switch command {
        case .call(let call):
            note(call.deadline)
            topology.add(call)
        case .openPublisher(let id, let limit):
            publishers[id] = PublishChannel(limit: limit)
        case .publish(let publisher, let wave):
            guard let channel = publishers[publisher] else { return command.refuse(.closedHere) }
            note(wave.deadline)
            channel.add(wave)
        case .abandon(let publisher, let wave):
            try publishers[publisher]?.abandon(wave, on: session)
        case .closePublisher(let id):
            try publishers.removeValue(forKey: id)?.end(.closedHere, on: session)
        case .openConsumer(let id, let mailbox):
            ports[id] = ConsumerPort(mailbox)
        case .closeConsumer(let id):
            try closeConsumer(id, on: session)
        case .subscribe(let request):
            try subscribe(request, command, on: session)
        case .handOver(let subscription, let continuation):
            try handOver(subscription, continuation, on: session)
        case .acknowledge(let subscription, let tag):
            if let session { try subscriptions[subscription]?.acknowledge(through: tag, on: session) }
        case .acknowledgeOne(let subscription, let tag):
            if let session { try subscriptions[subscription]?.acknowledge(tag, on: session) }
        case .reject(let subscription, let tag, let requeue):
            if let session { try subscriptions[subscription]?.reject(tag, requeue: requeue, on: session) }
        case .shutDown:
            closeDeadline = ContinuousClock.now + configuration.closeTimeout
        }
    }

    private func subscribe(_ request: SubscribeRequest, _ command: Command, on session: Session?) throws(RabbitMQError)
    {
        guard let port = ports[request.consumer] else { return command.refuse(.closedHere) }
        note(request.deadline)
        let channel = ConsumeChannel(request, port: port) { [weak self] id in self?.subscriptions[id] = nil }
        subscriptions[request.subscription.id] = channel
        if let session { try channel.attach(session) }
    }

    private func handOver(
        _ subscription: UInt64, _ continuation: CheckedContinuation<Void, Never>, on session: Session?
    ) throws(RabbitMQError) {
        guard let channel = subscriptions[subscription] else { return continuation.resume() }
        let deadline = ContinuousClock.now + configuration.replyTimeout
        note(deadline)
        handOvers[subscription] = HandOver(continuation: continuation, deadline: deadline)
        try channel.handOver(on: session) { [weak self] in
            self?.handOvers.removeValue(forKey: subscription)?.continuation.resume()
        }
    }

    private func closeConsumer(_ id: UInt64, on session: Session?) throws(RabbitMQError) {
        guard let port = ports.removeValue(forKey: id) else { return }
        port.mailbox.close()
        for channel in subscriptions.values where channel.port === port {
            try channel.handOver(on: session) {}
        }
    }
}
