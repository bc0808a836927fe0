import Contracts
import Domain
import Identifiers
import Storage

import struct Foundation.Data

/// The commands each conversation has seen: the same message-id of the same sender again has no second effect, and a
/// refused one gets the same rejection again (contract page, `message-id` and "Codes").
enum CommandLog {
    enum Answer {
        case new
        case seen
        case refused(Refusal)
    }

    /// Notes a command; says whether it is new.
    static func note(_ cause: Cause, of conversation: ConversationID, in transaction: Transaction) throws -> Answer {
        let key: (String, String) = (conversation.text, cause.sender.text)
        let added = try transaction.run(
            "INSERT OR IGNORE INTO commands (conversation, sender, id) VALUES (?, ?, ?)", [key.0, key.1, cause.id])
        if added > 0 { return .new }
        let row = try transaction.row(
            "SELECT rejection FROM commands WHERE conversation = ? AND sender = ? AND id = ?", [key.0, key.1, cause.id])
        guard let rejection = row?[0] as Data? else { return .seen }
        return .refused(try InternalBody.decode(Refusal.self, from: Array(rejection)))
    }

    /// Keeps what was answered to a refused command.
    static func refuse(_ rejection: Refusal, of conversation: ConversationID, in transaction: Transaction) throws {
        try transaction.run(
            "UPDATE commands SET rejection = ? WHERE conversation = ? AND sender = ? AND id = ?",
            [
                Data(try InternalBody.encode(rejection)), conversation.text, rejection.cause.sender.text,
                rejection.cause.id,
            ])
    }

    /// Forgets the commands of a conversation that closed long ago.
    static func sweep(_ conversation: ConversationID, in transaction: Transaction) throws {
        try transaction.run("DELETE FROM commands WHERE conversation = ?", [conversation.text])
    }

    /// How long commands are kept after a conversation closed (contract page).
    static let kept: Duration = .seconds(7 * 86_400)
}

extension CommandSender {
    /// Kind and id in one text.
    var text: String {
        switch self {
        case .session(let id): "session \(id)"
        case .agent(let id): "agent \(id)"
        case .supervisor(let id): "supervisor \(id)"
        case .bot(let id): "bot \(id)"
        case .system: "system"
        }
    }
}
