import Domain

/// Who does what in the AsyncAPI document; a query's operation names its answers.
enum AsyncAPIOperations {
    static func value(_ channels: [AsyncAPIChannel]) -> JSONValue {
        var operations: [String: JSONValue] = [:]
        for channel in channels {
            switch channel.name {
            case "answers": break
            case "bot": operations["tellBot"] = operation("send", channel, "Puts turns and their end before a bot.")
            case let name where name.hasSuffix("Events"):
                operations["tell\(capitalised(name))"] = operation("send", channel, channel.description)
            case let name where name.hasSuffix("Queries"):
                for type in channel.types { operations["answer\(identifier(type))"] = answer(type, channel) }
            default:
                operations["take\(capitalised(channel.name))"] = operation("receive", channel, channel.description)
            }
        }
        return .object(operations)
    }

    private static func operation(_ action: String, _ channel: AsyncAPIChannel, _ summary: String) -> JSONValue {
        let isReceived = action == "receive"
        var binding: [String: JSONValue] = ["deliveryMode": 2, "timestamp": true, "bindingVersion": "0.3.0"]
        binding[isReceived ? "ack" : "mandatory"] = .boolean(isReceived)
        return [
            "action": .string(action), "channel": ["$ref": .string("#/channels/\(channel.name)")],
            "summary": .string(summary), "messages": messages(channel.types, in: channel.name),
            "bindings": ["amqp": .object(binding)],
        ]
    }

    private static func answer(_ type: MessageType, _ channel: AsyncAPIChannel) -> JSONValue {
        let answers = Catalog.queries.filter { $0.query.type == type }.map { $0.answer.type }
        return [
            "action": "receive", "channel": ["$ref": .string("#/channels/\(channel.name)")],
            "summary": .string("Answers \(type) to its reply-to, with its correlation-id."),
            "messages": messages([type], in: channel.name),
            "reply": [
                "address": [
                    "location": "$message.header#/reply-to", "description": "The property reply-to of the query.",
                ],
                "channel": ["$ref": "#/channels/answers"],
                "messages": messages(answers + [Event.CommandRejected.type], in: "answers"),
            ],
        ]
    }

    private static func messages(_ types: [MessageType], in channel: String) -> JSONValue {
        .array(types.map { ["$ref": .string("#/channels/\(channel)/messages/\(AsyncAPIMessages.key(of: $0))")] })
    }

    /// `protocol.search.v1` is `ProtocolSearch`.
    private static func identifier(_ type: MessageType) -> String {
        type.rawValue.split(separator: ".").dropLast().map { capitalised(String($0)) }.joined()
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
