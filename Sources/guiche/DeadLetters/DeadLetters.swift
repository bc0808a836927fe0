import ArgumentParser
import Contracts
import Foundation
import Storage
import Worker

/// What could not be handled, in both places: the broker's queue of dead letters, and the keys that the programs have
/// parked in their stores.
struct DeadLetters: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dead-letters",
        abstract: "Lists, shows, tries again and throws away what could not be handled; says who did what and why.",
        subcommands: [List.self, Show.self, Redrive.self, Discard.self, Log.self])
}

/// Where the command looks.
struct DeadLetterPlaces: Sendable {
    let settings: Settings
    let stores: ParkedStores

    /// - Throws: a sentence naming the setting that is missing or wrong.
    init(_ common: CommonOptions) throws {
        settings = try common.settings()
        guard let text = settings.store else {
            throw CommandFailure("GUICHE_STORE is missing: set it to sqlite:/path/to/folder.")
        }
        stores = ParkedStores(location: try StoreLocation(text))
    }

    /// Reads the queue and the stores, and gives the queue back when `body` is done with it.
    func open<Result: Sendable>(
        _ body: @escaping @Sendable (DeadLetterDesk) async throws -> Result
    ) async throws -> Result {
        try await Broker.connect(settings, name: "guiche dead-letters") { [settings, stores] connection in
            let queue = LetterQueue(connection, settings.topology)
            return try await queue.hold { letters, more in
                try await body(
                    DeadLetterDesk(
                        connection: connection, topology: settings.topology, queue: queue, letters: letters,
                        more: more, stores: stores, lines: try stores.lines()))
            }
        }
    }
}
