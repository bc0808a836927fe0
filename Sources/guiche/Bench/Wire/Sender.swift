import Contracts
import RabbitMQ
import Synchronization

/// Publishes acts through one client and learns what became of them. What the broker did not take is sent again under
/// its own message-id, until it has been tried for ``Limits/patience``.
final class Sender: Sendable {
    private struct Wave: Sendable {
        let acts: [Act]
        let publications: [Publication]
        let pending: PendingOutcomes
        let deadline: ContinuousClock.Instant
    }

    private let client: PublicClient
    private let wording: Wording
    private let run: String
    private let lastCommand = Atomic<Int>(0)
    private let waves: AsyncStream<Wave>
    private let begun: AsyncStream<Wave>.Continuation
    private let door: Contracts.Stream

    /// What is told of every wave.
    protocol Listener: Sendable {
        func confirmed(_ lines: [LineName])
        func sentAgain(_ lines: [LineName])
    }

    init(_ client: PublicClient, as voice: Voice, _ setting: Setting) {
        self.client = client
        wording = Wording(setting: setting)
        run = setting.run
        door =
            switch voice {
            case .customer: .webchat
            case .agent: .agents
            case .bot: .bots
            }
        (waves, begun) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Limits.unsettled))
    }

    /// Begins to publish and returns at once; acts go onto the wire in this order.
    ///
    /// - Throws: a sentence when so much is unconfirmed that the broker must be stuck.
    func send(_ acts: [Act]) throws {
        guard !acts.isEmpty else { return }
        let publications = try acts.map(publication)
        try begin(acts, publications, deadline: ContinuousClock.now + Limits.patience)
    }

    /// Hears what became of everything until the task is cancelled.
    ///
    /// - Throws: a sentence when a message can't be delivered at all.
    func settle(_ listener: some Listener) async throws {
        for await wave in waves {
            let outcomes = await wave.pending.outcomes
            try await hear(outcomes, wave, listener)
        }
    }

    private func hear(_ outcomes: [RabbitMQ.Outcome], _ wave: Wave, _ listener: some Listener) async throws {
        var confirmed: [LineName] = []
        var again: [Int] = []
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .confirmed: if let line = wave.acts[index].line { confirmed.append(line) }
            case .returned:
                throw CommandFailure(
                    "Nobody takes messages of \(wave.publications[index].exchange): is \"guiche up\" running with "
                        + "this prefix?")
            case .rejected, .unknown, .notSent: again.append(index)
            }
        }
        listener.confirmed(confirmed)
        guard !again.isEmpty else { return }
        guard ContinuousClock.now < wave.deadline else {
            throw CommandFailure("The broker did not take a message within \(Limits.patience): send fewer or slower.")
        }
        let acts = again.map { wave.acts[$0] }
        listener.sentAgain(acts.compactMap(\.line))
        try await ContinuousClock().sleep(for: PublicClient.pause)
        try begin(acts, again.map { wave.publications[$0] }, deadline: wave.deadline)
    }

    private func begin(_ acts: [Act], _ publications: [Publication], deadline: ContinuousClock.Instant) throws {
        let pending = try client.begin(publications)
        let wave = Wave(acts: acts, publications: publications, pending: pending, deadline: deadline)
        if case .dropped = begun.yield(wave) {
            throw CommandFailure("\(Limits.unsettled) publications wait for the broker: look at its log.")
        }
    }

    private func publication(_ act: Act) throws -> Publication {
        let (message, key) = wording.message(for: act, at: .now)
        return try client.publication(message, to: door, key: key, id: id(act))
    }

    /// Lines are known by their ids; other commands only have to differ.
    private func id(_ act: Act) -> String {
        if let line = act.line { return line.messageId(run: run) }
        return "\(run)-\(door.rawValue)-\(lastCommand.add(1, ordering: .relaxed).newValue)"
    }
}
