import RabbitMQ
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Publishing` {
    @Test func `carries every property and header there and back`() async throws {
        try await withConnection { connection in
            try await withQueue(connection) { queue in
                let properties = Properties(
                    type: "a.b.v1", messageId: "m", correlationId: "c", timestamp: 1_700_000_000, appId: "app",
                    userId: try Endpoint(TestBroker.url).user, contentType: "application/json",
                    contentEncoding: "identity", deliveryMode: .persistent, replyTo: "r", expiration: "60000",
                    priority: 3,
                    headers: [
                        "text": "olá", "number": -5, "yes": true, "fraction": .number(1.5), "nothing": .none,
                        "raw": .bytes([0, 255]), "list": ["x", 2, ["deep"]], "table": .table(["a": .table(["b": 1])]),
                        "empty": [],
                    ])
                let sent = Publication(exchange: "", routingKey: queue, properties: properties, body: [1, 2, 3])
                #expect(try await Publisher(on: connection).publish([sent]) == [.confirmed])
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                let delivery = try #require(try await consumer.next()?.deliveries.first)
                #expect(delivery.properties == properties)
                #expect(delivery.body == [1, 2, 3])
                #expect(delivery.routingKey == queue)
                #expect(delivery.exchange == "")
                #expect(!delivery.redelivered)
                consumer.acknowledge([delivery])
            }
        }
    }

    @Test func `tells each message's own outcome, though confirms come out of order`() async throws {
        try await withConnection { connection in
            var queues: [String] = []
            for _ in 0..<8 { queues.append(try await connection.declare(.quorum(TestBroker.name())).name) }
            let full = TestBroker.name("full")
            try await connection.declare(
                QueueDeclaration(full, arguments: ["x-max-length": 1, "x-overflow": "reject-publish"]))
            let publisher = Publisher(on: connection)
            #expect(try await publisher.publish([Publication(to: full, "first")]) == [.confirmed])
            let messages = (0..<3_000).map { number in
                switch number % 10 {
                case 3: Publication(to: full, "\(number)")
                case 7: Publication(to: "nobody", "\(number)")
                case 8: Publication(to: "nobody", "\(number)", mandatory: false)
                default: Publication(to: queues[number % 8], "\(number)")
                }
            }
            let outcomes = try await publisher.publish(messages)
            for (number, outcome) in outcomes.enumerated() {
                switch number % 10 {
                case 3: #expect(outcome == .rejected)
                case 7: #expect(outcome == .returned(code: 312, text: "NO_ROUTE"))
                default: #expect(outcome == .confirmed)
                }
            }
            for queue in queues + [full] { try await connection.delete(queue: queue) }
        }
    }

    @Test func `keeps the order of waves that were begun one after the other`() async throws {
        try await withConnection { connection in
            try await withQueue(connection, .quorum(TestBroker.name())) { queue in
                let publisher = Publisher(on: connection, limit: 16)
                let waves = try (0..<200).map { wave in
                    try publisher.begin((0..<5).map { Publication(to: queue, "\(wave * 5 + $0)") })
                }
                for wave in waves { #expect(await wave.outcomes == Array(repeating: .confirmed, count: 5)) }
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                #expect(try await consumer.texts(1_000) == (0..<1_000).map { "\($0)" })
            }
        }
    }

    @Test(arguments: [0, 1, 131_000, 131_072, 1_500_000])
    func `carries a body of any size`(_ size: Int) async throws {
        try await withConnection { connection in
            try await withQueue(connection) { queue in
                let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                let message = Publication(exchange: "", routingKey: queue, body: body)
                #expect(try await Publisher(on: connection).publish([message]) == [.confirmed])
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                let delivery = try #require(try await consumer.next()?.deliveries.first)
                #expect(delivery.body == body)
            }
        }
    }

    @Test func `to a missing exchange ends that wave with the reason, and the next one works`() async throws {
        try await withConnection { connection in
            try await withQueue(connection) { queue in
                let publisher = Publisher(on: connection)
                let lost = Publication(exchange: TestBroker.name("exchange"), routingKey: "x", body: [])
                guard case .unknown(let error) = try await publisher.publish([lost])[0] else {
                    Issue.record("The wave should have ended with its channel.")
                    return
                }
                #expect(error.code == .notFound)
                #expect(!error.isRetriable)
                #expect(try await publisher.publish([Publication(to: queue, "later")]) == [.confirmed])
            }
        }
    }

    @Test func `refuses what AMQP cannot carry before anything is sent`() async throws {
        try await withConnection { connection in
            let publisher = Publisher(on: connection)
            let long = String(repeating: "x", count: 256)
            var deep = HeaderValue.integer(1)
            for _ in 0..<20 { deep = .array([deep]) }
            let wrong = [
                Publication(exchange: long, routingKey: "", body: []),
                Publication(exchange: "", routingKey: long, body: []),
                Publication(exchange: "", routingKey: "", properties: Properties(type: long), body: []),
                Publication(exchange: "", routingKey: "", properties: Properties(headers: [long: 1]), body: []),
                Publication(exchange: "", routingKey: "", properties: Properties(headers: ["d": deep]), body: []),
                Publication(
                    exchange: "", routingKey: "",
                    properties: Properties(headers: ["h": .string(String(repeating: "y", count: 70_000))]), body: []),
                Publication(
                    exchange: "", routingKey: "", body: [UInt8](repeating: 0, count: Publication.largestBody + 1)),
            ]
            for message in wrong {
                let error = await #expect(throws: RabbitMQError.self) { try await publisher.publish([message]) }
                #expect(error?.code == .invalidMessage)
            }
        }
    }

    @Test func `of nothing has no outcomes`() async throws {
        try await withConnection { connection in
            let outcomes = try await Publisher(on: connection).publish([])
            #expect(outcomes.isEmpty)
        }
    }

    @Test func `ends with its task`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        try await withConnection(try proxy.configuration()) { connection in
            try await connection.connected()
            let publisher = Publisher(on: connection)
            #expect(try await publisher.publish([Publication(to: "nobody", "a", mandatory: false)]) == [.confirmed])
            proxy.set(.frozen)
            let outcomes = try await withThrowingTaskGroup(of: [Outcome].self) { group in
                group.addTask { try await publisher.publish([Publication(to: "nobody", "b")]) }
                try await Task.sleep(for: .milliseconds(200))
                group.cancelAll()
                return try await group.next()
            }
            guard case .unknown(let error) = outcomes?.first else {
                Issue.record("It was sent and not confirmed, so its outcome is not known.")
                return
            }
            #expect(error.code == .cancelled)
        }
    }

    @Test func `gives up when its time is over`() async throws {
        let proxy = try Proxy()
        defer { proxy.stop() }
        var configuration = try proxy.configuration()
        configuration.heartbeat = .seconds(5)
        try await withConnection(configuration) { connection in
            try await connection.connected()
            let publisher = Publisher(on: connection)
            #expect(try await publisher.publish([Publication(to: "nobody", "a", mandatory: false)]) == [.confirmed])
            proxy.set(.frozen)
            let start = ContinuousClock.now
            let outcome = try await publisher.publish([Publication(to: "nobody", "b")], within: .milliseconds(300))[0]
            #expect(ContinuousClock.now - start < .seconds(4))
            guard case .unknown(let error) = outcome else {
                Issue.record("It was sent and not confirmed, so its outcome is not known.")
                return
            }
            #expect(error.code == .timeout)
        }
    }

    @Test func `without a connection waits and then says that nothing was sent`() async throws {
        let connection = Connection(try TestBroker.configuration("amqp://guest:guest@127.0.0.1:1/"))
        async let run: Void = connection.run()
        let outcome = try await Publisher(on: connection).publish(
            [Publication(to: "nobody", "a")], within: .milliseconds(200))[0]
        guard case .notSent(let error) = outcome else {
            Issue.record("Nothing can have been sent.")
            return
        }
        #expect(error.code == .timeout)
        await connection.close()
        try await run
    }
}
