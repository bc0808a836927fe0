import RabbitMQ
import Testing

@Suite struct `The waiting batch` {
    private let blue = Subscription(id: 1, queue: "blue")
    private let red = Subscription(id: 2, queue: "red")

    private func deliveries(_ subscription: Subscription, _ tags: ClosedRange<UInt64>) -> [Delivery] {
        tags.map { Delivery(subscription: subscription, tag: $0) }
    }

    @Test func `takes all that is there`() {
        var waiting = BatchAccumulator()
        #expect(waiting.isEmpty)
        waiting.append(deliveries(blue, 1...3))
        waiting.append(deliveries(red, 1...2))
        #expect(waiting.take(maximum: 256).deliveries.map(\.tag) == [1, 2, 3, 1, 2])
        #expect(waiting.isEmpty)
    }

    @Test func `takes no more than the maximum and keeps the order`() {
        var waiting = BatchAccumulator()
        waiting.append(deliveries(blue, 1...5))
        #expect(waiting.take(maximum: 2).deliveries.map(\.tag) == [1, 2])
        waiting.append(deliveries(blue, 6...7))
        #expect(waiting.take(maximum: 4).deliveries.map(\.tag) == [3, 4, 5, 6])
        #expect(waiting.take(maximum: 4).deliveries.map(\.tag) == [7])
        #expect(waiting.take(maximum: 4).isEmpty)
    }

    @Test func `drops what was not taken of a subscription that ended`() {
        var waiting = BatchAccumulator()
        waiting.append(deliveries(blue, 1...2))
        waiting.append(deliveries(red, 1...1))
        _ = waiting.take(maximum: 1)
        waiting.end(blue, .cancelledByBroker)
        let batch = waiting.take(maximum: 9)
        #expect(batch.deliveries.map(\.subscription) == [red])
        #expect(batch.ended == [blue: .cancelledByBroker])
        #expect(waiting.isEmpty)
    }

    @Test func `says nothing of a subscription that was handed over`() {
        var waiting = BatchAccumulator()
        waiting.append(deliveries(blue, 1...2))
        waiting.drop(blue)
        #expect(waiting.isEmpty)
    }
}

@Suite struct `Small parts` {
    @Test func `pauses double up to the longest and begin small again`() {
        var backOff = BackOff(first: .milliseconds(100), longest: .seconds(1))
        #expect((0..<6).map { _ in backOff.pause() } == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
        backOff.reset()
        #expect(backOff.pause() == .milliseconds(100))
    }

    @Test func `channel numbers are used again before new ones`() {
        var numbers = ChannelNumbers(largest: 3)
        #expect([numbers.take(), numbers.take()] == [1, 2])
        numbers.giveBack(1)
        #expect([numbers.take(), numbers.take(), numbers.take()] == [1, 3, nil])
        var all = ChannelNumbers(largest: .max)
        for _ in 1...65_535 { #expect(all.take() != nil) }
        #expect(all.take() == nil)
    }

    @Test func `an error says whether trying again helps`() {
        #expect(RabbitMQError(.unreachable, "Nobody answers.").isRetriable)
        #expect(RabbitMQError(.refusedByBroker, "It ended.", replyCode: 320).isRetriable)
        #expect(!RabbitMQError(.preconditionFailed, "It differs.", replyCode: 406).isRetriable)
        #expect("\(RabbitMQError(.notFound, "It is gone."))" == "It is gone. [notFound]")
    }
}
