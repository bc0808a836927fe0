import Foundation
import Hummingbird
import Logging
import NIOCore
import RabbitMQ
import Synchronization
import Worker

/// The HTTP server between browsers and the broker.
struct WebGateway: BrokerClient {
    private let context: WorkerContext
    private let directory: DirectorySource
    private let pages: PageRoutes
    private let readiness = Readiness()

    init(_ context: WorkerContext) throws {
        self.context = context
        directory = try context.requireDirectory()
        pages = try PageRoutes()
    }

    var isReady: Bool { readiness.isReady }

    func run(over lines: BrokerLines) async throws {
        let feed = CustomerFeed(context, over: lines)
        readiness.follow(feed)
        let questions = Questions(context, over: lines)
        let departures = Departures()
        let server = await application(lines, feed, questions, departures)
        try await withThrowingTaskGroup { group in
            group.addTask { await feed.run() }
            group.addTask { await questions.run() }
            group.addTask { await departures.run() }
            group.addTask { try await serve(server) }
            defer { group.cancelAll() }
            // Only the end of the program ends a part without an error.
            try await group.next()
        }
    }

    private func serve(_ server: some ApplicationProtocol) async throws {
        do {
            try await server.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw SettingsError("GUICHE_WEB_PORT", "is \(context.settings.webPort), where somebody else listens")
        }
    }

    private func application(
        _ lines: BrokerLines, _ feed: CustomerFeed, _ questions: Questions, _ departures: Departures
    ) async -> some ApplicationProtocol {
        let register = AccountRegister(directory: directory)
        let address = ClientAddress(proxies: context.settings.webProxies)
        let sessions = await Sessions(secret: secret(), register)
        let door = AccountDoor(sessions: sessions, isBehindProxy: context.settings.webProxies > 0)
        let sender = CommandSender(context, over: lines)
        let router = Router(context: GatewayContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: SameSite())
        router.add(middleware: ConsoleGate(door: door))
        router.add(middleware: pages.files(context.log))
        pages.add(to: router)
        CustomerRoutes(
            directory: directory, address: address, sender: sender, questions: questions, feed: feed,
            departures: departures
        ).add(to: router)
        AccountRoutes(directory: directory, address: address, register: register, door: door).add(to: router)
        PersonRoutes(context, lines, door: door, sender: sender).add(to: router)
        RecordRoutes(directory: directory, door: door, questions: questions).add(to: router)
        return Application(
            router: router,
            server: .http1(configuration: .init(additionalChannelHandlers: [DeadConnections()])),
            configuration: ApplicationConfiguration(
                address: .hostname(context.settings.webHost, port: context.settings.webPort)),
            onServerRunning: { [readiness] _ in readiness.serves() }, logger: quiet)
    }

    private var quiet: Logger {
        var quiet = context.log
        // It calls its own end an error; what keeps it from working it throws.
        quiet.logLevel = .critical
        return quiet
    }

    /// Without one from outside, whoever is signed in has to sign in again after a restart, and at every replica.
    private func secret() -> String {
        if let secret = context.settings.webSecret { return secret }
        context.log.notice("GUICHE_WEB_SECRET is not set: sign-ins end with this process and hold at no other replica.")
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 16) }.joined()
    }
}

/// Whether browsers are served and customers' events arrive.
private final class Readiness: Sendable {
    private let feed = Mutex<CustomerFeed?>(nil)
    private let isServing = Atomic(false)

    var isReady: Bool { isServing.load(ordering: .relaxed) && feed.withLock { $0?.isListening ?? false } }

    func serves() { isServing.store(true, ordering: .relaxed) }

    func follow(_ feed: CustomerFeed) { self.feed.withLock { $0 = feed } }
}
