import Domain

/// One place in the AsyncAPI document where messages are: a family of routing keys of an exchange, or a queue.
struct AsyncAPIChannel {
    let name: String
    /// Nil where only the question says it.
    let address: String?
    let description: String
    let types: [MessageType]
    let place: Place

    enum Place {
        case exchange(String, ExchangeKind)
        case queue(String)
        case replyTo
    }

    static func all(_ topology: Topology) -> [AsyncAPIChannel] {
        doors(topology) + audiences(topology) + queries(topology) + [bot(topology), answers]
    }

    private static func doors(_ topology: Topology) -> [AsyncAPIChannel] {
        func door(_ name: String, _ stream: Stream, _ id: String, _ who: String, _ origin: Origin) -> AsyncAPIChannel {
            AsyncAPIChannel(
                name: name, address: "{\(id)}", description: "What \(who) publish.", types: origin.types,
                place: .exchange(topology.exchange(of: stream), .modulusHash))
        }
        return [
            door("webchat", .webchat, "sessionId", "website gateways", .gateway),
            door("bots", .bots, "conversationId", "bot platforms", .bot),
            door("agents", .agents, "agentId", "agents' front ends", .agent),
            door("supervisors", .agents, "supervisorId", "supervisors' front ends", .supervisor),
        ]
    }

    private static func audiences(_ topology: Topology) -> [AsyncAPIChannel] {
        Audience.Kind.allCases.map { kind in
            AsyncAPIChannel(
                name: "\(kind.rawValue)Events", address: kind.routingKey, description: kind.summary,
                types: Catalog.events(for: kind), place: .exchange(topology.events, .topic))
        }
    }

    private static func queries(_ topology: Topology) -> [AsyncAPIChannel] {
        QueryKey.allCases.map { key in
            AsyncAPIChannel(
                name: "\(key.rawValue)Queries", address: key.rawValue, description: "Questions about \(key.rawValue).",
                types: Catalog.queries.filter { $0.key == key }.map { $0.query.type },
                place: .exchange(topology.queries, .direct))
        }
    }

    private static func bot(_ topology: Topology) -> AsyncAPIChannel {
        let queue = "\(topology.prefix).bot.{tenant}.{botId}"
        return AsyncAPIChannel(
            name: "bot", address: queue,
            description: "A durable queue per bot, declared by Guichê; the platform only consumes.",
            types: Origin.guicheToBot.types + [Event.CommandRejected.type], place: .queue(queue))
    }

    private static var answers: AsyncAPIChannel {
        AsyncAPIChannel(
            name: "answers", address: nil,
            description: "A queue of whoever asks, through the default exchange: the query's reply-to.",
            types: Origin.guicheToAsker.types + [Event.CommandRejected.type], place: .replyTo)
    }
}

extension AsyncAPIChannel {
    var value: JSONValue {
        var members: [String: JSONValue] = [
            "address": address.map { .string($0) } ?? .null, "description": .string(description),
            "messages": .object(
                Dictionary(
                    uniqueKeysWithValues: types.map {
                        (AsyncAPIMessages.key(of: $0), AsyncAPIMessages.reference(to: $0))
                    })),
        ]
        if !parameters.isEmpty {
            members["parameters"] = .object(
                Dictionary(
                    uniqueKeysWithValues: parameters.map { ($0, ["description": .string(Self.meaning(of: $0))]) }))
        }
        if let binding { members["bindings"] = ["amqp": binding] }
        if case .exchange(_, let kind) = place { members["x-exchange-type"] = .string(kind.rawValue) }
        return .object(members)
    }

    /// The names in braces in the address.
    private var parameters: [String] {
        (address ?? "").split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
    }

    private static func meaning(of parameter: String) -> String {
        if parameter == "type" { return "The message's type, dots and all; dispatch by the property, never by this." }
        return FieldMeanings.meaning(of: parameter, in: "", of: "") ?? parameter
    }

    private var binding: JSONValue? {
        switch place {
        case .exchange(let name, let kind):
            var exchange: [String: JSONValue] = ["name": .string(name), "durable": true, "autoDelete": false]
            // The binding's schema knows only the broker's own exchange types.
            if kind != .modulusHash { exchange["type"] = .string(kind.rawValue) }
            return ["is": "routingKey", "bindingVersion": "0.3.0", "exchange": .object(exchange)]
        case .queue(let name):
            return [
                "is": "queue", "bindingVersion": "0.3.0",
                "queue": ["name": .string(name), "durable": true, "exclusive": false, "autoDelete": false],
            ]
        case .replyTo: return nil
        }
    }
}
