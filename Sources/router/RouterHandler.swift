import Contracts
import Worker

/// Shares the router's two streams out to their handlers.
final class RouterHandler: Handler {
    private let conversations: ConversationHandler
    private let desks: DeskHandler

    init(_ context: WorkerContext) throws {
        let directory = try context.requireDirectory()
        conversations = ConversationHandler(directory: directory)
        desks = DeskHandler(directory: directory)
    }

    /// What is remembered may be old: somebody else may have had the partition.
    func take(_ stream: Contracts.Stream, _ partition: Int, in work: Work) throws { forget(stream) }

    func lose(_ stream: Contracts.Stream, _ partition: Int) { forget(stream) }

    private func forget(_ stream: Contracts.Stream) {
        if stream == .desk { desks.forgetAll() } else { conversations.forgetAll() }
    }

    func handle(_ message: Inbound, in work: Work) throws {
        if message.stream == .desk {
            try desks.handle(message, in: work)
        } else {
            try conversations.handle(message, in: work)
        }
    }

    /// Parking is told to the operators where a conversation is concerned; a desk has no events of its own.
    func parked(_ message: Inbound, because error: any Error, in work: Work) throws {
        if message.stream == .conversation { try conversations.tell(.parked(.handlingFailed), message, in: work) }
    }

    func unparked(_ message: Inbound, in work: Work) throws {
        if message.stream == .conversation { try conversations.tell(.unparked(.handlingFailed), message, in: work) }
    }

    func rollBack(_ message: Inbound) {
        if message.stream == .desk { desks.rollBack(message) } else { conversations.rollBack(message) }
    }
}
