import Domain

/// `versions.md`: how the contract changes.
enum VersionsPage {
    static var text: String {
        """
        # Versions

        The contract is at \(ContractRelease.current.version) (\(ContractRelease.current.date)). There are two kinds
        of version:

        - **of a message**: the `.v1` at the end of its type. It changes only when a program that reads or writes
          the message would have to change.
        - **of the contract as a whole**, in `asyncapi.yaml`: the second number rises with every new message or
          field, the third when only words change, the first when a message of an old version is no longer taken.

        ## What may come at any time

        - a new message, a new optional field, a new enum value, a new code of `command.rejected.v1`: ignore what
          you don't know;
        - a limit on what others send that becomes wider; a field we send that is always there from now on;
        - a new binding key or query.

        ## What never happens to a published message

        A field is renamed, removed, given another type or meaning; an optional field that others send is required;
        a field that we always send is missing; an enum value that others send is refused; a limit becomes narrower;
        an exchange, a binding key or a code is renamed. `guiche contracts --write` refuses such a change and says
        which it is.

        ## How a breaking change comes

        As a new type beside the old one, e.g. `webchat.message.sent.v2`:

        1. Both are taken. What others send as `.v1` goes on meaning what it meant.
        2. Events are published in both versions, to the same audiences with the same `seq`; each has its own
           message-id. A client binds or keeps the one it knows and ignores the other, by its `type`.
        3. The release notes below name the day after which `.v1` is no longer sent or taken, at least a year later.

        ## Reserved

        `*.typing.v1` and, on the doors, `*.read.v1` are reserved for signs that somebody types or has read; they
        are transient and will have no `seq`. Do not use these names for anything of your own.

        ## Releases

        \(releases)
        """ + "\n"
    }

    private static var releases: String {
        ContractRelease.all.reversed().map { release in
            let rows = release.types.map { "| `\($0)` | \(release.version) | \(release.date) |" }
            return """
                ### \(release.version), \(release.date)

                \(release.note)

                | message | since | date |
                |---|---|---|
                \(rows.joined(separator: "\n"))
                """
        }.joined(separator: "\n\n")
    }
}
