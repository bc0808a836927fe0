import Contracts
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Storage

/// Builds a program from its settings, in the order in which mistakes are cheapest to find, and runs it.
struct ProgramStart: Sendable {
    /// How long stopping may take before what is left is cut off (proof page: drain under 10 s).
    static let drainLimit: Duration = .seconds(9)

    let program: String
    /// Its own tables; nil for a program without a store.
    let migrations: [Migration]?
    let needsDirectory: Bool

    /// Runs until SIGTERM or SIGINT. An error at start is one sentence on standard error, and the process ends with
    /// code 1.
    func run(_ service: @Sendable (WorkerContext, Prometheus) throws -> any Service) async {
        do {
            let settings = try Settings.ofProcess()
            if let crashAt = settings.crashAt { try CrashPoint.arm(crashAt) }
            let metrics = Prometheus()
            MetricsSystem.bootstrap(metrics)
            let context = try context(settings)
            let group = ServiceGroup(configuration: configuration(try service(context, metrics), settings))
            try await group.run()
        } catch {
            FileHandle.standardError.write(Data("\(program): \(error)\n".utf8))
            exit(1)
        }
    }

    private func configuration(_ service: any Service, _ settings: Settings) -> ServiceGroupConfiguration {
        let quiet = LogStyle(logLevel: .critical, program: program, format: settings.logFormat)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: service, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "lifecycle") { _ in quiet })
        configuration.maximumGracefulShutdownDuration = Self.drainLimit
        return configuration
    }

    private func context(_ settings: Settings) throws -> WorkerContext {
        let style = LogStyle(logLevel: settings.logLevel, program: program, format: settings.logFormat)
        let log = Logger(label: program) { _ in style }
        let replica = "\(program)-\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 36))"
        return WorkerContext(
            program: program, replica: replica, settings: settings, store: try store(settings),
            directory: try directory(settings, log), log: log)
    }

    private func store(_ settings: Settings) throws -> Store? {
        guard let migrations else { return nil }
        guard let text = settings.store else {
            throw SettingsError("GUICHE_STORE", "is missing: set it to sqlite:/path/to/folder")
        }
        let installation = Installation(
            prefix: settings.topology.prefix, partitions: settings.topology.partitions)
        return try Store(StoreLocation(text), program: program, installation: installation, migrations: migrations)
    }

    private func directory(_ settings: Settings, _ log: Logger) throws -> DirectorySource? {
        guard needsDirectory else { return nil }
        return try DirectorySource(path: try settings.requireDirectory(), log: log)
    }
}
