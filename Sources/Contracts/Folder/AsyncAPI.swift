import Domain

/// The AsyncAPI 3.0 document, seen from Guichê: it receives at the doors and sends events.
enum AsyncAPI {
    static func document(_ topology: Topology) -> JSONValue {
        let channels = AsyncAPIChannel.all(topology)
        return [
            "asyncapi": "3.0.0",
            "id": "urn:guiche:contract",
            "info": [
                "title": "Guichê", "version": .string(ContractRelease.current.version),
                "description": .string(
                    "The engine behind a WebChat customer-service channel. Names have the default prefix. An address "
                        + "is a routing key of the exchange in the channel's binding, or a queue; x-topology lists "
                        + "everything that is declared. reference.md says the same to people."),
                "tags": [["name": "webchat"], ["name": "customer service"]],
            ],
            "defaultContentType": "application/json",
            "servers": servers,
            "channels": .object(Dictionary(uniqueKeysWithValues: channels.map { ($0.name, $0.value) })),
            "operations": AsyncAPIOperations.value(channels),
            "components": [
                "messages": AsyncAPIMessages.value, "messageTraits": AsyncAPIMessages.traits,
                "securitySchemes": [
                    "brokerUser": [
                        "type": "userPassword",
                        "description": "A user of the broker; a tenant may name those it takes messages of.",
                    ]
                ],
            ],
            "x-topology": TopologyDocument.value(topology),
        ]
    }

    private static let servers: JSONValue = [
        "local": server("127.0.0.1:5672", "amqp", "The broker on the same machine."),
        "production": server("broker.example:5671", "amqps", "Over TLS, as GUICHE_AMQP_URL names it."),
    ]

    private static func server(_ host: String, _ scheme: String, _ description: String) -> JSONValue {
        [
            "host": .string(host), "protocol": .string(scheme), "protocolVersion": "0.9.1",
            "description": .string(description), "security": [["$ref": "#/components/securitySchemes/brokerUser"]],
        ]
    }
}
