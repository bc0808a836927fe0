import Contracts
import Foundation
import Identifiers
import Worker

/// One connection of a customer's browser as the engine is told of it: he is away when the last one it knows is.
struct CustomerConnection: Sendable {
    let session: CustomerSession
    /// A new one for each connection.
    let id: ShortText
    /// The same tab's connection before this one: whoever held it may not have noticed that it ended.
    let replaces: ShortText?
    let sender: CommandSender

    /// Tells that he is there.
    func opened() {
        announce(
            Webchat.CustomerReturned(
                tenant: session.tenant, channelId: session.channel, sessionId: session.id, at: WallClock.now(),
                connectionId: id))
        if let replaces { announce(away(replaces)) }
    }

    /// Tells that this one has ended. If the broker does not hear it, the tab's next connection says it.
    func closed() { announce(away(id)) }

    /// Whether it is the refusal of what this gateway said by itself, which no browser has to know.
    func isAbout(_ frame: Frame) -> Bool {
        guard frame.type == Event.CommandRejected.type,
            let rejected = try? Event.CommandRejected.decode(frame.body)
        else { return false }
        return [Webchat.CustomerAway.type, Webchat.CustomerReturned.type].map(\.rawValue)
            .contains(rejected.commandType)
    }

    private func away(_ connection: ShortText) -> Webchat.CustomerAway {
        Webchat.CustomerAway(
            tenant: session.tenant, channelId: session.channel, sessionId: session.id, at: WallClock.now(),
            connectionId: connection)
    }

    private func announce(_ message: some Message) {
        sender.announce(message, to: .webchat, key: session.id.text)
    }
}
