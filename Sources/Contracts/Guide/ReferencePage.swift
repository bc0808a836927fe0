import Domain

/// `reference.md`: the contract for people, made from what the machines' documents are made from.
struct ReferencePage {
    let topology: Topology

    var text: String {
        ([Self.head, exchanges, keys, Self.envelope] + Origin.allCases.map(group) + [queries, codes, directory])
            .joined(separator: "\n\n") + "\n" + Self.environment
    }

    private static let head = """
        # Reference

        Made by `guiche contracts --write contracts`; don't edit it. [README.md](README.md) is the way in. Every message
        has a folder with its schema and its golden examples: `messages/<type>/`. Names have the default prefix.
        """

    private var exchanges: String {
        """
        ## Exchanges

        | exchange | type | who publishes | routing key |
        |---|---|---|---|
        | `\(topology.exchange(of: .webchat))` | x-modulus-hash | website gateways | the session's id |
        | `\(topology.exchange(of: .bots))` | x-modulus-hash | bot platforms | the conversation's id |
        | `\(topology.exchange(of: .agents))` | x-modulus-hash | agents' and supervisors' front ends | \
        the agent's or supervisor's id |
        | `\(topology.events)` | topic | Guichê | see "Binding keys" |
        | `\(topology.queries)` | direct | anyone with the right | \
        \(QueryKey.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")) |

        All are durable and declared by Guichê; a client declares only queues of its own, named
        `\(topology.prefix).client.<anything>`, and never lets them reject: a copy that is rejected is not repeated.
        A bot's queue is `\(topology.prefix).bot.<tenant>.<botId>`, durable and declared by Guichê. What can be told to
        nobody lies in `\(topology.deadLetters)`, with the headers `reason` (a code), `detail` (a sentence), `exchange`
        and `routingKey` (as it was published), `since` and, where the sender named one, `userId`; an operator puts it
        back from there with `guiche dead-letters redrive`.
        """
    }

    private var keys: String {
        let rows = Audience.Kind.allCases.map { kind in
            "| `\(kind.routingKey.replacing("{", with: "<").replacing("}", with: ">"))` | \(kind.summary) |"
        }
        return """
            ## Binding keys on `\(topology.events)`

            | routing key | what it is |
            |---|---|
            \(rows.joined(separator: "\n"))

            A type has dots: bind with `#` at its place, e.g. `customer.acme.#` for all of a tenant's customers or
            `agent.acme.ana.#` for one agent. An event is delivered once per queue, whatever number of its keys match,
            and the routing key it arrives with may be another audience's.
            """
    }

    private static let envelope = """
        ## Envelope

        The body is the data alone; the rest are AMQP properties.

        | property | from others | from Guichê |
        |---|---|---|
        | `type` | required | the message's type; dispatch by it |
        | `message-id` | required, 1 to \(Envelope.maximumMessageID) characters | unique in the tenant, up to 70 \
        characters |
        | `correlation-id` | required on a query | the conversation's id where there is one; on a rejection the \
        message-id of what is rejected; on an answer the query's |
        | `reply-to` | required on a query | |
        | `content-type` | `application/json` | `application/json` |
        | `delivery-mode` | 2 | 2, answers 1 |
        | `timestamp` | seconds | seconds |
        | `app-id` | your program | `\(Envelope.sender)` |
        | `user-id` | required where the directory lists `brokerUsers` | |
        | header `traceparent` | W3C trace context | carried through |

        A body of others is at most \(JSONBody.maximumBytesFromOthers / 1_024) KiB, one of ours at most \
        \(JSONBody.maximumBytesFromUs / 1_024) KiB.
        """

    private func group(_ origin: Origin) -> String {
        let sections = Catalog.all.filter { Catalog.origin(of: $0.type) == origin }
            .map { ReferenceSection(topology: topology, origin: origin).text(of: $0) }
        return (["## \(origin.heading)"] + sections).joined(separator: "\n\n")
    }

    private var queries: String {
        let rows = Catalog.queries.map { "| `\($0.key.rawValue)` | `\($0.query.type)` | `\($0.answer.type)` |" }
        return """
            ## Queries and their answers

            Published to `\(topology.queries)`, answered through the default exchange to `reply-to`. A mistake is
            answered with `\(Event.CommandRejected.type)`; so is a moment in which the answer is not known
            (`unavailable`).

            | routing key | query | answer |
            |---|---|---|
            \(rows.joined(separator: "\n"))
            """
    }

    private var codes: String {
        let rows = RejectionCode.allCases.map { "| `\($0.rawValue)` | \($0.meaning) | \($0.remedy) |" }
        return """
            ## Codes of `\(Event.CommandRejected.type)`

            The checks come in this order: `invalid_contract`, tenant, channel, the rest. A repeated message-id of a
            command that the conversation refused gets the same rejection again; a refusal at the door may be judged
            anew. New codes may come: treat one you don't know like `unavailable`.

            | code | what it means | what to do |
            |---|---|---|
            \(rows.joined(separator: "\n"))
            """
    }

    private var directory: String {
        """
        ## The directory file

        YAML, named by `GUICHE_DIRECTORY`, read at start and again on SIGHUP; `directory.schema.json` is its schema. An
        unknown key is a mistake. Times are seconds, fractions allowed.

        \(FieldTable(DirectoryLoader.schema).markdown)
        """
    }

    private static let environment = """

        ## Environment

        Of every program of Guichê; a flag of the same name beats it (`--amqp-url`). Your programs need only the
        broker's URL.

        | variable | default | what it is |
        |---|---|---|
        | `GUICHE_AMQP_URL` | `amqp://guest:guest@127.0.0.1:5672/` | the broker; `amqps://` too |
        | `GUICHE_AMQP_CA_FILE` | the system's | the certificates to trust with `amqps://` |
        | `GUICHE_DIRECTORY` | | the directory file |
        | `GUICHE_STORE` | | `sqlite:/path/to/folder` |
        | `GUICHE_PREFIX` | `\(Topology.defaultPrefix)` | in front of every exchange's and queue's name |
        | `GUICHE_PARTITIONS` | \(Topology.defaultPartitions) | of each stream; fixed at installation |
        | `GUICHE_OPS_PORT` | 0 (off) | `/health/live`, `/health/ready`, `/metrics` on loopback |
        | `GUICHE_WEB_PORT` | 8080 | of `web-gateway` |
        | `GUICHE_CONNECT_PATIENCE` | 60 | seconds to wait for a broker that does not listen yet |
        | `LOG_LEVEL` | `info` | trace, debug, info, notice, warning, error, critical |
        | `LOG_FORMAT` | `text` | `text` or `json` |

        """
}

extension Origin {
    var heading: String {
        switch self {
        case .gateway: "What a website gateway publishes"
        case .bot: "What a bot platform publishes"
        case .agent: "What an agent's front end publishes"
        case .supervisor: "What a supervisor's front end publishes"
        case .asker: "What anyone with the right may ask"
        case .guicheToBot: "What a bot finds in its queue"
        case .guiche: "What Guichê publishes"
        case .guicheToAsker: "What queries are answered with"
        }
    }
}
