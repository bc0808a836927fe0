import RabbitMQ
import Testing

/// What a bad network does; a small proxy stands before the broker. Limits: nothing hangs, lies or leaks.
@Suite(.timeLimit(.minutes(1))) struct `When the network fails` {
    @Test func `an idle connection lives on its heartbeats`() async throws {
        let journal = Journal()
        try await withConnection(journal: journal) { connection in
            try await connection.connected()
            // Twice the heartbeat would be enough for either side to give up.
            try await Task.sleep(for: .seconds(4))
            try await connection.delete(queue: TestBroker.name())
        }
        #expect(!journal.contains("broke"))
        #expect(journal.count("Connected to") == 1)
    }

    @Test func `a silent peer is noticed, everything under way ends, and the connection comes back`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        let journal = Journal()
        try await withConnection(try proxy.configuration(), journal: journal) { connection in
            try await withQueue(connection) { queue in
                let publisher = Publisher(on: connection)
                let consumer = Consumer(on: connection)
                let subscription = try await consumer.subscribe(to: queue)
                #expect(try await publisher.publish([Publication(to: queue, "a")]) == [.confirmed])
                #expect(try await consumer.next()?.deliveries.map(\.text) == ["a"])
                let start = ContinuousClock.now
                proxy.set(.frozen)
                guard case .unknown(let error) = try await publisher.publish([Publication(to: queue, "b")])[0] else {
                    Issue.record("It was sent and never confirmed.")
                    return
                }
                #expect(error.code == .connectionLost)
                guard case .connectionLost? = try await consumer.next()?.ended[subscription] else {
                    Issue.record("The subscription ends with its connection.")
                    return
                }
                #expect(ContinuousClock.now - start < .seconds(12))
                proxy.cut()
                proxy.set(.open)
                #expect(try await publisher.publish([Publication(to: queue, "c")]) == [.confirmed])
                try await consumer.subscribe(to: queue)
                let batch = try await consumer.next()
                #expect(batch?.deliveries.first?.text == "a")
                #expect(batch?.deliveries.first?.redelivered == true)
            }
        }
        #expect(journal.contains("broke"))
    }

    @Test func `a cut never lets a later wave of a pipeline overtake`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.heartbeat = .seconds(10)
        try await withConnection(configuration) { connection in
            try await withQueue(connection, .quorum(TestBroker.name())) { queue in
                let publisher = Publisher(on: connection, limit: 8)
                var next = 0
                var cuts = 0
                while next < 3_000 {
                    let pipeline = Pipeline()
                    let waves = try stride(from: next, to: min(3_000, next + 300), by: 10).map { first in
                        try publisher.begin(
                            (first..<(first + 10)).map { Publication(to: queue, "\($0)") }, in: pipeline)
                    }
                    if cuts < 5, next >= cuts * 500 {
                        cuts += 1
                        proxy.cut()
                    }
                    var outcomes: [Outcome] = []
                    for wave in waves { outcomes += await wave.outcomes }
                    // Sending again from the first unconfirmed one keeps the order.
                    next += outcomes.firstIndex { $0 != .confirmed } ?? outcomes.count
                }
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                var seen: [Int] = []
                while seen.count < 3_000, let batch = try await consumer.next() {
                    for number in batch.deliveries.compactMap({ Int($0.text) }) where number >= seen.count {
                        #expect(number == seen.count, "repeated, perhaps, but never overtaken or lost")
                        seen.append(number)
                    }
                    consumer.acknowledge(batch)
                }
            }
        }
    }

    @Test func `a stream in slices arrives whole`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.heartbeat = .seconds(10)
        try await withConnection(configuration) { connection in
            try await withQueue(connection) { queue in
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                proxy.set(.sliced(bytes: 7, pause: 20))
                let texts = (0..<50).map { "\($0) " + String(repeating: "x", count: $0 * 10) }
                let outcomes = try await Publisher(on: connection).publish(texts.map { Publication(to: queue, $0) })
                #expect(outcomes.allSatisfy { $0 == .confirmed })
                #expect(try await consumer.texts(50) == texts)
                proxy.set(.open)
            }
        }
    }

    @Test(arguments: [1, 30, 500, 70_000, 200_000])
    func `a reset in mid-frame loses nothing`(_ bytes: Int) async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        try await withConnection(try proxy.configuration()) { connection in
            try await withQueue(connection) { queue in
                let publisher = Publisher(on: connection)
                let message = Publication(
                    exchange: "", routingKey: queue, body: [UInt8](repeating: 7, count: 300_000))
                #expect(try await publisher.publish([message]) == [.confirmed])
                proxy.reset(after: bytes)
                let outcomes = try await publisher.publish([message, message])
                #expect(outcomes.contains { $0 != .confirmed })
                #expect(try await publisher.publish([message]) == [.confirmed])
                let consumer = Consumer(on: connection, prefetch: 1)
                try await consumer.subscribe(to: queue)
                for _ in 0..<2 {
                    let batch = try #require(try await consumer.next())
                    #expect(batch.deliveries.first?.body == message.body)
                    consumer.acknowledge(batch)
                }
            }
        }
    }

    @Test func `closing takes no longer than it may`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.heartbeat = .seconds(10)
        configuration.closeTimeout = .milliseconds(500)
        let start = try await withConnection(configuration) { connection in
            let publisher = Publisher(on: connection)
            #expect(try await publisher.publish([Publication(to: "x", "a", mandatory: false)]) == [.confirmed])
            proxy.set(.frozen)
            let big = Publication(exchange: "", routingKey: "x", body: [UInt8](repeating: 0, count: 8_000_000))
            _ = try publisher.begin([big, big])
            return ContinuousClock.now
        }
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test func `a peer that takes nothing never blocks the connection's thread`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.heartbeat = .seconds(20)
        try await withConnection(configuration) { connection in
            try await withQueue(connection) { queue in
                let publisher = Publisher(on: connection)
                #expect(try await publisher.publish([Publication(to: queue, "a")]) == [.confirmed])
                proxy.set(.frozen)
                let big = Publication(exchange: "", routingKey: queue, body: [UInt8](repeating: 0, count: 8_000_000))
                let wave = try publisher.begin([big, big])
                try await Task.sleep(for: .milliseconds(200))
                // Only a thread that is not stuck in the library can end this one in time.
                let start = ContinuousClock.now
                let second = try await publisher.publish([Publication(to: queue, "b")], within: .milliseconds(200))
                guard case .notSent = second[0] else {
                    Issue.record("Nothing of it can have been sent.")
                    return
                }
                #expect(ContinuousClock.now - start < .seconds(8))
                proxy.set(.open)
                #expect(await wave.outcomes == [.confirmed, .confirmed])
            }
        }
    }

    @Test func `without a connection every request ends in time`() async throws {
        let proxy = try Proxy(mode: .refusing)
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.replyTimeout = .milliseconds(300)
        configuration.firstConnectPatience = .seconds(30)
        try await withConnection(configuration) { connection in
            let consumer = Consumer(on: connection)
            let declared = await #expect(throws: RabbitMQError.self) { try await connection.purge(queue: "any") }
            #expect(declared?.code == .timeout)
            let subscribed = await #expect(throws: RabbitMQError.self) { try await consumer.subscribe(to: "any") }
            #expect(subscribed?.code == .timeout)
            #expect(subscribed?.isRetriable == true)
        }
    }

    @Test func `nothing leaks over many losses`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        let journal = Journal()
        try await withConnection(try proxy.configuration(), journal: journal) { connection in
            for round in 1...20 {
                try await eventually("connected again") { journal.count("Connected to") >= round }
                proxy.cut()
                try await eventually("lost") { journal.count("broke") >= round }
            }
            try await connection.connected()
            #expect(openDescriptors(to: proxy.port) <= 4)
        }
    }
}
