import Contracts
import Domain
import Identifiers
import Logging
import Worker

/// Hears one message of a bot's queue and says what there is to say to it. A redelivered one is answered under the same
/// message-ids, so nothing is said twice.
struct Listener {
    /// Working longer than this on a turn is told, so that the conversation waits longer for the answer (rule 13).
    static let silence: Duration = .seconds(3)

    let bot: ServedBot
    let inquiries: ChannelInquiries
    let voice: BotVoice
    /// The tenant's.
    let timeZone: String
    let log: Logger

    func hear(_ message: QueueMessage) async throws(CancellationError) {
        do {
            switch message.envelope.type {
            case ToBot.Turn.type: try await answer(try ToBot.Turn.decode(message.body), message)
            case ToBot.TransferRejected.type:
                try await explain(try ToBot.TransferRejected.decode(message.body), message)
            case Event.CommandRejected.type: note(try Event.CommandRejected.decode(message.body))
            // The bot is out, or the talk is over; what this version does not know is not for it.
            default: break
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            log.error(
                "A message in a bot's queue can't be read and is dropped.",
                metadata: metadata([LogKey.type: "\(message.envelope.type?.rawValue ?? "-")", LogKey.error: "\(error)"])
            )
        }
    }

    private func answer(_ turn: ToBot.Turn, _ message: QueueMessage) async throws {
        let speaking = Speaking(of: turn, voice: voice, trace: message.envelope.trace)
        switch Menu.move(for: turn) {
        case .say(let messages):
            try await speaking.say(messages)
        case .lookUpHours:
            try await speaking.say(try await hours(of: turn, speaking))
        case .handOver(let request):
            try await speaking.say([Wording.handingOver])
            try await speaking.handOver(request)
        case .end(let messages):
            try await speaking.say(messages)
            try await speaking.end()
        }
    }

    /// Asks the engine; says that it takes longer when it does.
    private func hours(of turn: ToBot.Turn, _ speaking: Speaking) async throws -> [FromBot.Reply] {
        try await withThrowingTaskGroup(of: [FromBot.Reply]?.self) { group in
            group.addTask {
                let state = await inquiries.state(of: turn.channelId, tenant: turn.tenant)
                return Wording.hours(state, zone: timeZone)
            }
            group.addTask {
                try await ContinuousClock().sleep(for: Self.silence)
                try await speaking.acknowledge()
                return nil
            }
            defer { group.cancelAll() }
            while let answer = try await group.next() {
                if let answer { return answer }
            }
            return []
        }
    }

    /// The bot may speak, and the talk goes on (rule 14).
    private func explain(_ rejected: ToBot.TransferRejected, _ message: QueueMessage) async throws {
        let speaking = Speaking(after: rejected, message.envelope, voice: voice)
        try await speaking.say([Wording.refusal(rejected.reason, opensAt: rejected.nextOpenAt, zone: timeZone)])
    }

    private func note(_ rejection: Event.CommandRejected) {
        log.warning(
            "Something the bot said was refused.",
            metadata: metadata([
                LogKey.conversation: "\(rejection.conversationId?.text ?? "-")",
                LogKey.type: "\(rejection.commandType)", LogKey.reason: "\(rejection.code.rawValue)",
            ]))
    }

    private func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging([LogKey.tenant: "\(bot.tenant)", LogKey.bot: "\(bot.bot.id)"]) { own, _ in own }
    }
}
