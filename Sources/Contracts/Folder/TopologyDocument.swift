import Domain

/// The topology as the AsyncAPI document lists it: `{partition}` stands for 0 to the number of partitions less one.
enum TopologyDocument {
    static func value(_ topology: Topology) -> JSONValue {
        [
            "partitions": .integer(Int64(topology.partitions)),
            "exchanges": .array(
                topology.exchanges.map {
                    ["name": .string($0.name), "type": .string($0.kind.rawValue), "durable": true]
                }),
            "queues": .array(queues(topology)),
        ]
    }

    private static func queues(_ topology: Topology) -> [JSONValue] {
        let partitions = Stream.allCases.map { stream in
            queue(
                "\(topology.exchange(of: stream)).{partition}", topology.partitionArguments(of: stream),
                exchange: topology.exchange(of: stream), key: "{partition}")
        }
        let queries = QueryKey.allCases.compactMap { key in
            topology.queues.first { $0.name == topology.queryQueue(key) }.map {
                queue($0.name, $0.arguments, exchange: topology.queries, key: key.rawValue)
            }
        }
        let dead = queue(topology.deadLetters, topology.deadLetterQueue.arguments, exchange: nil, key: nil)
        return partitions + queries + [dead]
    }

    private static func queue(
        _ name: String, _ arguments: [String: HeaderValue], exchange: String?, key: String?
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "durable": true, "arguments": .object(arguments.mapValues(\.json)),
        ]
        if let exchange, let key { members["boundTo"] = ["exchange": .string(exchange), "routingKey": .string(key)] }
        return .object(members)
    }
}

extension HeaderValue {
    /// The value as JSON.
    var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let truth): .boolean(truth)
        case .array(let values): .array(values.map(\.json))
        }
    }
}
