import Contracts
import Domain
import Identifiers
import Logging
import Worker

/// Reads the queues of the demo bots and says what the menu makes of it.
final class DemoBot: BrokerClient {
    private let context: WorkerContext
    private let directory: DirectorySource
    private let readers: BotReaders

    init(_ context: WorkerContext) throws {
        self.context = context
        directory = try context.requireDirectory()
        readers = try BotReaders(context, declares: false) { [topology = context.topology] served in
            served.bot.isDemo ? topology.queueDeclaration(of: served.bot, tenant: served.tenant) : nil
        }
    }

    var isReady: Bool { readers.isReady }

    func run(over lines: BrokerLines) async {
        let questions = Questions(context, over: lines)
        let inquiries = ChannelInquiries(questions: questions)
        let voice = BotVoice(context, over: lines)
        await withTaskGroup { group in
            group.addTask { await questions.run() }
            group.addTask { [self] in
                await readers.run(on: lines.consume) { [self] (served, message) throws(CancellationError) in
                    try await listener(served, inquiries, voice).hear(message)
                }
            }
            await group.waitForAll()
        }
    }

    private func listener(_ served: ServedBot, _ inquiries: ChannelInquiries, _ voice: BotVoice) -> Listener {
        let zone = directory.current.tenants[served.tenant]?.zone.name ?? "UTC"
        return Listener(bot: served, inquiries: inquiries, voice: voice, timeZone: zone, log: context.log)
    }
}
