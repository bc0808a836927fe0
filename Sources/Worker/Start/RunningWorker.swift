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
    /// What works beside the loop; nil for nothing.
    var client: (any BrokerClient)?

    func run() async throws {
        let lines = BrokerLines(context)
        try await lines.run { try await work(lines) }
    }

    private func work(_ lines: BrokerLines) async throws {
        try await Declaration(context.topology).verify(streams, on: lines.consume)
        lines.isVerified()
        let loop = try await LoopOwner.make(context, handler, streams, lines.consume, lines.publish)
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                await withGracefulShutdownHandler {
                    await loop.run()
                } onGracefulShutdown: {
                    loop.stop()
                }
                return .loop
            }
            add(loop, lines, to: &group)
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
        _ loop: LoopOwner, _ lines: BrokerLines, to group: inout ThrowingTaskGroup<Part, any Error>
    ) {
        if context.settings.opsPort != 0 {
            let server = ops(loop, lines)
            group.addTask {
                try await server.run()
                return .other
            }
        }
        if !queries.isEmpty {
            let server = QueryServer(
                topology: context.topology, handlers: queries, consume: lines.consume,
                publisher: Publisher(on: lines.publish), log: context.log)
            group.addTask {
                await server.run()
                return .other
            }
        }
        if let client {
            group.addTask {
                try await client.run(over: lines)
                return .other
            }
        }
        if let directory = context.directory {
            group.addTask {
                await directory.reloadOnHangUp()
                return .other
            }
        }
        group.addTask {
            await listen(loop, lines.consume)
            return .other
        }
    }

    private func listen(_ loop: LoopOwner, _ consume: Connection) async {
        let watch = MembersWatch(on: consume, topology: context.topology, name: context.replica)
        await watch.run { await loop.heard($0) }
    }

    private func ops(_ loop: LoopOwner, _ lines: BrokerLines) -> OpsServer {
        OpsServer(
            port: context.settings.opsPort, log: context.log, metrics: metrics,
            isAlive: { LoopThread.shared.isMoving },
            health: {
                let (isReady, owned) = await loop.state
                return Health(
                    program: context.program, pid: getpid(), replica: context.replica,
                    ready: lines.areConnected && isReady && client?.isReady ?? true, partitions: owned)
            })
    }
}
