import Domain
import Foundation
import Identifiers

/// What an operator did with one dead letter or parked message. It is sent to the book before it is done, so that not
/// even a discarded message is lost.
public struct Intervention: Codable, Hashable, Sendable {
    public enum Action: String, Codable, Hashable, Sendable {
        case redrive
        case discard
    }

    /// Another for every message; a repeat is kept once.
    public let id: String
    /// The command's clock, which decides nothing.
    public let at: Instant
    public let action: Action
    /// What `guiche dead-letters list` called it.
    public let subject: String
    /// The user of the operating system.
    public let by: String
    public let reason: String
    public let message: KeptMessage

    public init(
        id: String, at: Instant, action: Action, subject: String, by: String, reason: String, message: KeptMessage
    ) {
        self.id = id
        self.at = at
        self.action = action
        self.subject = subject
        self.by = by
        self.reason = reason
        self.message = message
    }

    /// The key of all of them in the stream `record`, one of their own: none waits behind a parked conversation.
    public static let key = "guiche.interventions"

    /// As it goes to the book.
    public func entry() throws -> Contracts.Bundle.Entry {
        Contracts.Bundle.Entry(
            head: Head(type: MessageType(InternalType.intervention), id: id, key: Self.key, at: at),
            body: try InternalBody.encode(self))
    }
}

/// A message as it was found, whole.
public struct KeptMessage: Codable, Hashable, Sendable {
    public let type: String?
    public let messageId: String?
    /// What it was published with, or the parked key.
    public let key: String
    /// Everything else around the body, as text.
    public let headers: [String: String]
    public let body: Data

    public init(type: String?, messageId: String?, key: String, headers: [String: String], body: [UInt8]) {
        self.type = type
        self.messageId = messageId
        self.key = key
        self.headers = headers
        self.body = Data(body)
    }
}
