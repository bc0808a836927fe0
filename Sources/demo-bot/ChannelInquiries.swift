import Contracts
import Identifiers
import Worker

/// Asks the engine, by the public contract, what a customer of a channel would get now.
struct ChannelInquiries: Sendable {
    /// How long an answer is waited for: inside the 60 s that an acknowledged turn has (rule 13).
    static let patience: Duration = .seconds(20)

    let questions: Questions

    /// Nil if nobody says in time.
    func state(of channel: ChannelID, tenant: TenantID) async -> Answer.ChannelState? {
        try? await questions.ask(
            Query.ChannelStatus(tenant: tenant, channelId: channel), .channels, for: Answer.ChannelState.self,
            within: Self.patience)
    }
}
