import Domain

/// The messages of the AsyncAPI document, and their envelope: the AMQP properties, written as headers.
enum AsyncAPIMessages {
    static var value: JSONValue {
        .object(Dictionary(uniqueKeysWithValues: Catalog.all.map { (key(of: $0.type), message($0)) }))
    }

    /// Parsers differ on dots in keys, so there are none; the type itself is the message's name.
    static func key(of type: MessageType) -> String { type.rawValue.replacing(".", with: "_") }

    static func reference(to type: MessageType) -> JSONValue {
        ["$ref": .string("#/components/messages/\(key(of: type))")]
    }

    private static func message<M: Message>(_ message: M.Type) -> JSONValue {
        let origin = Catalog.origin(of: M.type)
        return [
            "name": .string(M.type.rawValue), "title": .string(M.type.rawValue), "summary": .string(M.summary),
            "contentType": "application/json",
            "bindings": ["amqp": ["messageType": .string(M.type.rawValue), "bindingVersion": "0.3.0"]],
            "traits": [["$ref": .string("#/components/messageTraits/\(trait(of: origin))")]],
            "payload": [
                "schemaFormat": "application/schema+json;version=draft-2020-12",
                "schema": ["$ref": .string("./messages/\(M.type)/schema.json")],
            ],
            "examples": .array(
                Examples.Size.allCases.map { size in
                    ["name": .string(size.rawValue), "payload": Examples.body(of: message, size)]
                }),
        ]
    }

    private static func trait(of origin: Origin) -> String {
        switch origin {
        case .gateway, .bot, .agent, .supervisor: "command"
        case .asker: "query"
        case .guiche, .guicheToBot: "event"
        case .guicheToAsker: "answer"
        }
    }

    static var traits: JSONValue {
        [
            "command": trait("The conversation's id where there is one; recommended.", needs: ["type", "message-id"]),
            "query": trait(
                "Comes back on the answer.", needs: ["type", "message-id", "reply-to", "correlation-id"]),
            "event": trait(
                "The conversation's id where there is one; on a rejection the message-id of what is rejected.",
                needs: ["type", "message-id", "content-type", "app-id", "timestamp", "delivery-mode"]),
            "answer": trait(
                "The query's.", needs: ["type", "message-id", "content-type", "app-id", "correlation-id"]),
        ]
    }

    private static func trait(_ correlation: String, needs required: [String]) -> JSONValue {
        [
            "correlationId": [
                "location": "$message.header#/correlation-id", "description": .string(correlation),
            ],
            "headers": [
                "type": "object", "description": "The AMQP properties of the message, by their names.",
                "properties": properties, "required": .array(required.map { .string($0) }),
            ],
        ]
    }

    private static let properties: JSONValue = [
        "type": ["type": "string", "description": "The message's type with its version; dispatch by it."],
        "message-id": [
            "type": "string", "minLength": 1, "maxLength": 70,
            "description": "Up to 64 characters from others. The same id again has no second effect.",
        ],
        "correlation-id": ["type": "string"],
        "reply-to": ["type": "string", "description": "The queue an answer goes to."],
        "timestamp": ["type": "integer", "description": "Seconds since 1970."],
        "app-id": ["type": "string", "description": "The sending program; ours is guiche."],
        "user-id": ["type": "string", "description": "The broker user, checked by the broker."],
        "content-type": ["type": "string", "const": "application/json"],
        "delivery-mode": ["type": "integer", "const": 2],
        "traceparent": ["type": "string", "description": "W3C trace context, a header; carried through."],
    ]
}
