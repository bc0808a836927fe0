/// The folder's README.
enum ContractsGuide {
    static let text = """
        # The wire contract

        Everything here is made from the Swift types in `Sources/Contracts` (`guiche contracts --write contracts`) and
        compared with them by the tests. Don't edit it by hand.

        | file | what it is |
        |---|---|
        | `asyncapi.yaml` | the whole contract for machines: exchanges, who publishes what, the declared topology |
        | `messages/<type>/schema.json` | JSON Schema 2020-12 of one message's body |
        | `messages/<type>/examples/` | golden examples: the smallest valid body, and one with every field |
        | `directory.schema.json` | the directory file; in it, unlike in messages, an unknown key is a mistake |

        ## How to read a message

        Dispatch by the AMQP property `type`, never by the routing key. Ignore fields and enum values you don't know.
        An optional field may be absent or null, which is the same. Instants are RFC 3339; ours are UTC with
        milliseconds. Lengths count Unicode code points.

        What a schema refuses is refused with `invalid_contract`, and nothing else is, but for what a schema cannot
        say: the body is UTF-8 without a byte order mark or U+0000, at most 64 KiB from others (256 KiB from us), nests
        at most 32 deep, has no unpaired surrogates, and its numbers fit 64 bits. Where a key is given twice in one
        object, the first one counts. Formats are meant: assert `date-time`.

        ## How versions work

        A published message is never edited in a way that breaks a reader: nothing is renamed, removed, re-typed or
        made required. New optional fields and new enum values may come at any time. A breaking change is a new type
        with `.v2` at its end beside the old one, and both are understood as long as anybody sends the old one.

        ## Ids that are computed

        A conversation's id is the UUID version 5 of `<tenant>/<channelId>/<sessionId>` in the name space
        `\(UniqueID.conversations)`.

        """
}
