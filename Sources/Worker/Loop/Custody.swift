import Contracts
import RabbitMQ
import Storage

/// Programs without a store, after they were ended by something they handled (see ``Suspicion``).
extension DeliveryLoop {
    /// How long suspects are gathered before the first is begun, so that all partitions have theirs there: longer than
    /// the subscriptions of a start take.
    static let gathering: Duration = .milliseconds(500)

    /// Keeps the suspects back; everything else passes.
    func passing(_ portions: [Portion]) -> [Portion] {
        guard parts.store == nil else { return portions }
        var isFree = true
        let free = portions.filter { portion in
            let vain = Self.vain(portion.unpacked.delivery)
            let stays = cell.takes(
                portion, of: portion.holding.partition, key: portion.unpacked.delivery.routingKey, vain: vain)
            // Also tells that the partition was begun; a wake begins nothing.
            if !stays, !portion.range.isEmpty { _ = treatment(of: portion) }
            isFree = isFree && !stays
            return !stays
        }
        if !isFree { suspected.set() }
        return free
    }

    /// Begins the suspects, one at a time, until the task is cancelled.
    func watchSuspects() async {
        while !Task.isCancelled {
            guard !cell.isEmpty else {
                await suspected.wait()
                continue
            }
            // Cancelled while gathering: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.gathering)
            let turn = cell.turn
            for partition in turn.partitions {
                while !Task.isCancelled, let suspect = cell.next(of: partition, newestFirst: turn.isNewestFirst) {
                    await begin(suspect)
                }
            }
        }
    }

    private func begin(_ suspect: Portion) async {
        let treatment = treatment(of: suspect)
        for portion in suspect.parts(for: treatment) {
            await round([portion])
            await courier.room(0)
        }
        // An answer to a later question proves that the broker has read the acknowledgement: if the next one ends the
        // program, this one does not come back. Without an answer the connection is gone, and with it all suspects.
        _ = try? await consume.messageCount(of: suspect.holding.subscription.queue)
    }

    private func treatment(of portion: Portion) -> Suspicion.Treatment {
        suspicion.treatment(
            in: portion.holding.partition, vain: Self.vain(portion.unpacked.delivery),
            messages: portion.unpacked.messages.count)
    }

    private static func vain(_ delivery: Delivery) -> Int64 {
        delivery.properties.headers["x-delivery-count"]?.integer ?? 0
    }
}

extension Portion {
    /// A suspect's delivery message by message; the one that is left out comes last, and completes it.
    fileprivate func parts(for treatment: Suspicion.Treatment) -> [Portion] {
        guard treatment != .together, !range.isEmpty else {
            return [Portion(holding: holding, unpacked: unpacked, range: range, isAlone: true)]
        }
        var order = Array(range)
        var guilty: Int?
        if case .without(let index) = treatment {
            order.removeAll { $0 == index }
            order.append(index)
            guilty = index
        }
        return order.map { index in
            Portion(
                holding: holding, unpacked: unpacked, range: index..<(index + 1), completes: index == order.last,
                isAlone: true, isPoison: index == guilty)
        }
    }
}
