import ArgumentParser
import Contracts
import Foundation
import Identifiers
import Storage
import Worker

extension DeadLetters {
    /// Shows all of one; changes nothing.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows everything of one: headers, reason, attempts, body; of a parked key every message.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "An id as \"list\" shows it.") var id: String

        func run() async throws {
            let lines = try await DeadLetterPlaces(common).open { [id] desk in
                let choice = try desk.choice([id])
                return try choice.letters.flatMap { Self.sheet($0) }
                    + choice.lines.flatMap { try Self.sheet($0, try desk.stores.messages(of: $0)) }
            }
            for line in lines { Terminal.say(line) }
        }

        private static func sheet(_ letter: QueuedLetter) -> [String] {
            var lines = ["\(letter.id)", field("reason", letter.reason)]
            if let detail = letter.detail { lines.append(field("detail", detail)) }
            if let since = letter.since { lines.append(field("since", since)) }
            let address = letter.address.map {
                "\($0.exchange.isEmpty ? "(default)" : $0.exchange), key \($0.routingKey)"
            }
            lines.append(field("came through", address ?? "nothing says so; it can't be put back"))
            return lines + letter.properties.map { field($0.0, $0.1) } + [""] + BodyText.lines(letter.delivery.body)
        }

        private static func sheet(_ line: ParkedLine, _ rows: [ParkedRow]) throws -> [String] {
            let heading = ["\(line.id)", field("where", line.place), field("messages", "\(line.parked.count)")]
            return heading
                + rows.flatMap { row in
                    let letter = ParkedLetter(row)
                    return [
                        "", "message \(row.number)", field("since", row.since.rfc3339),
                        field("attempts", "\(row.attempts)"), field("reason", row.reason), field("type", letter.type),
                        field("message-id", letter.messageId),
                    ] + letter.headers.map { field($0.name, $0.value) } + [""] + BodyText.lines(letter.body)
                }
        }

        private static func field(_ name: String, _ value: String) -> String { "  \(Terminal.pad(name, 18)) \(value)" }
    }
}
