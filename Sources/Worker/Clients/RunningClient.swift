import Foundation
import RabbitMQ
import ServiceLifecycle

/// A program without a delivery loop at work: its connections, its client, and its doors for the operator.
struct RunningClient: Service {
    let context: WorkerContext
    let metrics: Prometheus
    let client: any BrokerClient

    func run() async throws {
        let lines = BrokerLines(context)
        try await lines.run { try await work(lines) }
    }

    private func work(_ lines: BrokerLines) async throws {
        let isReady: @Sendable () -> Bool = { [client] in lines.areConnected && client.isReady }
        let herald = Herald(context: context, publisher: Publisher(on: lines.publish), isReady: isReady)
        try await withThrowingTaskGroup { group in
            group.addTask { try await client.run(over: lines) }
            group.addTask { await herald.run() }
            group.addTask { try await gracefulShutdown() }
            if context.settings.opsPort != 0 { group.addTask { try await ops(isReady).run() } }
            if let directory = context.directory { group.addTask { await directory.reloadOnHangUp() } }
            // Only the end of the program ends a part without an error.
            defer { group.cancelAll() }
            try await group.next()
        }
        await herald.leave()
    }

    private func ops(_ isReady: @escaping @Sendable () -> Bool) -> OpsServer {
        OpsServer(
            port: context.settings.opsPort, log: context.log, metrics: metrics, isAlive: { true },
            health: {
                Health(
                    program: context.program, pid: getpid(), replica: context.replica, ready: isReady(),
                    partitions: [:])
            })
    }
}
