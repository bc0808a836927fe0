import Contracts
import Domain

/// Holds the sample of the conversations that ended against the book, and looks whether anything is left in a queue.
struct BookCheck: Sendable {
    let load: Load
    let client: PublicClient

    /// Reads the transcripts of the sample, up to one that can't be read.
    func readBooks() async {
        let setting = load.look { $0.setting }
        for settled in load.look({ $0.sample.chosen }) {
            guard let number = settled.protocolNumber else {
                load.change { $0.ledger.note(.unequal, "\(settled.session) ended and never told its protocol") }
                continue
            }
            do {
                let lines = try await Reading.of(number, setting.tenant, client).lines
                load.change { $0.ledger.check(settled, lines, run: setting.run) }
            } catch {
                return load.change { $0.ledger.note(.unequal, "protocol \(number) can't be read: \(error)") }
            }
        }
    }

    /// Waits until every queue of the installation and of the load's bots has been seen empty.
    func lookIntoQueues() async throws {
        let setting = load.look { $0.setting }
        let topology = client.topology
        var queues =
            Contracts.Stream.allCases.flatMap { topology.queues(of: $0).map(\.name) }
            + setting.bots.map { topology.botQueue(tenant: setting.tenant, bot: $0.bot) }
        let end = ContinuousClock.now + Limits.patience
        while true {
            var full: [(String, Int)] = []
            for queue in queues {
                let count = try await client.look(at: queue).messageCount
                if count > 0 { full.append((queue, count)) }
            }
            if full.isEmpty { return }
            if ContinuousClock.now > end { return note(full) }
            queues = full.map(\.0)
            try await ContinuousClock().sleep(for: PublicClient.pause)
        }
    }

    private func note(_ full: [(queue: String, count: Int)]) {
        load.change { floor in
            for (queue, count) in full { floor.ledger.note(.leftInQueue, times: count, "\(count) in \(queue)") }
        }
    }
}
