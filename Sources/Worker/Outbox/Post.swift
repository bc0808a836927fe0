import RabbitMQ
import Storage

/// Publishes parcels until each has found its end: confirmed, or, where a refusal counts as an end, refused.
@LoopThread
final class Post {
    /// How long one wave may wait for a broker that is away or has an alarm before it is looked at again.
    static let patience: Duration = .seconds(10)
    /// The pauses between two tries of the same publication.
    static let firstPause: Duration = .milliseconds(50)
    static let longestPause: Duration = .seconds(2)

    private let parts: LoopParts
    private let publisher: Publisher
    private let holdings: Holdings
    private let refused: @LoopThread (Partition) -> Void

    init(
        _ parts: LoopParts, publisher: Publisher, holdings: Holdings, refused: @escaping @LoopThread (Partition) -> Void
    ) {
        self.parts = parts
        self.publisher = publisher
        self.holdings = holdings
        self.refused = refused
    }

    /// Returns true when every parcel has found its end, false if the task was cancelled before.
    ///
    /// - Parameter keepsOrder: after a parcel that has to go again, everything behind it goes again, too.
    func deliver(_ parcels: [Parcel], keepsOrder: Bool) async -> Bool {
        var left = parcels.filter { holdings.isCurrent($0) }
        var pause = Self.firstPause
        while !left.isEmpty {
            if Task.isCancelled { return false }
            let outcomes = await publish(left)
            left = again(left, outcomes, keepsOrder: keepsOrder)
            guard !left.isEmpty else { break }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
            left = ours(left)
        }
        return true
    }

    /// Begins to publish a wave of a pipeline; nil if one of its messages is impossible, which
    /// ``deliver(_:keepsOrder:)`` sorts out.
    func begin(_ parcels: [Parcel], in pipeline: Pipeline) -> PendingOutcomes? {
        do {
            return try publisher.begin(parcels.map(\.publication), within: Self.patience, in: pipeline)
        } catch {
            parts.log.debug("A wave has a message that can't be put on the wire.", metadata: [LogKey.error: "\(error)"])
            return nil
        }
    }

    /// Notes what has found its end, in order; returns everything from the first that has not.
    func settle(_ parcels: [Parcel], _ outcomes: [Outcome]) -> [Parcel] {
        again(parcels, outcomes, keepsOrder: true)
    }

    private func publish(_ parcels: [Parcel]) async -> [Outcome] {
        do {
            return try await publisher.publish(parcels.map(\.publication), within: Self.patience)
        } catch {
            guard parcels.count == 1 else { return await publishAlone(parcels) }
            parts.log.error("A message can't be put on the wire and is dropped.", metadata: [LogKey.error: "\(error)"])
            return [.confirmed]
        }
    }

    /// One of them is impossible: found by sending each alone, so that it does not harm its neighbours.
    private func publishAlone(_ parcels: [Parcel]) async -> [Outcome] {
        var outcomes: [Outcome] = []
        for parcel in parcels { outcomes += await publish([parcel]) }
        return outcomes
    }

    private func again(_ parcels: [Parcel], _ outcomes: [Outcome], keepsOrder: Bool) -> [Parcel] {
        var again: [Parcel] = []
        for (parcel, outcome) in zip(parcels, outcomes) {
            if isEnd(outcome, of: parcel), !(keepsOrder && !again.isEmpty) {
                holdings.done(parcel)
            } else {
                again.append(parcel)
            }
        }
        return again
    }

    private func isEnd(_ outcome: Outcome, of parcel: Parcel) -> Bool {
        switch outcome {
        case .confirmed: return true
        case .rejected, .returned:
            parts.metrics.refused(parcel.kind)
            guard parcel.kind == .bundle else { return true }
            parts.log.error(
                "An internal queue did not take a bundle; it is sent again.",
                metadata: [LogKey.queue: "\(parcel.publication.routingKey)", LogKey.error: "\(outcome)"])
            return false
        case .unknown, .notSent: return false
        }
    }

    /// Drops what somebody else sends now: every re-publication checks the epoch (architecture page, "Fencing").
    func ours(_ parcels: [Parcel]) -> [Parcel] {
        guard let store = parts.store else { return parcels }
        let lost = Set(parcels.map(\.source)).filter { partition in
            guard let epoch = holdings[partition]?.progress?.epoch else { return true }
            do {
                return try !store.readNow { try $0.holds(partition, epoch: epoch) }
            } catch {
                // A store that can't be read now proves nothing; the next try asks again.
                parts.log.warning("The store could not be asked.", metadata: [LogKey.error: "\(error)"])
                return false
            }
        }
        for partition in lost { refused(partition) }
        return parcels.filter { holdings.isCurrent($0) && !lost.contains($0.source) }
    }
}
