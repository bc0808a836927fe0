/// What other tasks ask of the connection's thread.
enum Command: Sendable {
    case call(Call)
    case openPublisher(id: UInt64, limit: Int)
    case publish(publisher: UInt64, WaveRequest)
    case abandon(publisher: UInt64, wave: UInt64)
    case closePublisher(id: UInt64)
    case openConsumer(id: UInt64, Mailbox)
    case closeConsumer(id: UInt64)
    case subscribe(SubscribeRequest)
    case handOver(subscription: UInt64, CheckedContinuation<Void, Never>)
    case acknowledge(subscription: UInt64, through: UInt64)
    case acknowledgeOne(subscription: UInt64, tag: UInt64)
    case reject(subscription: UInt64, tag: UInt64, requeue: Bool)
    case shutDown
}

/// The answer of one request, given exactly once.
typealias Reply<Value> = CheckedContinuation<Result<Value, RabbitMQError>, Never>

/// One change or question about the broker's topology.
struct Call: Sendable {
    /// What to do.
    enum Operation: Sendable {
        case declareQueue(QueueDeclaration, passive: Bool)
        case declareExchange(ExchangeDeclaration, passive: Bool)
        case bind(Binding)
        case unbind(Binding)
        case bindExchange(Binding)
        case deleteQueue(String)
        case deleteExchange(String)
        case purge(String)
    }

    let operation: Operation
    let deadline: ContinuousClock.Instant
    let reply: Reply<DeclaredQueue>
}

/// A route from an exchange to a queue, or to another exchange.
struct Binding: Sendable {
    let destination: String
    let exchange: String
    let routingKey: String
    let arguments: [String: HeaderValue]
}

/// One wave of messages with the time it may take.
struct WaveRequest: Sendable {
    let id: UInt64
    let messages: [Publication]
    let deadline: ContinuousClock.Instant
    let pipeline: Pipeline?
    let pending: PendingOutcomes
}

/// One new consumer.
struct SubscribeRequest: Sendable {
    let subscription: Subscription
    let consumer: UInt64
    let exclusive: Bool
    let prefetch: UInt16
    let arguments: [String: HeaderValue]
    let deadline: ContinuousClock.Instant
    let reply: Reply<Subscription>
}

extension Command {
    /// Answers a command that the thread will never see.
    func refuse(_ error: RabbitMQError) {
        switch self {
        case .call(let call): call.reply.resume(returning: .failure(error))
        case .subscribe(let request): request.reply.resume(returning: .failure(error))
        case .publish(_, let wave): wave.pending.resolve(wave.messages.map { _ in .notSent(error) })
        case .handOver(_, let continuation): continuation.resume()
        case .openConsumer(_, let mailbox): mailbox.close()
        case .openPublisher, .abandon, .closePublisher, .closeConsumer: break
        case .acknowledge, .acknowledgeOne, .reject, .shutDown: break
        }
    }
}
