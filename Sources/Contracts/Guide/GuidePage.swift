import Domain

/// The folder's README: the way in for somebody who writes a gateway, a bot or an agent's front end.
enum GuidePage {
    static var text: String {
        ([head, GuideReading.text, GuideGateway.text, GuideBot.text, GuideAgent.text, GuideSupervisor.text]
            + [GuideRecords.text])
            .joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        # The wire contract

        Your program and Guichê talk over RabbitMQ (AMQP 0-9-1) with JSON bodies. This folder is all you need.
        Everything in it is made from the Swift types in `Sources/Contracts` (`guiche contracts --write contracts`)
        and compared with them by the tests; don't edit it by hand.

        | file | what it is |
        |---|---|
        | this page | how to write a website gateway, a bot platform, an agent's or a supervisor's front end, step \
        by step |
        | [reference.md](reference.md) | every message, field, code, exchange and binding key |
        | [versions.md](versions.md) | what may change and what never does |
        | `asyncapi.yaml` | the same for machines: AsyncAPI 3.0, and the declared topology |
        | `messages/<type>/schema.json` | JSON Schema 2020-12 of one message's body |
        | `messages/<type>/examples/` | golden examples: the smallest good body, and one with every field |
        | `directory.schema.json` | the directory file; in it, unlike in messages, an unknown key is a mistake |

        To try a program of yours: `deploy/up` starts a broker and everything else on this machine and prints the
        broker's URL; its directory file has the tenant `acme` with the channel `site`.
        """
}
