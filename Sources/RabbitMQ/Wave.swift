/// One wave of messages on its way: how far it is sent and what became of each message.
///
/// Lives on the connection's thread only.
final class Wave {
    let id: UInt64
    let messages: [Publication]
    let deadline: ContinuousClock.Instant
    private let pipeline: Pipeline?
    private let pending: PendingOutcomes
    private var outcomes: [Outcome?]
    private var open: Int
    /// How many messages are wholly sent.
    var sent = 0
    /// How many bytes of the next message's body are sent; nil while nothing of it is.
    var fragmentOffset: Int?

    init(_ request: WaveRequest) {
        id = request.id
        messages = request.messages
        deadline = request.deadline
        pipeline = request.pipeline
        pending = request.pending
        outcomes = Array(repeating: nil, count: request.messages.count)
        open = request.messages.count
    }

    /// Whether the caller has its answer.
    var isFinished: Bool { open == 0 }
    /// Whether an earlier wave of its pipeline failed before anything of this one was sent.
    var isTooLate: Bool { sent == 0 && fragmentOffset == nil && pipeline?.isBroken == true }
    /// Whether everything is on the wire.
    var isSent: Bool { sent == messages.count }

    /// Whether a message has its outcome.
    func isSettled(_ index: Int) -> Bool { outcomes[index] != nil }

    /// Notes what became of one message; the first word counts, except that a returned message stays returned.
    func settle(_ index: Int, _ outcome: Outcome) {
        guard outcomes[index] == nil else { return }
        outcomes[index] = outcome
        open -= 1
        if open == 0 { pending.resolve(outcomes.map { $0 ?? .notSent(.closedHere) }) }
    }

    /// Ends everything that has no outcome yet: what was begun is not known, the rest was not sent.
    func end(_ error: RabbitMQError) {
        guard !isFinished else { return }
        pipeline?.breakDown()
        let begun = sent + (fragmentOffset == nil ? 0 : 1)
        for index in messages.indices {
            settle(index, index < begun ? .unknown(error) : .notSent(error))
        }
    }
}
