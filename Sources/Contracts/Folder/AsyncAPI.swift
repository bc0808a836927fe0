import Domain

/// The AsyncAPI 3.0 document, seen from Guichê: it receives at the doors and sends events.
enum AsyncAPI {
    static func document(_ topology: Topology) -> JSONValue {
        [
            "asyncapi": "3.0.0",
            "info": [
                "title": "Guichê", "version": "1.0.0",
                "description": .string(
                    "The engine behind a WebChat customer-service channel. Names have the default prefix; "
                        + "x-topology lists what is declared."),
            ],
            "servers": ["local": ["host": "127.0.0.1:5672", "protocol": "amqp"]],
            "defaultContentType": "application/json",
            "channels": channels(topology),
            "operations": operations,
            "components": ["messages": messages],
            "x-topology": TopologyDocument.value(topology),
        ]
    }

    private static func types(of stream: Stream) -> [MessageType] {
        switch stream {
        case .webchat: Catalog.webchat.map { $0.type }
        case .bots: Catalog.bots.map { $0.type }
        case .agents: Catalog.agents.map { $0.type } + Catalog.supervisors.map { $0.type }
        default: []
        }
    }

    private static let doors: [(stream: Stream, key: String)] = [
        (.webchat, "the session id"), (.bots, "the conversation id"), (.agents, "the agent's or supervisor's id"),
    ]

    private static func channels(_ topology: Topology) -> JSONValue {
        var channels: [String: JSONValue] = [:]
        for (stream, key) in doors {
            channels[stream.rawValue] = channel(
                topology.exchange(of: stream), .modulusHash, "The routing key is \(key).", types(of: stream))
        }
        channels["events"] = channel(
            topology.events, .topic,
            "Routing keys: customer.<tenant>.<channelId>.<sessionId>.<type>, agent.<tenant>.<agentId>.<type>, "
                + "queue.<tenant>.<queueId>.<type>, conversation.<tenant>.<conversationId>.<type>, "
                + "supervisor.<tenant>.<supervisorId>.<type>.",
            Catalog.events.map { $0.type })
        channels["queries"] = channel(
            topology.queries, .direct, "The routing key is what is asked: protocols, conversations, channels, queues.",
            Catalog.queries.map { $0.query.type })
        channels["answers"] = [
            "address": .null,
            "description": "The default exchange; the address is the query's reply-to.",
            "messages": references(Catalog.queries.map { $0.answer.type } + [Event.CommandRejected.type]),
        ]
        channels["bot"] = [
            "address": .string("\(topology.prefix).bot.{tenant}.{botId}"),
            "description": "A durable queue per bot, declared by Guichê; the platform only consumes.",
            "parameters": [
                "tenant": ["description": "The tenant's id."], "botId": ["description": "The bot's id."],
            ],
            "messages": references(Catalog.toBots.map { $0.type } + [Event.CommandRejected.type]),
        ]
        return .object(channels)
    }

    private static func channel(
        _ exchange: String, _ kind: ExchangeKind, _ description: String, _ types: [MessageType]
    ) -> JSONValue {
        var binding: [String: JSONValue] = ["name": .string(exchange), "durable": true, "autoDelete": false]
        // The binding's schema knows only the broker's own exchange types.
        if kind != .modulusHash { binding["type"] = .string(kind.rawValue) }
        return [
            "address": .string(exchange), "description": .string(description), "messages": references(types),
            "x-exchange-type": .string(kind.rawValue),
            "bindings": [
                "amqp": ["is": "routingKey", "bindingVersion": "0.3.0", "exchange": .object(binding)]
            ],
        ]
    }

    private static func references(_ types: [MessageType]) -> JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: types.map {
                    ($0.rawValue, ["$ref": .string("#/components/messages/\($0)")])
                }))
    }

    private static var operations: JSONValue {
        var operations: [String: JSONValue] = [
            "publishEvents": operation("send", "events", "Tells every audience an event concerns."),
            "tellBots": operation("send", "bot", "Puts turns and their end before a bot."),
            "answerQueries": [
                "action": "receive", "channel": ["$ref": "#/channels/queries"],
                "summary": "Answers a query to its reply-to with its correlation-id.",
                "reply": [
                    "address": ["location": "$message.header#/reply-to"], "channel": ["$ref": "#/channels/answers"],
                ],
            ],
        ]
        operations["takeFromWebsites"] = operation("receive", "webchat", "Takes what website gateways publish.")
        operations["takeFromBots"] = operation("receive", "bots", "Takes what bot platforms publish.")
        operations["takeFromAgents"] = operation(
            "receive", "agents", "Takes what agent and supervisor front ends publish.")
        return .object(operations)
    }

    private static func operation(_ action: String, _ channel: String, _ summary: String) -> JSONValue {
        [
            "action": .string(action), "channel": ["$ref": .string("#/channels/\(channel)")],
            "summary": .string(summary),
        ]
    }

    private static var messages: JSONValue {
        .object(Dictionary(Catalog.all.map { ($0.type.rawValue, message($0)) }) { first, _ in first })
    }

    private static func message(_ message: any Message.Type) -> JSONValue {
        [
            "name": .string(message.type.rawValue), "title": .string(message.type.rawValue),
            "summary": .string(message.summary), "contentType": "application/json",
            "bindings": ["amqp": ["messageType": .string(message.type.rawValue), "bindingVersion": "0.3.0"]],
            "payload": [
                "schemaFormat": "application/schema+json;version=draft-2020-12",
                "schema": ["$ref": .string("./messages/\(message.type)/schema.json")],
            ],
        ]
    }
}
