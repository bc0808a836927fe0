import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers

/// Finds and shows protocols, by the public queries alone.
struct Protocols: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds and shows protocols (Atendimentos).", subcommands: [Search.self, Show.self])

    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Finds protocols; all conditions hold together.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var tenant: TenantOption
        @Argument(help: "Words of the transcript or of the data; case and accents do not matter.") var words: [String] =
            []
        @Option(help: "The protocol's number.") var number: String?
        @Option(help: "Any field of the customer.") var customer: String?
        @Option(help: "The agent's id.") var agent: String?
        @Option(help: "The channel's id.") var channel: String?
        @Option(help: "The queue's id.") var queue: String?
        @Option(help: "open, wrap_up, saved, unsaved, refused, offline_form, abandoned or bot_contained.")
        var state: String?
        @Option(help: "At most so many (1 to 100).") var limit = 20
        @Option(help: "Where the last answer ended.") var cursor: String?
        @Flag(help: "The answer as JSON.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let query = try query(try tenant.chosen(settings))
            let page = try await PublicClient.run(settings, name: "protocols") { client in
                try await client.ask(query, .protocols, for: Answer.ProtocolPage.self)
            }
            if json { return Terminal.say(String(decoding: try page.encoded(), as: UTF8.self)) }
            guard !page.items.isEmpty else { return Terminal.say("Nenhum atendimento encontrado.") }
            Terminal.table(
                ["protocolo", "estado", "aberto em", "canal", "fila", "atendente", "cliente"],
                page.items.map { item in
                    [
                        item.protocol, item.state.rawValue, item.openedAt.rfc3339, item.channelId.text,
                        item.queueId?.text ?? "-", item.agentId?.text ?? "-", item.customer["name"]?.text ?? "-",
                    ]
                })
            if let next = page.nextCursor { Terminal.say("Há mais: --cursor \(next)") }
        }

        private func query(_ tenant: TenantID) throws -> Query.ProtocolSearch {
            let text = words.joined(separator: " ")
            return Query.ProtocolSearch(
                tenant: tenant, number: try short(number), text: try short(text.isEmpty ? nil : text),
                customer: try short(customer), agentId: try identifier(agent), channelId: try identifier(channel),
                queueId: try identifier(queue), state: try recordState(), limit: try pageSize(),
                cursor: try short(cursor))
        }

        private func recordState() throws -> RecordState? {
            guard let state else { return nil }
            guard let known = RecordState(rawValue: state) else {
                throw CommandFailure(
                    "There is no state \"\(state)\"; there are "
                        + RecordState.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            return known
        }

        private func pageSize() throws -> PageSize {
            guard let size = PageSize(limit) else { throw CommandFailure("--limit is from 1 to 100.") }
            return size
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one protocol: record and transcript.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var tenant: TenantOption
        @Argument(help: "The protocol's number.") var number: String
        @Flag(help: "The first page of the answer as JSON.") var json = false

        func run() async throws {
            let settings = try common.settings()
            let id = try tenant.chosen(settings)
            let reading = try await PublicClient.run(settings, name: "protocols") { [number] client in
                try await Reading.of(number, id, client)
            }
            if json { return Terminal.say(String(decoding: try reading.document.encoded(), as: UTF8.self)) }
            RecordSheet.show(reading.document.record)
            Terminal.say("")
            Transcript.show(reading.lines)
            RecordSheet.show(fenced: reading.document.fenced ?? [])
        }
    }
}

/// A flag's text as the contract wants it.
func short(_ text: String?) throws -> ShortText? {
    guard let text else { return nil }
    guard let short = ShortText(text) else { throw CommandFailure("A search text has at most 500 characters.") }
    return short
}

/// A flag's text as an id.
func identifier<Kind>(_ text: String?) throws -> Identifier<Kind>? {
    guard let text else { return nil }
    guard let id = Identifier<Kind>(text) else {
        throw CommandFailure("\"\(text)\" is not an id: 1 to 64 characters of A-Z a-z 0-9 _ -.")
    }
    return id
}
