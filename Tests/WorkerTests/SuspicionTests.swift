import Contracts
import Identifiers
import Storage
import Testing

@testable import Worker

/// What is suspected of having ended a program, as a transcript of its lives.
@Suite struct SuspicionTests {
    private let one = Partition(stream: "webchat", number: 1)
    private let two = Partition(stream: "webchat", number: 2)

    @Test func `two vain deliveries are no suspicion, three are handled alone`() {
        var suspicion = Suspicion()
        let treatments = [(one, 2), (two, 3), (two, 20)].map { (partition: Partition, vain: Int64) in
            suspicion.treatment(in: partition, vain: vain, messages: 1)
        }
        #expect(treatments == [.together, .alone, .alone])
    }

    @Test func `only the first of a partition is judged, and one in each life`() {
        var suspicion = Suspicion()
        let treatments = [one, one, two].map { suspicion.treatment(in: $0, vain: 21, messages: 1) }
        // The second was charged with the first one's end; of the third the next life will know.
        #expect(treatments == [.without(0), .alone, .alone])
    }

    @Test func `what comes after something that was begun is not judged`() {
        var suspicion = Suspicion()
        let treatments = [0, 50].map { (vain: Int64) in suspicion.treatment(in: one, vain: vain, messages: 1) }
        #expect(treatments == [.together, .alone])
    }

    @Test func `of a bundle each life leaves out another message`() {
        let left = (21...24).map { (vain: Int64) in
            var suspicion = Suspicion()
            return suspicion.treatment(in: one, vain: vain, messages: 3)
        }
        #expect(left == [.without(0), .without(1), .without(2), .without(0)])
    }

    @Test func `whoever is not suspected passes, and waits behind a suspect of the same partition`() {
        var cell = Cell<String>()
        let isKept = [("free", one, 2), ("suspect", one, 3), ("behind", one, 0), ("elsewhere", two, 0)].map {
            (name: String, partition: Partition, vain: Int64) in
            cell.takes(name, of: partition, key: name, vain: vain)
        }
        #expect(isKept == [false, true, true, false])
    }

    @Test(arguments: [4, 5]) func `the order turns with every life, and never inside a key`(vain: Int64) {
        var cell = Cell<String>()
        for (name, key) in [("a1", "a"), ("b1", "b"), ("a2", "a"), ("c1", "c")] {
            _ = cell.takes(name, of: one, key: key, vain: vain)
        }
        _ = cell.takes("d1", of: two, key: "d", vain: vain)
        let turn = cell.turn
        var left: [String] = []
        for partition in turn.partitions {
            while let next = cell.next(of: partition, newestFirst: turn.isNewestFirst) { left.append(next) }
        }
        #expect(left == (vain == 4 ? ["a1", "a2", "b1", "c1", "d1"] : ["d1", "c1", "b1", "a1", "a2"]))
        #expect(cell.isEmpty)
    }

    /// Every message is begun in some life before the guilty one, wherever that is; nobody else is judged.
    @Test(arguments: 0..<12) func `whichever of twelve ends the program, it alone is judged`(guilty: Int) {
        var waiting = (0..<12).map { (name: $0, vain: Int64(0)) }
        var buried: [Int] = []
        for _ in 0..<100 where !waiting.isEmpty {
            var suspicion = Suspicion()
            var cell = Cell<Int>()
            var begun = waiting.filter {
                !cell.takes($0.name, of: partition(of: $0.name), key: "\($0.name)", vain: $0.vain)
            }
            .map(\.name)
            let turn = cell.turn
            for partition in turn.partitions {
                while let next = cell.next(of: partition, newestFirst: turn.isNewestFirst) { begun.append(next) }
            }
            // In the first lives everything is begun as one batch.
            let isBatch = waiting.allSatisfy { $0.vain < Suspicion.aloneFrom }
            if isBatch, begun.contains(guilty) { begun = [guilty] }
            for name in begun {
                let vain = waiting.first { $0.name == name }?.vain ?? 0
                let treatment = suspicion.treatment(in: partition(of: name), vain: vain, messages: 1)
                if case .without = treatment { buried.append(name) } else if name == guilty { break }
                waiting.removeAll { $0.name == name }
            }
            waiting = waiting.map { ($0.name, $0.vain + 1) }
        }
        #expect(waiting.isEmpty)
        #expect(buried == [guilty])
    }

    private func partition(of name: Int) -> Partition { Partition(stream: "webchat", number: name % 3) }

    @Test func `what ends the program is tried less and less often`() {
        let pauses = (0...9).map { RetryPause.afterCrash($0).components.seconds }
        #expect(pauses == [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600])
        #expect((1...4).map { RetryPause.afterFailure($0).components.seconds } == [1, 5, 60, 60])
    }

    @Test func `a parked key's timer remembers who knows and how often it was begun`() {
        #expect(RedriveToken("") == RedriveToken())
        #expect(RedriveToken("told") == RedriveToken(isTold: true))
        let begun = RedriveToken(isTold: true).begun(in: 4)
        #expect(begun.text == "told epoch=4 begins=1" && !begun.isCareful)
        #expect(RedriveToken(begun.text) == begun)
        #expect(RedriveToken(begun.text).begun(in: 5).text == "told carefully epoch=5 begins=2")
        #expect(RedriveToken("of a later version=3") == RedriveToken())
    }

    @Test func `an order comes back from the timer it travels as`() throws {
        let order = ParkingOrder.discard(first: 2, since: Instant(milliseconds: 7), last: 9)
        let topology = Topology()
        let publication = try order.publication(
            of: "acme/ana", stream: .agents, partition: 3, in: topology, id: "o1", at: Instant(milliseconds: 8))
        #expect(publication.exchange.isEmpty && publication.routingKey == "guiche.agents.3")
        let entry = try #require(try Contracts.Bundle.decode(publication.body).first?.get())
        #expect(entry.head.key == "acme/ana")
        #expect(ParkingOrder(try TimerBody(json: entry.body).fired) == order)
        #expect(ParkingOrder(FiredTimer(kind: "lease", token: "", due: Instant(milliseconds: 0))) == nil)
        #expect(
            ParkingOrder(FiredTimer(kind: HouseMessage.discard, token: "1 2", due: Instant(milliseconds: 0))) == nil)
    }
}
