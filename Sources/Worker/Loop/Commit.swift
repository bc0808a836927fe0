import Contracts
import RabbitMQ
import Storage

extension DeliveryLoop {
    /// Runs one transaction until it is committed, then sends what it promised.
    func commit(
        _ body: @LoopThread (Round) throws -> (RoundResult, [Partition: Holding.Progress])
    ) async {
        await persist { [self] in
            let now = WallClock.now()
            guard let store = parts.store else {
                return conclude(try body(Round(parts, nil, at: now)))
            }
            var shown: [Inbound] = []
            do {
                let outcome = try store.write { transaction in
                    let round = Round(parts, transaction, at: now)
                    defer { shown = round.shown }
                    let outcome = try body(round)
                    CrashPoint.beforeCommit.passed()
                    return outcome
                }
                CrashPoint.afterCommit.passed()
                conclude(outcome)
            } catch {
                for message in shown.reversed() { parts.handler.rollBack(message) }
                throw error
            }
        }
    }

    /// Tries for as long as it takes: a store that is full or locked stops us and loses nothing.
    func persist(_ body: @LoopThread () throws -> Void) async {
        var pause = Self.firstPause
        while true {
            do {
                try body()
                isStoreWorking = true
                return
            } catch {
                isStoreWorking = false
                parts.log.error("The store could not be written; trying again.", metadata: [LogKey.error: "\(error)"])
            }
            if Task.isCancelled { return }
            // Cancelled while pausing: one more try, then the loop ends.
            try? await ContinuousClock().sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Right after the commit and without suspending in between: the order of commits is the order of sending.
    private func conclude(_ outcome: (RoundResult, [Partition: Holding.Progress])) {
        let (result, progress) = outcome
        let promised = result.parcels + result.events
        for (partition, new) in progress {
            guard let holding = holdings[partition] else { continue }
            if holding.progress?.epoch != new.epoch {
                let first = promised.lazy.filter { $0.source == partition }.map(\.number).min()
                holding.promises = Promises(after: first.map { $0 - 1 } ?? new.last)
            }
            holding.progress = new
        }
        for parcel in promised { holdings[parcel.source]?.promises.promise(upTo: parcel.number) }
        courier.enqueue(
            Courier.Flight(
                parcels: result.parcels, deliveries: result.deliveries, isOutOfOrder: result.isOutOfOrder))
        events.enqueue(result.events)
        for partition in result.refused { steward.refused(partition) }
        note(result.alarms)
    }

    private func note(_ alarms: [Work.Alarm]) {
        guard !alarms.isEmpty else { return }
        for alarm in alarms {
            guard let holding = holdings[alarm.partition], let progress = holding.progress else {
                // Somebody else has that partition: a wake makes him look at its timers.
                steward.wake(alarm.partition)
                continue
            }
            holding.progress?.nextDue = min(progress.nextDue ?? alarm.due, alarm.due)
        }
        alarmed.set()
    }
}
