import Contracts
import Domain
import Identifiers
import RabbitMQ
import Synchronization

/// The load as it acts: deliveries become sightings, what the floor decides is published. Small and dull; ``Floor``
/// decides.
final class Load: Sendable {
    typealias Moment = ContinuousClock.Instant

    /// Why a load ended.
    enum Ending: String, Sendable {
        case messages
        case duration
        case interrupted
        /// Nothing arrived any more.
        case stalled
    }

    private struct State {
        var floor: Floor
        var failure: (any Error)?
        var isInterrupted = false
    }

    /// Where the acts of each voice go; set once the clients are connected.
    private let senders = Mutex<[Voice: Sender]>([:])
    private let state: Mutex<State>
    private let run: String

    init(_ floor: Floor) {
        run = floor.setting.run
        state = Mutex(State(floor: floor))
    }

    func use(_ sender: Sender, for voice: Voice) { senders.withLock { $0[voice] = sender } }

    /// What one side's client is shown goes to the floor; what is no event of the run stays with the client.
    func tap(_ viewer: Voice) -> PublicClient.Tap {
        { [self] delivery, now in
            guard let sighting = Glance.read(delivery, run: run) else { return Self.isNoAnswer(delivery) }
            act { $0.see(sighting, by: viewer, at: now) }
            return true
        }
    }

    /// What nobody will ask the client for.
    private static func isNoAnswer(_ delivery: Delivery) -> Bool {
        let type = delivery.properties.type ?? ""
        return type.hasPrefix("conversation.message") || type.hasPrefix("agent.") || type.hasPrefix("bot.")
    }

    /// Lets the floor decide and publishes what it decided.
    func act(_ body: (inout Floor) -> [Act]) {
        let acts = state.withLock { body(&$0.floor) }
        do {
            for voice in Voice.allCases {
                let own = acts.filter { $0.voice == voice }
                if !own.isEmpty { try senders.withLock { $0[voice] }?.send(own) }
            }
        } catch {
            fail(error)
        }
    }

    func look<Result: Sendable>(_ body: (Floor) -> Result) -> Result {
        state.withLock { body($0.floor) }
    }

    func change(_ body: (inout Floor) -> Void) { state.withLock { body(&$0.floor) } }

    func interrupt() { state.withLock { $0.isInterrupted = true } }

    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

    func fail(_ error: any Error) { state.withLock { $0.failure = $0.failure ?? error } }

    /// - Throws: what made the load impossible.
    func check() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}

extension Load: Sender.Listener {
    func confirmed(_ lines: [LineName]) {
        change { floor in for line in lines { floor.acknowledged(line) } }
    }

    func sentAgain(_ lines: [LineName]) {
        change { floor in for line in lines { floor.sentAgain(line) } }
    }
}
