import Contracts
import Domain
import Identifiers
import Logging
import RabbitMQ
import Synchronization

/// A bot of the directory that this program serves.
public struct ServedBot: Hashable, Sendable {
    public let tenant: TenantID
    public let bot: Bot

    public init(tenant: TenantID, bot: Bot) {
        self.tenant = tenant
        self.bot = bot
    }
}

/// Reads the queues of the bots this program serves, and follows the directory: a bot that a reload adds gets a
/// reader, one that it removes or changes loses its own, and what was under way there stays in its queue.
public final class BotReaders: Sendable {
    /// Messages of one bot under way at once.
    public static let limit = 64
    /// Messages of all bots under way at once, shared equally among more bots than fill it. A reader keeps the share it
    /// started with; each bot has at least one.
    public static let totalLimit = 1_024

    public typealias Handle = @Sendable (ServedBot, QueueMessage) async throws(CancellationError) -> Void

    private struct Seat {
        let reader: QueueReader
        let leave = Signal()
    }

    private let directory: DirectorySource
    private let log: Logger
    private let declares: Bool
    private let queue: @Sendable (ServedBot) -> Contracts.QueueDeclaration?
    private let seats = Mutex<[ServedBot: Seat]?>(nil)

    /// - Parameters:
    ///   - declares: whether queues are made when they are not there.
    ///   - queue: the queue of a bot that is served, nil for one that is not.
    /// - Throws: a sentence if the program was started without a directory.
    public init(
        _ context: WorkerContext, declares: Bool,
        queue: @escaping @Sendable (ServedBot) -> Contracts.QueueDeclaration?
    ) throws {
        directory = try context.requireDirectory()
        log = context.log
        self.declares = declares
        self.queue = queue
    }

    /// Whether every queue is consumed.
    public var isReady: Bool {
        seats.withLock { $0?.values.allSatisfy(\.reader.isReading) ?? false }
    }

    /// The readers' lifetime. Ends when the task is cancelled.
    public func run(on connection: Connection, _ handle: @escaping Handle) async {
        await withDiscardingTaskGroup { group in
            for await current in directory.changes() {
                for (bot, seat) in follow(current) {
                    group.addTask {
                        await Self.sit(on: seat, connection) { (message) throws(CancellationError) in
                            try await handle(bot, message)
                        }
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// Sends away who is not served any more and returns the new seats.
    private func follow(_ directory: Domain.Directory) -> [ServedBot: Seat] {
        let wanted = served(in: directory)
        let share = max(1, min(Self.limit, Self.totalLimit / max(1, wanted.count)))
        return seats.withLock { seats in
            var kept = seats ?? [:]
            for (bot, seat) in kept where wanted[bot] == nil {
                kept[bot] = nil
                seat.leave.set()
            }
            let fresh = wanted.filter { kept[$0.key] == nil }.mapValues {
                Seat(reader: QueueReader($0, declares: declares, limit: share, log: log))
            }
            seats = kept.merging(fresh) { old, _ in old }
            return fresh
        }
    }

    private func served(in directory: Domain.Directory) -> [ServedBot: Contracts.QueueDeclaration] {
        var served: [ServedBot: Contracts.QueueDeclaration] = [:]
        for tenant in directory.tenants.values {
            for bot in tenant.bots.values.map({ ServedBot(tenant: tenant.id, bot: $0) }) { served[bot] = queue(bot) }
        }
        return served
    }

    private static func sit(on seat: Seat, _ connection: Connection, _ handle: @escaping QueueReader.Handle) async {
        await withTaskGroup { group in
            group.addTask { await seat.reader.run(on: connection, handle) }
            group.addTask { await seat.leave.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
