import Contracts
import Identifiers
import Storage

extension DeliveryLoop {
    /// Fires timers: one sleep until the next one is due, nothing while there is none.
    func watchTimers() async {
        while !Task.isCancelled {
            guard let due = holdings.nextDue else {
                await alarmed.wait()
                continue
            }
            let now = WallClock.now()
            guard due <= now else {
                // At most a minute, so that a clock that was set forward is noticed.
                await alarmed.wait(until: .now + min(due - now, .seconds(60)))
                continue
            }
            let ready = holdings.all.filter { !$0.isLeaving && ($0.progress?.nextDue).map { $0 <= now } ?? false }
            await commit { try $0.fire(ready.sorted { $0.partition < $1.partition }) }
            CrashPoint.timersClaimed.passed()
            await courier.room(1)
        }
    }

    /// Deletes what is confirmed. While there is traffic this costs one statement now and then; in between nothing.
    func tidy() async {
        guard let store = parts.store else { return }
        let untidy = holdings.all.filter { $0.promises.isUntidy && $0.progress != nil }
        guard !untidy.isEmpty else { return }
        await persist {
            try store.write { transaction in
                for holding in untidy {
                    try transaction.forget(from: holding.partition, upTo: holding.promises.floor)
                }
            }
            for holding in untidy { holding.promises.forgot(upTo: holding.promises.floor) }
        }
    }
}
