/// The way of a publication: sent, arrived, confirmed; then the input is acknowledged.
extension World {
    func send(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag,
            let row = holding.unsent.first
        else { return false }
        holding.unsent.removeFirst()
        holding.flights.append(.init(row: row))
        return true
    }

    /// Queues are served independently, so only the order to one destination is kept.
    func arrive(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag else { return false }
        var busy: Set<Partition> = []
        let ready = holding.flights.indices.filter { index in
            holding.flights[index].state == .sent && busy.insert(holding.flights[index].row.letter.to).inserted
        }
        guard let index = chance.pick(ready) else { return false }
        broker.enqueue(holding.flights[index].row.letter)
        holding.flights[index].state = .arrived
        return true
    }

    /// Confirms come in any order; rows are forgotten in theirs.
    func confirm(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag,
            let index = chance.pick(holding.flights.indices.filter { holding.flights[$0].state == .arrived })
        else { return false }
        holding.flights[index].state = .confirmed
        while let first = holding.flights.first, first.state == .confirmed {
            holding.flights.removeFirst()
            store(of: partition)?.shelves[partition]?.outbox.removeAll { $0.number == first.row.number }
        }
        return true
    }

    /// In order, and only once everything that followed from a delivery is confirmed.
    func acknowledge(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag,
            let floor = holding.handled.first, floor < holding.lowestOpenRow
        else { return false }
        holding.handled.removeFirst()
        broker.acknowledge(1, of: partition)
        return true
    }
}
