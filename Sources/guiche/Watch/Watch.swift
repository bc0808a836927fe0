import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers

/// A wallboard on the terminal: queues and agents, live, by the public contract alone.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows queues and agents live: who waits, how long, who serves, who left.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Option(help: "End after so many seconds; for ever if left out.") var seconds: Int?

    /// The figures of a queue come at most once a second; drawing more often shows nothing new.
    private static let pause: Duration = .seconds(1)

    func run() async throws {
        let settings = try common.settings()
        let id = try tenant.chosen(settings)
        let types = [
            Event.QueueFiguresChanged.type, Event.QueueUnattended.type, Event.AgentStateChanged.type,
        ]
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        try await PublicClient.run(
            settings, name: "watch", bindings: types.map { "queue.\(id).*.\($0)" }
        ) { client in
            var board = Board()
            for queue in try await Self.queues(of: id, client) { board.begin(with: queue) }
            Screen.draw(board, id)
            while end.map({ ContinuousClock.now < $0 }) ?? true {
                let drawn = ContinuousClock.now
                while ContinuousClock.now - drawn < Self.pause {
                    let rest = Self.pause - (ContinuousClock.now - drawn)
                    guard let event = await client.inbox.first(within: rest, { types.contains($0.type) }) else { break }
                    try Self.take(event, into: &board)
                }
                Screen.draw(board, id)
            }
        }
    }

    private static func queues(of tenant: TenantID, _ client: PublicClient) async throws -> [Answer.OneQueue] {
        var queues: [Answer.OneQueue] = []
        var cursor: ShortText?
        repeat {
            let query = Query.QueueStatus(tenant: tenant, cursor: cursor)
            let page = try await client.ask(query, .queues, for: Answer.QueueState.self)
            queues += page.queues
            cursor = page.nextCursor.flatMap { ShortText($0) }
        } while cursor != nil
        return queues
    }

    private static func take(_ event: Received, into board: inout Board) throws {
        switch event.type {
        case Event.QueueFiguresChanged.type: board.apply(try Event.QueueFiguresChanged.decode(event.body))
        case Event.AgentStateChanged.type: board.apply(try Event.AgentStateChanged.decode(event.body))
        default:
            let alarm = try Event.QueueUnattended.decode(event.body)
            Terminal.note("fila \(alarm.queueId): aberta e sem atendente, \(alarm.waiting) esperando")
        }
    }
}
