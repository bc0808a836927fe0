import Contracts
import Foundation
import Logging
import RabbitMQ
import ServiceLifecycle
import Storage

/// A worker at work: its connections, its loop, its ears and its doors for the operator, in the order they depend on
/// each other.
struct RunningWorker: Service {
    let context: WorkerContext
    let streams: [Contracts.Stream]
    let metrics: Prometheus
    let handler: @Sendable (WorkerContext) throws -> any Handler
    let queries: [QueryHandler]

    func run() async throws {
        let consume = connection("consume")
        let publish = connection("publish")
        try await withThrowingTaskGroup { group in
            group.addTask { try await consume.run() }
            group.addTask { try await publish.run() }
            group.addTask { try await work(consume, publish) }
            // The first to end decides: work() ends by itself only when everything is done.
            defer { group.cancelAll() }
            try await group.next()
            await consume.close()
            await publish.close()
        }
    }

    private func connection(_ purpose: String) -> Connection {
        var configuration = Connection.Configuration(
            endpoint: context.settings.endpoint, name: "\(context.replica) \(purpose)")
        configuration.firstConnectPatience = context.settings.connectPatience
        if let file = context.settings.authorityFile { configuration.tls.authorityFile = file }
        return Connection(configuration) { [log = context.log] event in
            switch event {
            case .connected, .unblocked, .closed: log.info("\(event)")
            // Asking for what may be missing is part of every start; whoever asked says what it means.
            case .channelClosed(let error) where error.code == .notFound: log.debug("\(event)")
            case .attemptFailed, .lost, .blocked, .channelClosed, .watchdogFired: log.warning("\(event)")
            }
        }
    }

    private func work(_ consume: Connection, _ publish: Connection) async throws {
        try await consume.connected()
        try await publish.connected()
        try await Declaration(context.topology).verify(streams, on: consume)
        let loop = try await LoopOwner.make(context, handler, streams, consume, publish)
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await withGracefulShutdownHandler {
                    await loop.run()
                } onGracefulShutdown: {
                    loop.stop()
                }
                return .loop
            }
            add(loop, consume, publish, to: &group)
            defer { group.cancelAll() }
            // The loop ends when everything is finished; until then the rest stays, and an error of it ends us.
            while let ended = try await group.next(), ended != .loop {}
        }
    }

    /// The parts of a worker, by who ended.
    private enum Part {
        case loop
        case other
    }

    private func add(
        _ loop: LoopOwner, _ consume: Connection, _ publish: Connection,
        to group: inout ThrowingTaskGroup<Part, any Error>
    ) {
        if context.settings.opsPort != 0 {
            let server = ops(loop, consume, publish)
            group.addTask {
                try await server.run()
                return .other
            }
        }
        if !queries.isEmpty {
            let server = QueryServer(
                topology: context.topology, handlers: queries, consume: consume, publisher: Publisher(on: publish),
                log: context.log)
            group.addTask {
                await server.run()
                return .other
            }
        }
        if let directory = context.directory {
            group.addTask {
                await reload(directory)
                return .other
            }
        }
        group.addTask {
            await listen(loop, consume)
            return .other
        }
    }

    private func listen(_ loop: LoopOwner, _ consume: Connection) async {
        let watch = MembersWatch(on: consume, topology: context.topology, name: context.replica)
        await watch.run { await loop.heard($0) }
    }

    private func reload(_ directory: DirectorySource) async {
        for await _ in HangUps.received() { directory.reload() }
    }

    private func ops(_ loop: LoopOwner, _ consume: Connection, _ publish: Connection) -> OpsServer {
        OpsServer(
            port: context.settings.opsPort, log: context.log, metrics: metrics,
            isAlive: { LoopThread.shared.isMoving },
            health: {
                let areConnected = consume.state != .disconnected && publish.state != .disconnected
                let (isReady, owned) = await loop.state
                return Health(
                    program: context.program, pid: getpid(), replica: context.replica,
                    ready: areConnected && isReady, partitions: owned)
            })
    }
}
