import Domain
import Identifiers

/// What a run is about: its name, where it plays, and who takes part.
struct Setting: Sendable {
    /// In front of every id the run makes; without a hyphen.
    let run: String
    let tenant: TenantID
    let channel: ChannelID
    let subject: SubjectID
    let queue: QueueID
    /// The channels that begin with a bot, and the bots.
    let bots: [BotSeat]
    var script: Script
    /// At most so many sessions at once.
    var sessions: Int

    struct BotSeat: Equatable, Sendable {
        let channel: ChannelID
        let bot: BotID
    }

    /// Channels an agent of the load logs in to.
    var channels: [ChannelID] { [channel] + bots.map(\.channel) }

    func place(_ number: Int, _ part: Part) -> Place {
        let channel = part.bot.map { bots[$0].channel } ?? channel
        let session = SessionID(trusted: "bench-\(run)-\(number)")
        return Place(
            number: number, channel: channel, session: session,
            conversation: ConversationID(tenant: tenant, channel: channel, session: session))
    }

    /// Early and late ones: the squares.
    static let witnessed: [Int] = (0..<Limits.witnessed).map { $0 * $0 }

    func isWitnessed(_ number: Int) -> Bool { Self.witnessed.contains(number) }
}
