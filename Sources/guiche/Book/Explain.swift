import ArgumentParser
import Contracts
import Domain
import Identifiers
import Stories

/// Why a conversation went where it went (rule 24), in plain words.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells the story of a protocol: why this queue, why this agent, why not the others, why then, "
            + "and why it ended.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Argument(help: "The protocol's number.") var number: String
    @Option(help: "pt (português) or en (English).") var language = Language.portuguese

    func run() async throws {
        let settings = try common.settings()
        let id = try tenant.chosen(settings)
        let (reading, events) = try await PublicClient.run(settings, name: "explain") { [number] client in
            let reading = try await Reading.of(number, id, client)
            let conversation = reading.document.record.conversationId
            return (reading, try await PastEvents.of(conversation, id, client))
        }
        // Names are a courtesy: without the directory file the ids are told.
        let story = Story(
            record: reading.document.record, decisions: reading.document.decisions, events: events,
            tenant: (try? settings.loadDirectory())?.tenants[id], language: language)
        for line in story.lines {
            Terminal.say(line.isHeading ? Terminal.paint(line.text, .bold) : line.text)
        }
    }
}

extension Language: ExpressibleByArgument {}
