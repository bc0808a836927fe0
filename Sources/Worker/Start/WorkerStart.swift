import Contracts
import Foundation
import Logging
import Metrics
import RabbitMQ
import ServiceLifecycle
import Storage

/// Builds a worker from its settings, in the order in which mistakes are cheapest to find.
struct WorkerStart: Sendable {
    let program: String
    let streams: [Contracts.Stream]
    let migrations: [Migration]?
    let needsDirectory: Bool
    let settings: Settings

    func run(
        handler: @escaping @Sendable (WorkerContext) throws -> any Handler,
        queries: @escaping @Sendable (WorkerContext) throws -> [QueryHandler]
    ) async throws {
        if let crashAt = settings.crashAt { try CrashPoint.arm(crashAt) }
        let metrics = Prometheus()
        MetricsSystem.bootstrap(metrics)
        let context = try context()
        let worker = RunningWorker(
            context: context, streams: streams, metrics: metrics, handler: handler, queries: try queries(context))
        let group = ServiceGroup(configuration: configuration(worker, context.log))
        try await group.run()
    }

    private func configuration(_ worker: RunningWorker, _ log: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: worker, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "lifecycle") { _ in quiet() })
        configuration.maximumGracefulShutdownDuration = WorkerService.drainLimit
        return configuration
    }

    private func quiet() -> LogStyle {
        LogStyle(logLevel: .critical, program: program, format: settings.logFormat)
    }

    private func context() throws -> WorkerContext {
        let style = LogStyle(logLevel: settings.logLevel, program: program, format: settings.logFormat)
        let log = Logger(label: program) { _ in style }
        let replica = "\(program)-\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 36))"
        return WorkerContext(
            program: program, replica: replica, settings: settings, store: try store(), directory: try directory(log),
            log: log)
    }

    private func store() throws -> Store? {
        guard let migrations else { return nil }
        guard let text = settings.store else {
            throw SettingsError("GUICHE_STORE", "is missing: set it to sqlite:/path/to/folder")
        }
        let installation = Installation(
            prefix: settings.topology.prefix, partitions: settings.topology.partitions)
        return try Store(StoreLocation(text), program: program, installation: installation, migrations: migrations)
    }

    private func directory(_ log: Logger) throws -> DirectorySource? {
        guard needsDirectory else { return nil }
        return try DirectorySource(path: try settings.requireDirectory(), log: log)
    }
}
