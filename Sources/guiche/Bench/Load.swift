import Contracts
import Identifiers
import RabbitMQ

/// Sends the messages of one measurement and waits for their copies.
struct Load: Sendable {
    /// Messages published together where speed is what counts.
    static let wave = 100
    /// Waves whose confirms are waited for at the same time.
    static let mostWaves = 10
    /// Where a rate is kept, everything that is due is sent so often.
    static let tick: Duration = .milliseconds(2)

    let floor: Floor
    let site: PublicClient
    let customers: Ledger
    let agents: Ledger

    /// Sends `messages` of the customers in turns, `rate` a second or as fast as it goes.
    func run(messages: Int, rate: Int) async throws -> Figures {
        let run = UniqueID.fresh().suffix(12)
        customers.begin(run: String(run), messages: messages)
        agents.begin(run: String(run), messages: messages)
        let start = ContinuousClock.now
        var pending: [PendingOutcomes] = []
        var sent = 0
        while sent < messages {
            let until = rate == 0 ? sent + Self.wave : due(at: ContinuousClock.now - start, rate)
            let next = min(max(until, sent), messages)
            if next > sent {
                pending.append(try send(sent..<next, run: String(run)))
                sent = next
            }
            if pending.count >= Self.mostWaves { try await settle(pending.removeFirst()) }
            if rate > 0 { try await ContinuousClock().sleep(for: Self.tick) }
        }
        for wave in pending { try await settle(wave) }
        try await agents.complete()
        try await customers.complete()
        let seconds = (max(agents.lastAt, customers.lastAt) - start).inSeconds
        return Figures(
            messages: messages, seconds: seconds, sessions: floor.sessions.count, rate: rate,
            latencies: agents.latencies)
    }

    private func due(at time: Duration, _ rate: Int) -> Int { Int(time.inSeconds * Double(rate)) + 1 }

    private func send(_ numbers: Range<Int>, run: String) throws -> PendingOutcomes {
        let now = ContinuousClock.now
        customers.sent(numbers, at: now)
        agents.sent(numbers, at: now)
        let wave = numbers.map { number in
            let session = floor.sessions[number % floor.sessions.count].session
            return (id: "\(run)-\(number)", message: message(session), key: session.text)
        }
        return try site.begin(wave, to: .webchat)
    }

    private func message(_ session: SessionID) -> Webchat.MessageSent {
        Webchat.MessageSent(
            tenant: floor.scene.tenant, channelId: floor.scene.channel.id, sessionId: session, at: .now,
            text: MessageText(
                trusted:
                    "Bom dia! Ainda não recebi a segunda via do boleto de novembro; podem enviar de novo, por favor?"))
    }

    private func settle(_ wave: PendingOutcomes) async throws {
        for outcome in await wave.outcomes where outcome != .confirmed {
            throw CommandFailure("The broker did not take a message (\(outcome)): send fewer or slower.")
        }
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
