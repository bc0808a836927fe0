import RabbitMQ
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A connection` {
    private func firstError(_ url: String, patience: Duration = .seconds(5)) async throws -> RabbitMQError? {
        var configuration = try TestBroker.configuration(url)
        configuration.firstConnectPatience = patience
        let connection = Connection(configuration)
        return await #expect(throws: RabbitMQError.self) { try await connection.run() }
    }

    @Test func `with refused credentials fails at once`() async throws {
        let start = ContinuousClock.now
        let error = try await firstError("amqp://guest:wrong@127.0.0.1:\(TestBroker.port)/")
        #expect(error?.code == .accessRefused)
        #expect(error?.isRetriable == false)
        #expect(error?.sentence.contains("wrong") == false)
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    @Test func `knows who is at the other end`() async throws {
        try await withConnection(try TestBroker.configuration()) { connection in
            try await connection.connected()
            let broker = try #require(connection.broker)
            #expect(broker.product == "RabbitMQ")
            #expect(broker.version.split(separator: ".").compactMap { Int($0) }.count == 3)
        }
    }

    @Test func `to a missing virtual host fails at once`() async throws {
        let error = try await firstError("amqp://guest:guest@127.0.0.1:\(TestBroker.port)/nowhere")
        #expect(error?.code == .virtualHostRefused)
        #expect(error?.isRetriable == false)
    }

    @Test func `that nobody answers is tried until the patience ends`() async throws {
        var configuration = try TestBroker.configuration("amqp://guest:guest@127.0.0.1:1/")
        configuration.firstConnectPatience = .milliseconds(500)
        let journal = Journal()
        let connection = Connection(configuration) { journal.note($0) }
        let error = await #expect(throws: RabbitMQError.self) { try await connection.run() }
        #expect(error?.code == .unreachable)
        #expect(error?.isRetriable == true)
        #expect(journal.count("to reach the broker failed") >= 2)
        await #expect(throws: RabbitMQError.self) { try await connection.connected() }
    }

    @Test func `waits for a broker that comes late`() async throws {
        let proxy = try Proxy(mode: .refusing)
        defer { proxy.stop() }
        let journal = Journal()
        try await withConnection(try proxy.configuration(), journal: journal) { connection in
            try await eventually("it has failed") { journal.contains("to reach the broker failed") }
            #expect(connection.state == .disconnected)
            proxy.set(.open)
            try await connection.connected()
            try await connection.delete(queue: TestBroker.name())
        }
    }

    @Test func `to somebody who is no broker fails in time`() async throws {
        let silent = try Proxy(mode: .frozen)
        defer { silent.stop() }
        var configuration = try silent.configuration()
        configuration.connectTimeout = .milliseconds(300)
        configuration.firstConnectPatience = .milliseconds(100)
        let connection = Connection(configuration)
        let start = ContinuousClock.now
        let error = await #expect(throws: RabbitMQError.self) { try await connection.run() }
        #expect(error?.code == .unreachable)
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    @Test func `ends cleanly when its task is cancelled, once and for all`() async throws {
        let journal = Journal()
        let connection = Connection(try TestBroker.configuration()) { journal.note($0) }
        let run = Task { try await connection.run() }
        try await connection.connected()
        run.cancel()
        try await run.value
        #expect(connection.state == .disconnected)
        #expect(!journal.contains("broke"))
        let again = await #expect(throws: RabbitMQError.self) { try await connection.run() }
        #expect(again?.code == .closed)
        let late = await #expect(throws: RabbitMQError.self) { try await connection.purge(queue: "any") }
        #expect(late?.code == .closed)
        await connection.close()
    }

    @Test func `can be closed before it ran`() async throws {
        let connection = Connection(try TestBroker.configuration())
        let consumer = Consumer(on: connection)
        await connection.close()
        #expect(try await consumer.next() == nil)
        await #expect(throws: RabbitMQError.self) { try await connection.run() }
    }

    @Test func `flushes what was published before it closes`() async throws {
        let queue = TestBroker.name()
        let waves = try await withConnection { connection in
            try await connection.declare(QueueDeclaration(queue))
            let publisher = Publisher(on: connection)
            return try (0..<50).map { wave in
                try publisher.begin((0..<20).map { Publication(to: queue, "\(wave) \($0)") })
            }
        }
        for wave in waves { #expect(await wave.outcomes.allSatisfy { $0 == .confirmed }) }
        try await withConnection { connection in
            let count = try await connection.delete(queue: queue)
            #expect(count == 1_000)
        }
    }

    @Test func `shows its state to whoever watches`() async throws {
        let connection = Connection(try TestBroker.configuration())
        var states = connection.states().makeAsyncIterator()
        #expect(await states.next() == .disconnected)
        async let run: Void = connection.run()
        #expect(await states.next() == .connected)
        await connection.close()
        while let state = await states.next() { #expect(state == .disconnected) }
        try await run
    }
}

@Suite(.timeLimit(.minutes(1))) struct `The topology` {
    @Test func `that differs is refused, and neighbours are not harmed`() async throws {
        try await withConnection { connection in
            try await withQueue(connection) { queue in
                let consumer = Consumer(on: connection)
                try await consumer.subscribe(to: queue)
                async let other: DeclaredQueue = connection.declare(QueueDeclaration(queue), passive: true)
                let error = await #expect(throws: RabbitMQError.self) { try await connection.declare(.quorum(queue)) }
                #expect(error?.code == .preconditionFailed)
                #expect(error?.replyCode == 406)
                #expect(error?.sentence.contains(queue) == true)
                #expect(try await other.name == queue)
                let missing = await #expect(throws: RabbitMQError.self) {
                    try await connection.declare(ExchangeDeclaration("missing", type: "topic"), passive: true)
                }
                #expect(missing?.code == .notFound)
                let reserved = await #expect(throws: RabbitMQError.self) {
                    try await connection.declare(ExchangeDeclaration("amq.mine", type: "topic"))
                }
                #expect(reserved?.code == .accessRefused)
                #expect(try await Publisher(on: connection).publish([Publication(to: queue, "x")]) == [.confirmed])
                #expect(try await consumer.texts(1) == ["x"])
            }
        }
    }

    @Test func `is made, bound, counted, unbound, purged and deleted`() async throws {
        try await withConnection { connection in
            let (outer, inner) = (TestBroker.name("outer"), TestBroker.name("inner"))
            try await connection.declare(ExchangeDeclaration(outer, type: "topic"))
            try await connection.declare(ExchangeDeclaration(inner, type: "fanout"))
            try await connection.bind(exchange: inner, to: outer, routingKey: "a.#")
            try await withQueue(connection, .quorum(TestBroker.name())) { queue in
                try await connection.bind(queue: queue, to: inner, routingKey: "")
                let message = Publication(exchange: outer, routingKey: "a.b", body: [1])
                let publisher = Publisher(on: connection)
                #expect(try await publisher.publish([message, message]) == [.confirmed, .confirmed])
                try await eventually("both are counted") { try await connection.messageCount(of: queue) == 2 }
                #expect(try await connection.purge(queue: queue) == 2)
                try await connection.unbind(queue: queue, from: inner, routingKey: "")
                guard case .returned(312, _) = try await publisher.publish([message])[0] else {
                    Issue.record("Nothing is bound any more.")
                    return
                }
            }
            try await connection.delete(exchange: inner)
            try await connection.delete(exchange: outer)
            #expect(try await connection.delete(queue: "never there") == 0)
        }
    }
}
