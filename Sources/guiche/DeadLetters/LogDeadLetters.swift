import ArgumentParser
import Contracts
import Foundation
import Identifiers
import Storage
import Worker

extension DeadLetters {
    /// Shows what operators did; changes nothing.
    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what was redriven and discarded: by whom, when, why; with --json the whole messages.")
        /// No more are shown; the oldest are left out.
        static let limit = 10_000

        @OptionGroup var common: CommonOptions
        @Flag(help: "One JSON array, with the whole messages, instead of a table.") var json = false

        func run() async throws {
            let places = try DeadLetterPlaces(common)
            let entries = try places.stores.interventions(limit: Self.limit).map { try LoggedIntervention($0) }
            if entries.count == Self.limit { Terminal.note("The latest \(Self.limit) are shown.") }
            if json { return try Terminal.say(json: entries) }
            guard !entries.isEmpty else { return Terminal.say("Nothing was redriven or discarded.") }
            Terminal.table(LoggedIntervention.heading, entries.map(\.cells))
        }
    }
}

/// One message that somebody touched.
struct LoggedIntervention: Encodable {
    let id: String
    let at: String
    let action: String
    let subject: String
    let by: String
    let reason: String
    /// Nil once the person it was about was erased.
    let message: Message?

    /// The whole message; its body as text, or, where it is none, in Base64.
    struct Message: Encodable {
        let type: String?
        let messageId: String?
        let key: String
        let headers: [String: String]
        let body: String?
        let bodyBase64: String?

        init(_ kept: KeptMessage) {
            type = kept.type
            messageId = kept.messageId
            key = kept.key
            headers = kept.headers
            body = String(validating: kept.body, as: UTF8.self)
            bodyBase64 = body == nil ? kept.body.base64EncodedString() : nil
        }
    }

    init(_ entry: Interventions.Entry) throws {
        id = entry.id
        at = entry.at.rfc3339
        action = entry.action
        subject = entry.subject
        by = entry.by
        reason = entry.reason
        message = try entry.message.map { Message(try InternalBody.decode(KeptMessage.self, from: $0)) }
    }

    static let heading = ["at", "by", "action", "what", "type", "message-id", "reason"]

    var cells: [String] {
        [at, by, action, subject, message?.type ?? "-", message?.messageId ?? "-", reason]
    }
}
