import Domain

/// One message on the reference page.
struct ReferenceSection {
    let topology: Topology
    let origin: Origin

    func text<M: Message>(of message: M.Type) -> String {
        let rules = M.rules.map(\.sentence)
        let example = String(decoding: Self.pretty(Examples.body(of: message, .full)), as: UTF8.self)
        return
            ([
                "### `\(M.type)`", M.summary, way(of: M.type),
                FieldTable(Schema.document(of: message)).markdown,
            ] + rules + ["```json\n\(example)```"]).joined(separator: "\n\n")
    }

    private static let notServed =
        "**Not served yet:** it is checked like the others and answered with `unavailable`; trying again does not help."

    /// Where it is published, and for whom.
    private func way(of type: MessageType) -> String {
        switch origin {
        case .gateway: door(.webchat, "sessionId")
        case .bot: door(.bots, "conversationId")
        case .agent: door(.agents, "agentId")
        case .supervisor: door(.agents, "supervisorId")
        case .asker:
            Catalog.queries.first { $0.query.type == type }
                .map { "To `\(topology.queries)`, routing key `\($0.key.rawValue)`; answer: `\($0.answer.type)`." }
                ?? ""
        case .guicheToBot: "Into the bot's queue."
        case .guiche: audiences(of: type)
        case .guicheToAsker: "To the `reply-to` of the query, with its `correlation-id`."
        }
    }

    private func door(_ stream: Stream, _ id: String) -> String {
        "To `\(topology.exchange(of: stream))`; the routing key equals `\(id)`."
    }

    private func audiences(of type: MessageType) -> String {
        let audiences = (Catalog.audiences[type] ?? []).map { "`\($0.rawValue)`" }.joined(separator: ", ")
        let bots = type == Event.CommandRejected.type ? "; a bot's into its queue, an asker's to his `reply-to`" : ""
        return "Audiences: \(audiences)\(bots)."
    }

    private static func pretty(_ body: JSONValue) -> [UInt8] {
        do {
            return try JSONBody.pretty(body)
        } catch {
            // Only a number that is none could do this, and examples have none; the tests read every example back.
            return Array("\(error)\n".utf8)
        }
    }
}

extension Rule {
    /// The rule for people.
    var sentence: String {
        switch self {
        case .anyOf(let sets):
            let names = sets.map { $0.map { "`\($0)`" }.joined(separator: " with ") }
            return "At least one of \(names.joined(separator: ", ")) is given; null and an empty list do not count."
        case .notBoth(let left, let right): return "`\(left)` and `\(right)` are not given together."
        }
    }
}
